package ai.pami.check;

import java.util.List;

/**
 * What a check can afford, in model calls. All of it follows from the number of calls and of
 * targets, before anything is asked.
 *
 * @param calls that may be spent
 * @param cells a side of the grid whose cells are hidden over two backgrounds; 0 for no such test
 * @param targets how many targets, from the first, are checked with calls of their own
 * @param own calls a target, curves and search together
 * @param shares at which curves are measured, ascending
 * @param randomOrders beside the map's own
 */
record CheckPlan(
    int calls, int cells, int targets, int own, List<Double> shares, int randomOrders) {
  /** The least that a curve and a random one cost: one share, inserted and deleted. */
  static final int LEAST = 4;

  /** A part's outline is not worth more calls than this. */
  private static final int LONGEST_SEARCH = 24;

  /** From this many calls a target on, two of them go to what speaks against it. */
  private static final int LEAST_FOR_AGAINST = 20;

  /** What so many calls a target buy. */
  private record Tier(int from, int randomOrders, List<Double> shares) {}

  // Random orders tell a lucky map from a good one better than more shares do: see docs/quality.md.
  private static final List<Tier> TIERS =
      List.of(
          new Tier(150, 6, List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.6, 0.8)),
          new Tier(110, 4, List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.6, 0.8)),
          new Tier(60, 3, List.of(0.05, 0.1, 0.2, 0.35, 0.5, 0.75)),
          new Tier(38, 2, List.of(0.05, 0.1, 0.2, 0.4, 0.7)),
          new Tier(18, 2, List.of(0.05, 0.15, 0.4)),
          new Tier(12, 2, List.of(0.1, 0.35)),
          new Tier(6, 2, List.of(0.2)),
          new Tier(LEAST, 1, List.of(0.2)));

  /**
   * The plan for so many calls.
   *
   * @param targets how many maps there are to check
   */
  static CheckPlan of(int calls, int targets) {
    int cells = 0;
    for (int side = 6; side >= 3 && cells == 0; side--) {
      int cost = 2 * side * side;
      cells = cost <= 0.36 * calls && (calls - cost) / targets >= 12 ? side : 0;
    }
    int left = calls - 2 * cells * cells;
    int checked = Math.min(targets, left / LEAST);
    int own = checked == 0 ? 0 : left / checked;
    for (Tier tier : TIERS) {
      if (own >= tier.from()) {
        return new CheckPlan(calls, cells, checked, own, tier.shares(), tier.randomOrders());
      }
    }
    return new CheckPlan(calls, 0, 0, 0, List.of(), 0);
  }

  /** Calls for what speaks against a target and for its rival. */
  int against() {
    return own >= LEAST_FOR_AGAINST ? 2 : 0;
  }

  /** Calls a target that are left to search the outlines of its parts. */
  int search() {
    int curves = 2 * shares.size() * (1 + randomOrders);
    return Math.max(0, Math.min(LONGEST_SEARCH, own - curves - against()));
  }
}
