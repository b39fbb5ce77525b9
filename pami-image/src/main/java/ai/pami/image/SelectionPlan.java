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
 * @param survey partitions that are surveyed
 * @param parts partitions whose regions are put in an order, the first one's first
 * @param regions about how many the parts have together
 * @param tests how many parts are tested at a time
 */
record SelectionPlan(
    List<? extends Partitioner<Picture>> survey,
    List<Partitioner<Picture>> parts,
    long regions,
    int tests) {
  private static final double COMPACTNESS = 20;

  private static final double LOOSE = 8;

  /** Below this there is nothing left for a selection. */
  private static final long LEAST = 125;

  /** From this on every partition that is put in an order is surveyed as well. */
  private static final long SURVEYED = 210;

  /** What the survey of two coarse partitions and the two whole copies take. */
  private static final long COARSE = 50;

  /** Calls a region that a selection takes, its survey counted in, as a rule. */
  private static final int CALLS_A_PART = 5;

  /** Ways to cut a picture up, and the number of regions to expect. */
  private enum Cut {
    SLIC_15(12),
    SEEDS_40(16),
    SLIC_40(32),
    SLIC_30(22),
    LOOSE_SLIC_25(14),
    LOOSE_SLIC_40(21),
    SLIC_50(43),
    SLIC_60(50),
    SEEDS_80(64);

    final long regions;

    Cut(long regions) {
      this.regions = regions;
    }

    /**
     * @param slic any, to share the picture's colours with
     */
    Partitioner<Picture> partitioner(Slic slic) {
      return switch (this) {
        case SLIC_15 -> slic.with(15, COMPACTNESS);
        case SLIC_30 -> slic.with(30, COMPACTNESS);
        case SLIC_40 -> slic.with(40, COMPACTNESS);
        case SLIC_50 -> slic.with(50, COMPACTNESS);
        case SLIC_60 -> slic.with(60, COMPACTNESS);
        case LOOSE_SLIC_25 -> slic.with(25, LOOSE);
        case LOOSE_SLIC_40 -> slic.with(40, LOOSE);
        case SEEDS_40 -> Seeds.of(40);
        case SEEDS_80 -> Seeds.of(80);
      };
    }

    long calls() {
      return CALLS_A_PART * regions;
    }
  }

  /** What is put in an order, as far as the calls go. */
  private static final List<Cut> ORDERED =
      List.of(
          Cut.SEEDS_40,
          Cut.SLIC_40,
          Cut.SLIC_30,
          Cut.LOOSE_SLIC_40,
          Cut.SLIC_50,
          Cut.SLIC_60,
          Cut.SEEDS_80,
          Cut.LOOSE_SLIC_25);

  /** What is surveyed beside with calls that are too few to put more in an order. */
  private static final List<Cut> EXTRA =
      List.of(Cut.SLIC_30, Cut.SLIC_15, Cut.SLIC_50, Cut.SLIC_60);

  /** The plan for so many calls, the two whole copies counted in, what smoothing takes not. */
  static SelectionPlan of(long budget) {
    if (budget < LEAST) {
      int regions = (int) Math.max(2, (budget - 2) / 2);
      return new SelectionPlan(
          regions < 12
              ? Slic.segments(COMPACTNESS, regions)
              : Slic.segments(COMPACTNESS, regions * 2 / 7, regions * 5 / 7),
          List.of(),
          0,
          1);
    }
    List<Slic> coarse = Slic.segments(COMPACTNESS, 10, 20);
    Slic slic = coarse.get(0);
    List<Partitioner<Picture>> survey = new ArrayList<>(coarse);
    if (budget < SURVEYED) {
      return new SelectionPlan(
          survey, List.of(Cut.SEEDS_40.partitioner(slic)), Cut.SEEDS_40.regions, 2);
    }
    List<Partitioner<Picture>> parts = new ArrayList<>();
    long left = budget - COARSE;
    long regions = 0;
    for (Cut cut : ORDERED) {
      if (cut.calls() <= left) {
        parts.add(cut.partitioner(slic));
        left -= cut.calls();
        regions += cut.regions;
      }
    }
    survey.addAll(parts);
    for (Cut cut : EXTRA) {
      Partitioner<Picture> more = cut.partitioner(slic);
      if (2 * cut.regions <= left && parts.stream().noneMatch(p -> p.name().equals(more.name()))) {
        survey.add(more);
        left -= 2 * cut.regions;
      }
    }
    return new SelectionPlan(survey, parts, regions, 4);
  }
}
