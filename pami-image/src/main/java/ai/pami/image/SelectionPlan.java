package ai.pami.image;

import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Seeds;
import ai.pami.image.segment.Slic;
import java.util.ArrayList;
import java.util.List;

/**
 * How a picture is cut up for a number of calls; see {@code docs/method.md} for how the numbers
 * were found.
 *
 * @param coarse partitions that are surveyed only
 * @param parts partitions whose regions are put in an order, the first one's first; surveyed too
 */
record SelectionPlan(List<Partitioner<Picture>> coarse, List<Partitioner<Picture>> parts) {
  private static final double COMPACTNESS = 20;

  /** Below this there is nothing left for a selection. */
  private static final long LEAST = 200;

  /** From this on a survey has two coarse partitions. */
  private static final long USUAL = 400;

  /** Calls a region that a selection takes, its survey counted in, as a rule. */
  private static final int CALLS_A_PART = 10;

  /** What is put in an order, as far as the calls go, by the number of regions to expect. */
  private enum Cut {
    SLIC_40(32),
    SEEDS_40(16),
    SLIC_30(22),
    LOOSE_SLIC_40(21),
    SLIC_50(43),
    SLIC_60(50),
    SEEDS_80(64);

    final int regions;

    Cut(int regions) {
      this.regions = regions;
    }

    Partitioner<Picture> partitioner() {
      return switch (this) {
        case SLIC_30 -> slic(30);
        case SLIC_40 -> slic(40);
        case SLIC_50 -> slic(50);
        case SLIC_60 -> slic(60);
        case LOOSE_SLIC_40 -> Slic.of(40, 8);
        case SEEDS_40 -> Seeds.of(40);
        case SEEDS_80 -> Seeds.of(80);
      };
    }

    int calls() {
      return CALLS_A_PART * regions;
    }
  }

  /** The plan for so many calls, the two whole copies counted in. */
  static SelectionPlan of(long budget) {
    if (budget < LEAST) {
      int regions = (int) Math.max(2, (budget - 2) / 2);
      return new SelectionPlan(
          regions < 12
              ? List.of(slic(regions))
              : List.of(slic(regions * 2 / 7), slic(regions * 5 / 7)),
          List.of());
    }
    if (budget < USUAL) {
      return new SelectionPlan(List.of(slic(15)), List.of(slic(30)));
    }
    List<Partitioner<Picture>> parts = new ArrayList<>();
    // The coarse partitions take about 50.
    long left = budget - 50;
    for (Cut cut : Cut.values()) {
      if (cut.calls() <= left || parts.isEmpty()) {
        parts.add(cut.partitioner());
        left -= cut.calls();
      }
    }
    return new SelectionPlan(List.of(slic(10), slic(20)), parts);
  }

  private static Slic slic(int segments) {
    return Slic.of(segments, COMPACTNESS);
  }
}
