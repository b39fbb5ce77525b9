package ai.pami.method;

import ai.pami.domain.Partition;
import ai.pami.engine.Composer;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Scoring;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PAMI, then a selection in context. First every region of a few partitions, coarse to fine, is
 * kept and dropped; the mean evidence is the survey. Then the regions of one partition, the parts,
 * are put in an order: next is always the part r that, with those selected before it, has the
 * greatest
 *
 * <pre>f(only S and r shown) - f(only S and r hidden)</pre>
 *
 * so that the first parts of the order do for the model what the whole input does, and the input
 * without them does not. Copies that show parts and copies that hide them may be mixed over two
 * different backgrounds, so that nothing hangs on what one of them leaks. Once hiding has taken all
 * that the input has more than the bare background, but for a fiftieth, hiding more says nothing,
 * and parts are only shown. The survey says which parts to test first, and, smoothed, is a prior:
 * it keeps the order to places that are important at every scale. With calls left, other
 * partitions' regions are put in an order too, and the order counts whose own curve encloses the
 * greatest area: one cut may follow the object's outline where another runs across it. Where maps
 * are to be smoothed, orders begin with heads of several sizes that are no parts ({@link
 * AdaptiveSmoothing}).
 *
 * <p>Where only what a loss takes is asked for ({@link Evidence#DROP}), the survey's regions are
 * dropped and the order is that of the greatest f(only S hidden) - f(only S and r hidden): half the
 * calls, for inputs that say little in parts.
 *
 * <p>The map has the survey's values, but in the order of the selection, blended a little with the
 * mean of all complete orders and with the smoothed survey, so that it is even within parts and
 * across their borders. Last, maps of several orders, with smoother beginnings and without, may be
 * compared by their own curves ({@link AdaptiveSmoothing}). Or it has the parts' own gains: what
 * each adds to those before it, shared among neighbours of the order where the later adds more;
 * parts that the order did not reach have their last known gain, but none above those that it did.
 *
 * @param <S> what the model reads an input from
 */
public final class SelectionMethod<S> {
  private final ProbeEngine<S> engine;
  private final Scoring scoring;
  private final Baseline<S> baseline;
  private final SelectionOptions options;
  private final MapWatch watch;

  public SelectionMethod(
      ProbeEngine<S> engine, Scoring scoring, Baseline<S> baseline, SelectionOptions options) {
    this(engine, scoring, baseline, options, MapWatch.none());
  }

  /**
   * @param watch sees the maps of the survey and of every selection; they can settle once an order
   *     is complete
   */
  public SelectionMethod(
      ProbeEngine<S> engine,
      Scoring scoring,
      Baseline<S> baseline,
      SelectionOptions options,
      MapWatch watch) {
    this.watch = watch;
    this.engine = engine;
    this.scoring = scoring;
    this.baseline = baseline;
    this.options = options;
  }

  /**
   * Asks for the survey and, as far as the budget goes, for the selections; the one with the best
   * curve makes a target's map.
   *
   * @param survey the layers, in the order asked
   * @param parts partitions whose regions are put in an order, best ones of the survey's; if there
   *     are none, the survey is all
   * @param hiding mixes the selections' copies that hide parts; those that show them come from the
   *     baseline's composer
   */
  public MethodResult explain(List<Layer<S>> survey, List<Partition> parts, Composer<S> hiding) {
    long regions = parts.stream().mapToLong(Partition::count).sum();
    return explain(survey.iterator(), survey.size(), () -> parts, regions, hiding);
  }

  /**
   * The same, cutting the input up while the model is being asked.
   *
   * @param survey the layers, made when asked for
   * @param layers how many of them
   * @param parts asked for once, after the survey
   * @param regions about how many the parts have together, for progress
   * @param hiding as above
   */
  public MethodResult explain(
      Iterator<Layer<S>> survey,
      int layers,
      Supplier<List<Partition>> parts,
      long regions,
      Composer<S> hiding) {
    SurveyedRegions worth = new SurveyedRegions();
    View<S> view = new View<>("as it is", Optional.empty(), survey);
    MethodResult surveyed =
        new PamiMethod<>(engine, scoring, baseline, options.evidence(), watch.showing())
            .explain(
                List.of(view).iterator(),
                layers,
                regions * SelectionProbes.PROBES_A_PART * options.explained()
                    + options.smoothingCalls(),
                worth);
    return surveyed.stopped() == StopReason.COMPLETE
        ? select(surveyed, parts.get(), worth, hiding)
        : surveyed;
  }

  /**
   * Goes on from a survey.
   *
   * @param worth of the survey's regions
   */
  private MethodResult select(
      MethodResult surveyed, List<Partition> parts, SurveyedRegions worth, Composer<S> hiding) {
    if (parts.isEmpty()) {
      return surveyed;
    }
    List<SmoothedSurvey> smoothed =
        surveyed.maps().stream()
            .limit(options.explained())
            .map(map -> new SmoothedSurvey(map, options.smoothing()))
            .toList();
    List<SmoothedSurvey> fine =
        options.adaptive().stream()
            .flatMap(how -> smoothed.stream().map(survey -> survey.with(how.smoothing())))
            .toList();
    List<SelectionStage> stages =
        new SelectionStages(baseline, options, smoothed, fine, worth).of(parts);
    BestSelections[] best = {BestSelections.none()};
    long kept = options.smoothingCalls();
    SelectionProbes<S> asked =
        new SelectionProbes<>(
            baseline,
            hiding,
            stages,
            options.evidence(),
            complete -> {
              best[0] = best[0].with(complete);
              return watch.settled(engine.calls(), () -> maps(surveyed, smoothed, best[0]));
            },
            () -> kept > 0 && engine.budget() - engine.calls() <= kept,
            kept);
    Supplier<BestSelections> now =
        () -> asked.unfinished().map(stage -> best[0].with(stage)).orElse(best[0]);
    long[] answers = {0};
    StopReason stopped =
        engine.ask(
            asked,
            scoring,
            (probe, scores) -> {
              answers[0]++;
              if (asked.answered(probe, scores)) {
                watch.show(engine.calls(), () -> maps(surveyed, smoothed, now.get()));
              }
            });
    asked.conclude(stopped);
    BestSelections found = now.get();
    MethodResult selected =
        new MethodResult(
            surveyed.maps(), surveyed.regions(), surveyed.probes() + answers[0], stopped);
    boolean asksOn = stopped != StopReason.DEADLINE && stopped != StopReason.CANCELLED;
    boolean smooths = asksOn && found.targets() > 0 && engine.budget() - engine.calls() >= kept;
    return options
        .adaptive()
        .filter(how -> smooths)
        .map(how -> new MapSmoothing<>(baseline, options, how, smoothed, fine))
        .map(smoothing -> smooth(selected, smoothed, found, smoothing))
        .orElseGet(() -> selected.withMaps(maps(surveyed, smoothed, found)));
  }

  /**
   * Compares maps for the targets that have an order. If that ends early the selection's stay, as
   * they do where the input scores no more than the bare background.
   *
   * @param selected with the survey's maps
   */
  private MethodResult smooth(
      MethodResult selected,
      List<SmoothedSurvey> smoothed,
      BestSelections best,
      MapSmoothing<S> smoothing) {
    StopReason stopped = smoothing.ask(engine, scoring, best);
    if (stopped != StopReason.COMPLETE) {
      return new MethodResult(
          maps(selected, smoothed, best), selected.regions(), selected.probes(), stopped);
    }
    List<ImportanceMap> maps = new ArrayList<>(selected.maps());
    for (int k = 0; k < best.targets(); k++) {
      boolean rises = baseline.inputScores()[k] > baseline.backgroundScores()[k];
      maps.set(k, rises ? smoothing.chosen(k) : map(smoothed.get(k), best, k));
    }
    watch.show(engine.calls(), () -> maps);
    return new MethodResult(
        maps, selected.regions(), selected.probes() + smoothing.probes(), selected.stopped());
  }

  /** The survey's maps, those with a selection in its order. */
  private List<ImportanceMap> maps(
      MethodResult surveyed, List<SmoothedSurvey> smoothed, BestSelections best) {
    List<ImportanceMap> maps = new ArrayList<>(surveyed.maps());
    for (int k = 0; k < best.targets(); k++) {
      maps.set(k, map(smoothed.get(k), best, k));
    }
    return maps;
  }

  /** The survey's map of a target in the order of its best selection. */
  private ImportanceMap map(SmoothedSurvey survey, BestSelections best, int target) {
    SelectionStage stage = best.ranked(target).get(0);
    if (options.ownGains()) {
      return SelectionMap.gains(survey.map(), stage, target);
    }
    double[] mean = SelectionMap.meanPlaces(best, target, survey.smooth().length);
    return survey.dealt(SelectionMap.order(survey, stage, mean, target, options));
  }
}
