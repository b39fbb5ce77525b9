package ai.pami.method;

import ai.pami.domain.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes partitions ready to be put in an order, from what a survey found. */
final class SelectionStages {
  private final double[] ranges;
  private final SelectionOptions options;
  private final List<SmoothedSurvey> smoothed;
  private final List<SmoothedSurvey> fine;
  private final SurveyedRegions worth;

  /**
   * @param smoothed a survey for each target that gets an order
   * @param fine the same smoothed finely, for heads; empty if orders have none
   * @param worth of the survey's regions
   */
  SelectionStages(
      Baseline<?> baseline,
      SelectionOptions options,
      List<SmoothedSurvey> smoothed,
      List<SmoothedSurvey> fine,
      SurveyedRegions worth) {
    this.ranges = new double[smoothed.size()];
    Arrays.setAll(
        ranges, k -> Math.max(0, baseline.inputScores()[k] - baseline.backgroundScores()[k]));
    this.options = options;
    this.smoothed = smoothed;
    this.fine = fine;
    this.worth = worth;
  }

  /** A stage a partition. Partitions don't wait for each other: the model waits for all. */
  List<SelectionStage> of(List<Partition> partitions) {
    return IntStream.range(0, partitions.size())
        .parallel()
        .mapToObj(number -> stage(partitions.get(number), number))
        .toList();
  }

  private SelectionStage stage(Partition cut, int number) {
    boolean known = worth.knows(cut);
    List<HeadedPartition> parts = new ArrayList<>();
    List<SelectionPath> paths = new ArrayList<>();
    for (int k = 0; k < smoothed.size(); k++) {
      parts.add(headed(cut, number, k));
      paths.add(path(parts.get(k), k, known ? Optional.of(worth.gains(cut, k)) : Optional.empty()));
    }
    return new SelectionStage(parts, paths);
  }

  /** With a head if there is a survey smoothed finely. */
  private HeadedPartition headed(Partition cut, int number, int target) {
    return fine.isEmpty()
        ? HeadedPartition.headless(cut)
        : HeadedPartition.of(cut, fine.get(target).smoothOrder(), AdaptiveSmoothing.head(number));
  }

  /**
   * A path at its beginning.
   *
   * @param alone what each region of the partition is worth alone, if it was surveyed
   */
  private SelectionPath path(HeadedPartition parts, int target, Optional<Gain[]> alone) {
    SmoothedSurvey survey = smoothed.get(target);
    Partition regions = parts.regions();
    boolean shows = options.evidence().keeps();
    int[] sizes = IntStream.range(0, regions.count()).map(p -> regions.region(p).size()).toArray();
    double range = ranges[target];
    double[] bonus = means(regions, survey.smooth());
    stretch(bonus, options.prior() * range);
    double most = shows && range > 0 ? range : Double.POSITIVE_INFINITY;
    Gain[] expected =
        Arrays.stream(means(regions, survey.map().values()))
            .mapToObj(mean -> new Gain(shows ? mean : 0, mean))
            .toArray(Gain[]::new);
    alone.ifPresent(
        gains -> {
          for (int part = parts.hasHead() ? 1 : 0; part < expected.length; part++) {
            expected[part] = gains[parts.from(part)].mean(expected[part]);
          }
        });
    SelectionPath path =
        new SelectionPath(expected, bonus, most, sizes, options.tests(), options.lateTests());
    if (parts.hasHead()) {
      path.begin(0);
    } else {
      alone.ifPresent(path::begin);
    }
    return path;
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
    DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
    double min = all.getMin();
    double max = all.getMax();
    for (int i = 0; i < values.length; i++) {
      values[i] = max > min ? top * (values[i] - min) / (max - min) : 0;
    }
  }
}
