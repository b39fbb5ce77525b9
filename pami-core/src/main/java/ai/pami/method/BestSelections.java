package ai.pami.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Partitions whose parts are in order, and whose order is best for a target: the one whose own
 * curve encloses the greatest area.
 *
 * @param stages in the order asked; all but the last are complete
 */
record BestSelections(List<SelectionStage> stages) {
  BestSelections {
    stages = List.copyOf(stages);
  }

  static BestSelections none() {
    return new BestSelections(List.of());
  }

  /** Those and another stage; all before it are complete, it need not be. */
  BestSelections with(SelectionStage found) {
    List<SelectionStage> all = new ArrayList<>(stages);
    all.add(found);
    return new BestSelections(all);
  }

  /** The stages all of whose parts are in order. */
  List<SelectionStage> complete() {
    return stages.stream().filter(stage -> stage.left() == 0).toList();
  }

  /** All stages, the one with the best order for a target first. */
  List<SelectionStage> ranked(int target) {
    // Who was there before the last is complete, so it knows what all parts are worth.
    double end = stages.get(0).path(target).worth().sum();
    Comparator<SelectionStage> byArea =
        Comparator.comparingDouble(stage -> stage.area(target, end));
    return stages.stream().sorted(byArea.reversed()).toList();
  }

  /** How many targets have an order, the first ones. */
  int targets() {
    return stages.isEmpty() ? 0 : stages.get(0).paths().size();
  }
}
