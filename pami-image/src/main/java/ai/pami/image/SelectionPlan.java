package ai.pami.image;

import java.util.ArrayList;
import java.util.List;

/**
 * How finely a picture is cut up for a number of calls.
 *
 * @param segments of each partition, the last one's regions being selected
 * @param selects whether calls are left for a selection
 */
record SelectionPlan(List<Integer> segments, boolean selects) {
  /** Below this there is nothing left for a selection. */
  private static final long LEAST = 150;

  /** Beyond this there is no use for more. */
  private static final long MOST = 10_000;

  /** The plan for so many calls, the two whole copies counted in. */
  static SelectionPlan of(long budget) {
    int calls = (int) Math.min(budget, MOST);
    if (calls < LEAST) {
      int regions = Math.max(2, (calls - 2) / 2);
      return regions < 12
          ? new SelectionPlan(List.of(regions), false)
          : new SelectionPlan(List.of(regions * 2 / 7, regions * 5 / 7), false);
    }
    int parts = (int) Math.round(2 * Math.sqrt(calls));
    List<Integer> scales = new ArrayList<>();
    double left = 0.2 * calls - parts;
    for (double scale = parts / Math.sqrt(2);
        scale >= 8 && left > 0.5 * scale;
        scale /= Math.sqrt(2)) {
      scales.add(0, (int) Math.round(scale));
      left -= scale;
    }
    scales.add(parts);
    return new SelectionPlan(scales, true);
  }
}
