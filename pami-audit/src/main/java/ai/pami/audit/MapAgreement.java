package ai.pami.audit;

import ai.pami.domain.Ranking;
import ai.pami.explanation.ImportanceMap;
import java.util.BitSet;
import java.util.stream.IntStream;

/** How far two maps of one picture say the same. */
final class MapAgreement {
  private MapAgreement() {}

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
