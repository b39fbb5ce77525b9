package ai.pami.method;

import java.util.ArrayList;
import java.util.List;

/**
 * For each target the best order among those of several partitions, and all orders that are
 * complete. The best is the one whose own curve encloses the greatest area; or, if areas may be
 * less by some tolerance, the one with the largest head among those that are not less by more.
 *
 * @param tolerance of the mean height of a curve, as a share of the greatest height of any; 0 or
 *     more
 * @param stages one a target, where that target's best order is; empty before the first
 * @param complete partitions all of whose parts are in order
 */
record BestSelections(
    double tolerance, List<SelectionStage> stages, List<SelectionStage> complete) {
  BestSelections {
    stages = List.copyOf(stages);
    complete = List.copyOf(complete);
  }

  static BestSelections none(double tolerance) {
    return new BestSelections(tolerance, List.of(), List.of());
  }

  /** Those and another stage; all before it are complete, it need not be. */
  BestSelections with(SelectionStage found) {
    List<SelectionStage> all = new ArrayList<>(complete);
    all.add(found);
    List<SelectionStage> best = new ArrayList<>();
    for (int k = 0; k < found.paths().size(); k++) {
      best.add(best(all, k));
    }
    return new BestSelections(tolerance, best, found.left() == 0 ? all : complete);
  }

  private SelectionStage best(List<SelectionStage> all, int target) {
    // Who was there before is complete, so it knows what all parts are worth.
    double end = all.get(0).paths().get(target).worth().sum();
    double greatest = Double.NEGATIVE_INFINITY;
    double height = Math.max(0, end);
    for (SelectionStage stage : all) {
      greatest = Math.max(greatest, stage.area(target, end));
      height = Math.max(height, stage.paths().get(target).height());
    }
    SelectionStage best = null;
    for (SelectionStage stage : all) {
      if (stage.area(target, end) >= greatest - tolerance * height
          && (best == null || isBetter(stage, best, target, end))) {
        best = stage;
      }
    }
    return best;
  }

  private boolean isBetter(SelectionStage one, SelectionStage other, int target, double end) {
    double head = one.parts().get(target).head();
    double before = other.parts().get(target).head();
    return head == before ? one.area(target, end) > other.area(target, end) : head > before;
  }

  /** How many targets have an order, the first ones. */
  int targets() {
    return stages.size();
  }

  HeadedPartition parts(int target) {
    return stages.get(target).parts().get(target);
  }

  SelectionPath path(int target) {
    return stages.get(target).paths().get(target);
  }
}
