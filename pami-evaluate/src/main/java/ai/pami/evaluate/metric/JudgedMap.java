package ai.pami.evaluate.metric;

import ai.pami.evaluate.data.Box;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.List;

/**
 * A map to be judged, and what it is judged by.
 *
 * @param explainer asks the model that was explained; its method, budget and progress do not matter
 * @param explanation holds the map, the picture and where the map lies on it
 * @param index which of the explanation's targets
 * @param boxes around the objects of the target's class, in the original picture's pixels; may be
 *     empty, then metrics that need boxes are undefined
 * @param seed for metrics that draw at random
 */
public record JudgedMap(
    ImageExplainer explainer, ImageExplanation explanation, int index, List<Box> boxes, long seed) {
  public JudgedMap {
    boxes = List.copyOf(boxes);
  }

  /** The map, at the size the model saw. */
  public ImportanceMap map() {
    return explanation.map(index);
  }

  /** What the map explains. */
  public Target target() {
    return explanation.explanation().targets().get(index).target();
  }

  /** The choice of that target alone, for asking the model again. */
  public Targets targets() {
    Target target = target();
    return (output, labels) -> List.of(target);
  }
}
