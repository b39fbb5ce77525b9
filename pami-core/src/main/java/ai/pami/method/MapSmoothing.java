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
  private final AdaptiveSmoothing how;
  private final int orders;
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
   * @param orders of how many partitions maps are made for each target
   */
  MapSmoothing(Baseline<S> baseline, AdaptiveSmoothing how, int orders) {
    this.baseline = baseline;
    this.how = how;
    this.orders = orders;
  }

  /**
   * Makes the next target's maps to choose from.
   *
   * @param survey smoothed as the options say
   * @param fine smoothed finely
   */
  void add(
      SmoothedSurvey survey, SmoothedSurvey fine, BestSelections best, SelectionOptions options) {
    int target = candidates.size();
    Ranking smooth = fine.smoothOrder();
    double[] mean = SelectionMap.meanPlaces(best, target, smooth.size());
    List<Candidate> found = new ArrayList<>();
    best.ranked(target).stream()
        .limit(orders)
        .forEach(
            stage -> {
              Ranking own = SelectionMap.order(survey, stage, mean, target, options);
              double head = stage.parts(target).head();
              AdaptiveSmoothing.orders(smooth, own, head)
                  .forEach(order -> found.add(candidate(order, target)));
            });
    candidates.add(found);
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

  /** Asks about all maps of all targets. */
  StopReason ask(ProbeEngine<S> engine, Scoring scoring) {
    return copies.ask(engine, scoring, scores -> {});
  }

  /** How many copies are asked about. */
  long probes() {
    return candidates.stream()
        .flatMap(List::stream)
        .mapToLong(candidate -> candidate.curve.length)
        .sum();
  }

  /** The map that stays, all answers being in. */
  ImportanceMap chosen(int target, SmoothedSurvey survey) {
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
    return survey.dealtApart(best.order.order());
  }
}
