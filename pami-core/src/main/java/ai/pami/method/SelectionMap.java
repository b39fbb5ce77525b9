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
  static ImportanceMap gains(ImportanceMap survey, Partition parts, SelectionPath path) {
    double[] gains = path.gains();
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
   * The survey's values, dealt out anew: the greatest goes to the element that stands first by the
   * best order, the mean of all complete ones and the smoothed survey, and so on; but the best
   * order's head is the map's. So values stay in the unit of the score.
   *
   * @param options with the weights of the three
   */
  static ImportanceMap dealt(
      SmoothedSurvey survey, BestSelections best, int target, SelectionOptions options) {
    int n = survey.smoothOrder().size();
    double[] own = places(best.parts(target).regions(), best.path(target), n);
    double[] mean = meanPlaces(best, target, own);
    double[] key = new double[n];
    for (int rank = 0; rank < n; rank++) {
      int e = survey.smoothOrder().element(rank);
      key[e] =
          -(1 - options.agreement() - options.blend()) * own[e]
              - options.agreement() * mean[e]
              - options.blend() * (rank + 0.5) / n;
    }
    best.parts(target).keyHead(key);
    return survey.dealt(Ranking.descending(key));
  }

  /** Each element's mean place in all complete orders, or in the best where none is complete. */
  private static double[] meanPlaces(BestSelections best, int target, double[] own) {
    List<SelectionStage> complete = best.complete();
    if (complete.isEmpty()) {
      return own;
    }
    double[] mean = new double[own.length];
    for (SelectionStage stage : complete) {
      double[] places =
          places(stage.parts().get(target).regions(), stage.paths().get(target), own.length);
      for (int e = 0; e < mean.length; e++) {
        mean[e] += places[e] / complete.size();
      }
    }
    return mean;
  }

  /**
   * Each element's place in the order, 0..1: how much of the domain comes before its part's middle.
   */
  private static double[] places(Partition parts, SelectionPath path, int n) {
    double[] place = new double[parts.count()];
    double before = 0;
    for (int part : path.order()) {
      double size = parts.region(part).size();
      place[part] = (before + size / 2) / n;
      before += size;
    }
    double[] places = new double[n];
    Arrays.setAll(places, e -> place[parts.regionOf(e)]);
    return places;
  }
}
