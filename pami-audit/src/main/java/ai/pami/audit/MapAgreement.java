package ai.pami.audit;

import ai.pami.domain.Ranking;
import ai.pami.explanation.ImportanceMap;
import java.util.BitSet;
import java.util.stream.IntStream;

/** How far two maps of one picture say the same. */
final class MapAgreement {
  private MapAgreement() {}

  /** Spearman's rank correlation, equal values sharing the mean of their ranks. */
  static double rankCorrelation(ImportanceMap a, ImportanceMap b) {
    int[] both =
        IntStream.range(0, a.domain().size())
            .filter(e -> !Double.isNaN(a.value(e)) && !Double.isNaN(b.value(e)))
            .toArray();
    double[] x = ranks(IntStream.of(both).mapToDouble(a::value).toArray());
    double[] y = ranks(IntStream.of(both).mapToDouble(b::value).toArray());
    double middle = (both.length + 1) / 2.0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < both.length; i++) {
      double dx = x[i] - middle;
      double dy = y[i] - middle;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }

  private static double[] ranks(double[] values) {
    Ranking order = Ranking.descending(values);
    double[] ranks = new double[values.length];
    for (int from = 0, to; from < values.length; from = to) {
      to = from + 1;
      while (to < values.length && values[order.element(to)] == values[order.element(from)]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order.element(i)] = (from + to + 1) / 2.0;
      }
    }
    return ranks;
  }

  /**
   * The share of the first map's most important elements that are among the second's. A flat map
   * has no most important ones: it has all in common with another flat one and none with any other.
   */
  static double topOverlap(ImportanceMap a, ImportanceMap b, double share) {
    if (isFlat(a) || isFlat(b)) {
      return isFlat(a) && isFlat(b) ? 1 : 0;
    }
    int count = (int) Math.max(1, Math.round(share * a.domain().size()));
    BitSet common = top(a, count);
    common.and(top(b, count));
    return (double) common.cardinality() / count;
  }

  private static boolean isFlat(ImportanceMap map) {
    return !(map.max() > map.min());
  }

  private static BitSet top(ImportanceMap map, int count) {
    Ranking order = Ranking.descending(map.values());
    BitSet top = new BitSet();
    IntStream.range(0, count).map(order::element).forEach(top::set);
    return top;
  }

  /** Between the first highest elements, as a share of the diagonal. */
  static double peakDistance(ImportanceMap a, ImportanceMap b) {
    int width = a.domain().extent(1);
    double dx = a.peak() % width - b.peak() % width;
    double dy = a.peak() / width - b.peak() / width;
    return Math.hypot(dx, dy) / Math.hypot(width, a.domain().extent(0));
  }
}
