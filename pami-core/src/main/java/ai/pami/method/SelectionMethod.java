package ai.pami.method;

import ai.pami.domain.Partition;
import ai.pami.engine.Composer;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Scoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
 * greatest area: one cut may follow the object's outline where another runs across it.
 *
 * <p>Where only what a loss takes is asked for ({@link Evidence#DROP}), the survey's regions are
 * dropped and the order is that of the greatest f(only S hidden) - f(only S and r hidden): half the
 * calls, for inputs that say little in parts.
 *
 * <p>The map has the survey's values, but in the order of the selection, blended a little with the
 * mean of all complete orders and with the smoothed survey, so that it is even within parts and
 * across their borders. Or it has the parts' own gains: what each adds to those before it, shared
 * among neighbours of the order where the later adds more; parts that the order did not reach have
 * their last known gain, but none above those that it did.
 *
 * @param <S> what the model reads an input from
 */
public final class SelectionMethod<S> {
  private final ProbeEngine<S> engine;
  private final Scoring scoring;
  private final Baseline<S> baseline;
  private final Options options;
  private final MapWatch watch;

  /**
   * How a selection goes about it.
   *
   * @param evidence whether regions are kept and dropped ({@link Evidence#BOTH}) or dropped only
   * @param explained how many targets get an order of their own, the first ones; those after them
   *     get the survey's map
   * @param prior how much the smoothed survey counts beside a part's gain, as a share of the score
   *     that the input has more than the bare background; 0 or more
   * @param agreement how much the mean of all partitions' complete orders counts beside the best
   *     order in the map's order of elements, 0..1
   * @param blend how much the smoothed survey counts there, 0..1; with the agreement at most 1
   * @param tests how many parts are tested at a time for each target, at least 1
   * @param ownGains whether the map's values are the best order's gains, not the survey's; without
   *     agreement and blend
   * @param smoothing makes the prior of a survey's map, both {@code [domain.size()]}
   */
  public record Options(
      Evidence evidence,
      int explained,
      double prior,
      double agreement,
      double blend,
      int tests,
      boolean ownGains,
      UnaryOperator<double[]> smoothing) {
    /** The same with the survey's values. */
    public Options(
        Evidence evidence,
        int explained,
        double prior,
        double agreement,
        double blend,
        int tests,
        UnaryOperator<double[]> smoothing) {
      this(evidence, explained, prior, agreement, blend, tests, false, smoothing);
    }

    public Options {
      if (!evidence.drops()) {
        throw new IllegalArgumentException("a selection drops regions, so not " + evidence);
      }
      if (ownGains && agreement + blend > 0) {
        throw new IllegalArgumentException(
            "the parts' own gains are not blended: " + (agreement + blend));
      }
      boolean weights = agreement >= 0 && blend >= 0 && agreement + blend <= 1;
      if (explained < 1 || !(prior >= 0) || !weights || tests < 1) {
        throw new IllegalArgumentException(
            "a selection for %d targets with a prior of %s, an agreement of %s, a blend of %s and %d tests"
                .formatted(explained, prior, agreement, blend, tests));
      }
    }
  }

  public SelectionMethod(
      ProbeEngine<S> engine, Scoring scoring, Baseline<S> baseline, Options options) {
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
      Options options,
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
                regions * SelectionProbes.probesAPart(options.evidence()) * options.explained(),
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
    List<SelectionStage> stages =
        parts.stream().map(cut -> new SelectionStage(cut, paths(surveyed, cut, worth))).toList();
    BestSelections[] best = {BestSelections.none()};
    SelectionProbes<S> asked =
        new SelectionProbes<>(
            baseline,
            hiding,
            stages,
            options.evidence(),
            complete -> {
              best[0] = best[0].with(complete);
              return watch.settled(engine.calls(), () -> maps(surveyed, best[0]));
            });
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
                watch.show(engine.calls(), () -> maps(surveyed, now.get()));
              }
            });
    asked.conclude(stopped);
    return new MethodResult(
        maps(surveyed, now.get()), surveyed.regions(), surveyed.probes() + answers[0], stopped);
  }

  /** The survey's maps, those with a selection in its order. */
  private List<ImportanceMap> maps(MethodResult surveyed, BestSelections best) {
    List<ImportanceMap> maps = new ArrayList<>(surveyed.maps());
    for (int k = 0; k < best.targets(); k++) {
      ImportanceMap survey = surveyed.maps().get(k);
      maps.set(
          k,
          options.ownGains()
              ? SelectionMap.gains(survey, best.parts(k), best.path(k))
              : SelectionMap.dealt(survey, best, k, options));
    }
    return maps;
  }

  private List<SelectionPath> paths(MethodResult surveyed, Partition parts, SurveyedRegions worth) {
    boolean known = worth.knows(parts);
    boolean shows = options.evidence().keeps();
    List<SelectionPath> paths = new ArrayList<>();
    for (int k = 0; k < options.explained(); k++) {
      ImportanceMap survey = surveyed.maps().get(k);
      double range = Math.max(0, baseline.inputScores()[k] - baseline.backgroundScores()[k]);
      double[] bonus = means(parts, options.smoothing().apply(survey.values()));
      stretch(bonus, options.prior() * range);
      double most = shows && range > 0 ? range : Double.POSITIVE_INFINITY;
      Gain[] expected =
          Arrays.stream(means(parts, survey.values()))
              .mapToObj(mean -> new Gain(shows ? mean : 0, mean))
              .toArray(Gain[]::new);
      if (!known) {
        paths.add(new SelectionPath(expected, bonus, most, options.tests()));
        continue;
      }
      Gain[] first = worth.gains(parts, k);
      Arrays.setAll(expected, part -> first[part].mean(expected[part]));
      SelectionPath path = new SelectionPath(expected, bonus, most, options.tests());
      path.begin(first);
      paths.add(path);
    }
    return paths;
  }

  private static double[] means(Partition parts, double[] values) {
    double[] means = new double[parts.count()];
    int[] sizes = new int[parts.count()];
    for (int e = 0; e < values.length; e++) {
      means[parts.regionOf(e)] += values[e];
      sizes[parts.regionOf(e)]++;
    }
    for (int part = 0; part < means.length; part++) {
      means[part] /= sizes[part];
    }
    return means;
  }

  /** Stretches values to 0..{@code top}. */
  private static void stretch(double[] values, double top) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = max > min ? top * (values[i] - min) / (max - min) : 0;
    }
  }
}
