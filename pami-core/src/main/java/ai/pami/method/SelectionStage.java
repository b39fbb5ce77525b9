package ai.pami.method;

import ai.pami.domain.Partition;
import java.util.List;

/**
 * A partition whose parts are put in an order for each of several targets.
 *
 * @param paths one a target
 */
record SelectionStage(Partition parts, List<SelectionPath> paths) {
  SelectionStage {
    paths = List.copyOf(paths);
  }

  /** How many parts have no place yet, over all targets. */
  long left() {
    return paths.stream().mapToLong(path -> parts.count() - path.selected()).sum();
  }

  /**
   * The area under one target's own curve.
   *
   * @param end what all parts are worth together
   */
  double area(int target, double end) {
    return paths.get(target).area(end);
  }
}
