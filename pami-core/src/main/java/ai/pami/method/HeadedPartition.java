package ai.pami.method;

import ai.pami.domain.Partition;
import ai.pami.domain.Ranking;
import java.util.Arrays;

/**
 * A partition whose regions are to be put in an order, all but a head: elements that come first in
 * an order of their own, cut out of whatever regions they lie in. What is left of those regions,
 * and the others, follow the head.
 */
final class HeadedPartition {
  /** What is left of a region beside a head goes to the head where it is less of the domain. */
  private static final double SLIVER = 0.003;

  private final Partition cut;
  private final Partition regions;
  private final Ranking order;
  private final double head;
  private final int[] from;

  private HeadedPartition(
      Partition cut, Partition regions, Ranking order, double head, int[] from) {
    this.cut = cut;
    this.regions = regions;
    this.order = order;
    this.head = head;
    this.from = from;
  }

  /** Without a head. */
  static HeadedPartition headless(Partition cut) {
    int[] same = new int[cut.count()];
    Arrays.setAll(same, region -> region);
    return new HeadedPartition(cut, cut, null, 0, same);
  }

  /**
   * With the first elements of an order as its head.
   *
   * @param head their share of the domain, above 0 and below 1; slivers come on top
   */
  static HeadedPartition of(Partition cut, Ranking order, double head) {
    int n = order.size();
    int[] labels = new int[n];
    Arrays.setAll(labels, e -> 1 + cut.regionOf(e));
    for (int rank = 0; rank < head * n; rank++) {
      labels[order.element(rank)] = 0;
    }
    int[] left = new int[1 + cut.count()];
    for (int label : labels) {
      left[label]++;
    }
    for (int e = 0; e < n; e++) {
      int label = labels[e];
      if (label > 0 && left[label] < SLIVER * n && left[label] < cut.region(label - 1).size()) {
        labels[e] = 0;
      }
    }
    Partition regions = Partition.of(cut.domain(), labels);
    int[] from = new int[regions.count()];
    for (int e = 0; e < n; e++) {
      from[regions.regionOf(e)] = labels[e] - 1;
    }
    return new HeadedPartition(cut, regions, order, head, from);
  }

  /** The partition that this was made of. */
  Partition cut() {
    return cut;
  }

  /** The head, if there is one, as region 0, then the others. */
  Partition regions() {
    return regions;
  }

  boolean hasHead() {
    return head > 0;
  }

  /** The head's share of the domain that was asked for; 0 without a head. */
  double head() {
    return head;
  }

  /** The region of {@link #cut()} that a region other than the head is left of. */
  int from(int region) {
    return from[region];
  }

  /** Gives the head's elements keys above 0, the first the greatest. */
  void keyHead(double[] keys) {
    for (int rank = 0; hasHead() && rank < keys.length; rank++) {
      int e = order.element(rank);
      if (regions.regionOf(e) == 0) {
        keys[e] = 1 - rank / (double) keys.length;
      }
    }
  }
}
