package ai.pami.method;

import ai.pami.domain.Ranking;
import ai.pami.engine.Copies;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Scoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks which of several orders, and which smooth beginning, make a target's map. */
final class MapSmoothing<S> {
  private final Baseline<S> baseline;
  private final SelectionOptions options;
  private final AdaptiveSmoothing how;
  private final List<SmoothedSurvey> smoothed;
  private final List<SmoothedSurvey> fine;
  private final List<List<Candidate>> candidates = new ArrayList<>();
  private final Copies<S> copies = new Copies<>();

  /** A map that a target may get. */
  private static final class Candidate {
    final SmootherOrder order;

    /** Its scores, less the bare background's; written as they come. */
    final double[] curve;

    Candidate(SmootherOrder order, int points) {
      this.order = order;
      this.curve = new double[points];
    }
  }

  /**
   * @param smoothed a survey a target, smoothed as the options say
   * @param fine the same, smoothed finely
   */
  MapSmoothing(
      Baseline<S> baseline,
      SelectionOptions options,
      AdaptiveSmoothing how,
      List<SmoothedSurvey> smoothed,
      List<SmoothedSurvey> fine) {
    this.baseline = baseline;
    this.options = options;
    this.how = how;
    this.smoothed = smoothed;
    this.fine = fine;
  }

  /** Asks, once, about maps of the best orders, of all targets that have any. */
  StopReason ask(ProbeEngine<S> engine, Scoring scoring, BestSelections best) {
    int orders = AdaptiveSmoothing.orders(best.targets(), engine.budget() - engine.calls());
    for (int k = 0; k < best.targets(); k++) {
      candidates.add(candidates(best, k, orders));
    }
    return copies.ask(engine, scoring, scores -> {});
  }

  /**
   * One target's maps to choose from.
   *
   * @param orders of how many partitions
   */
  private List<Candidate> candidates(BestSelections best, int target, int orders) {
    Ranking smooth = fine.get(target).smoothOrder();
    double[] mean = SelectionMap.meanPlaces(best, target, smooth.size());
    SmoothedSurvey survey = smoothed.get(target);
    return best.ranked(target).subList(0, Math.min(orders, best.stages().size())).parallelStream()
        .map(
            stage -> {
              Ranking own = SelectionMap.order(survey, stage, mean, target, options);
              return AdaptiveSmoothing.orders(smooth, own, stage.parts(target).head());
            })
        .toList()
        .stream()
        .flatMap(List::stream)
        .map(order -> candidate(order, target))
        .toList();
  }

  private Candidate candidate(SmootherOrder order, int target) {
    List<Integer> lengths = AdaptiveSmoothing.lengths(order.order().size());
    double bare = baseline.backgroundScores()[target];
    Candidate candidate = new Candidate(order, lengths.size());
    for (int i = 0; i < candidate.curve.length; i++) {
      int point = i;
      copies.add(
          baseline.composer(),
          order.first(lengths.get(i)),
          Source.INPUT,
          scores -> candidate.curve[point] = scores[target] - bare);
    }
    return candidate;
  }

  /** How many copies are asked about. */
  long probes() {
    return candidates.stream()
        .flatMap(List::stream)
        .mapToLong(candidate -> candidate.curve.length)
        .sum();
  }

  /** The map that stays, all answers being in. */
  ImportanceMap chosen(int target) {
    List<Candidate> all = candidates.get(target);
    double whole = baseline.inputScores()[target] - baseline.backgroundScores()[target];
    double reached =
        all.stream().flatMapToDouble(c -> Arrays.stream(c.curve)).reduce(whole, Math::max);
    Candidate best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Candidate candidate : all) {
      double worth = how.worth(candidate.order, candidate.curve, reached);
      if (worth > most) {
        most = worth;
        best = candidate;
      }
    }
    return fine.get(target).dealtApart(best.order.order());
  }
}
