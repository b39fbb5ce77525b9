package ai.pami.method;

import java.util.List;

/**
 * A partition whose regions are put in an order for each of several targets.
 *
 * @param parts the regions to be put in an order, a target each
 * @param paths one a target
 */
record SelectionStage(List<HeadedPartition> parts, List<SelectionPath> paths) {
  SelectionStage {
    parts = List.copyOf(parts);
    paths = List.copyOf(paths);
  }

  HeadedPartition parts(int target) {
    return parts.get(target);
  }

  SelectionPath path(int target) {
    return paths.get(target);
  }

  /** How many parts have no place yet, over all targets. */
  long left() {
    return paths.stream().mapToLong(SelectionPath::unselectedParts).sum();
  }

  /**
   * The area under one target's own curve.
   *
   * @param end what all parts are worth together
   */
  double area(int target, double end) {
    return path(target).area(end);
  }
}
