package ai.pami.method;

import ai.pami.domain.Partition;
import java.util.ArrayList;
import java.util.List;

/**
 * For each target the order, among those of several partitions, whose own curve encloses the
 * greatest area; and all orders that are complete.
 *
 * @param stages one a target, where that target's best order is; empty before the first
 * @param complete partitions all of whose parts are in order
 */
record BestSelections(List<SelectionStage> stages, List<SelectionStage> complete) {
  BestSelections {
    stages = List.copyOf(stages);
    complete = List.copyOf(complete);
  }

  static BestSelections none() {
    return new BestSelections(List.of(), List.of());
  }

  /** Those and another stage; all before it are complete, it need not be. */
  BestSelections with(SelectionStage found) {
    List<SelectionStage> best = new ArrayList<>();
    for (int k = 0; k < found.paths().size(); k++) {
      if (stages.isEmpty()) {
        best.add(found);
        continue;
      }
      SelectionStage before = stages.get(k);
      // Who was there before is complete, so it knows what all parts are worth.
      double end = before.paths().get(k).worth().sum();
      best.add(found.area(k, end) > before.area(k, end) ? found : before);
    }
    List<SelectionStage> ended = new ArrayList<>(complete);
    if (found.left() == 0) {
      ended.add(found);
    }
    return new BestSelections(best, ended);
  }

  /** How many targets have an order, the first ones. */
  int targets() {
    return stages.size();
  }

  Partition parts(int target) {
    return stages.get(target).parts();
  }

  SelectionPath path(int target) {
    return stages.get(target).paths().get(target);
  }
}
