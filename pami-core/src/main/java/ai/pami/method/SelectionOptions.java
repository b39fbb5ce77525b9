package ai.pami.method;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a selection goes about it.
 *
 * @param evidence whether regions are kept and dropped ({@link Evidence#BOTH}) or dropped only
 * @param explained how many targets get an order of their own, the first ones; those after them get
 *     the survey's map
 * @param prior how much the smoothed survey counts beside a part's gain, as a share of the score
 *     that the input has more than the bare background; 0 or more
 * @param agreement how much the mean of all partitions' complete orders counts beside the best
 *     order in the map's order of elements, 0..1
 * @param blend how much the smoothed survey counts there, 0..1; with the agreement at most 1
 * @param tests how many parts are tested at a time for each target, at least 1
 * @param lateTests how many once three tenths of the elements have their places, at least 1
 * @param ownGains whether the map's values are the best order's gains, not the survey's; without
 *     agreement and blend
 * @param smoothing makes the prior of a survey's map, both {@code [domain.size()]}
 * @param adaptive smooths the finished maps; empty to leave them as they are. The calls that it
 *     takes at the least are kept back from the selections' budget
 */
public record SelectionOptions(
    Evidence evidence,
    int explained,
    double prior,
    double agreement,
    double blend,
    int tests,
    int lateTests,
    boolean ownGains,
    UnaryOperator<double[]> smoothing,
    Optional<AdaptiveSmoothing> adaptive) {
  /** With as many tests late as early, and the map as it is. */
  public SelectionOptions(
      Evidence evidence,
      int explained,
      double prior,
      double agreement,
      double blend,
      int tests,
      boolean ownGains,
      UnaryOperator<double[]> smoothing) {
    this(
        evidence,
        explained,
        prior,
        agreement,
        blend,
        tests,
        tests,
        ownGains,
        smoothing,
        Optional.empty());
  }

  public SelectionOptions {
    if (!evidence.drops()) {
      throw new IllegalArgumentException("a selection drops regions, so not " + evidence);
    }
    if (ownGains && agreement + blend > 0) {
      throw new IllegalArgumentException(
          "the parts' own gains are not blended: " + (agreement + blend));
    }
    boolean weights = agreement >= 0 && blend >= 0 && agreement + blend <= 1;
    if (explained < 1 || !(prior >= 0) || !weights || tests < 1 || lateTests < 1) {
      throw new IllegalArgumentException(
          "a selection for %d targets with a prior of %s, an agreement of %s, a blend of %s, %d tests and %d late"
              .formatted(explained, prior, agreement, blend, tests, lateTests));
    }
    if (ownGains && adaptive.isPresent()) {
      throw new IllegalArgumentException("the parts' own gains are not smoothed");
    }
  }

  /** How many copies smoothing the maps takes. */
  long smoothingCalls() {
    return adaptive.isPresent() ? AdaptiveSmoothing.calls(explained) : 0;
  }
}
