package ai.pami.method;

import ai.pami.domain.Partition;
import ai.pami.domain.Ranking;
import ai.pami.explanation.ImportanceMap;
import java.util.Arrays;
import java.util.List;

/** The map of a survey and orders of parts. */
final class SelectionMap {
  private SelectionMap() {}

  /** The parts' own gains, without standard errors; see {@link SelectionPath#gains}. */
  static ImportanceMap gains(ImportanceMap survey, SelectionStage stage, int target) {
    Partition parts = stage.parts(target).regions();
    double[] gains = stage.path(target).gains();
    int n = survey.domain().size();
    double[] values = new double[n];
    double[] errors = new double[n];
    int[] coverage = new int[n];
    for (int e = 0; e < n; e++) {
      values[e] = gains[parts.regionOf(e)];
      errors[e] = Double.NaN;
      coverage[e] = survey.coverage(e);
    }
    return ImportanceMap.of(survey.domain(), values, errors, coverage);
  }

  /**
   * The elements in the order of one partition's parts, the mean of all complete orders and the
   * smoothed survey; but the partition's head is the first.
   *
   * @param stage the partition
   * @param mean of all complete orders, see {@link #meanPlaces}
   * @param options with the weights of the three
   */
  static Ranking order(
      SmoothedSurvey survey,
      SelectionStage stage,
      double[] mean,
      int target,
      SelectionOptions options) {
    int n = mean.length;
    double[] own = places(stage, target, n);
    double[] key = new double[n];
    for (int rank = 0; rank < n; rank++) {
      int e = survey.smoothOrder().element(rank);
      key[e] =
          -(1 - options.agreement() - options.blend()) * own[e]
              - options.agreement() * mean[e]
              - options.blend() * (rank + 0.5) / n;
    }
    stage.parts(target).keyHead(key);
    return Ranking.descending(key);
  }

  /**
   * Each element's mean place in the complete orders of one target, 0..1, or in the best where none
   * is complete.
   *
   * @param n elements in all
   */
  static double[] meanPlaces(BestSelections best, int target, int n) {
    List<SelectionStage> complete = best.complete();
    if (complete.isEmpty()) {
      return places(best.ranked(target).get(0), target, n);
    }
    double[] mean = new double[n];
    for (SelectionStage stage : complete) {
      double[] places = places(stage, target, n);
      for (int e = 0; e < n; e++) {
        mean[e] += places[e] / complete.size();
      }
    }
    return mean;
  }

  /**
   * Each element's place in the order, 0..1: how much of the domain comes before its part's middle.
   */
  private static double[] places(SelectionStage stage, int target, int n) {
    Partition parts = stage.parts(target).regions();
    double[] place = new double[parts.count()];
    double before = 0;
    for (int part : stage.path(target).order()) {
      double size = parts.region(part).size();
      place[part] = (before + size / 2) / n;
      before += size;
    }
    double[] places = new double[n];
    Arrays.setAll(places, e -> place[parts.regionOf(e)]);
    return places;
  }
}
