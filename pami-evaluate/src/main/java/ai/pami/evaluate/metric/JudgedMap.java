package ai.pami.evaluate.metric;

import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.evaluate.data.Box;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageCopies;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A map to be judged, and what it is judged by. Remembers the curves walked over it, so that
 * metrics that share one don't ask the model twice. Thread-safe.
 */
public final class JudgedMap {
  private final ImageExplainer explainer;
  private final ImageMethod method;
  private final ImageExplanation explanation;
  private final int index;
  private final List<Box> boxes;
  private final boolean otherClasses;
  private final long seed;
  private final Map<PerturbationWalk.Way, Optional<PerturbationCurve>> curves =
      new ConcurrentHashMap<>();

  /**
   * @param explainer asks the model that was explained; its method and progress do not matter, and
   *     its budget only to metrics that explain again
   * @param method that made the map
   * @param explanation holds the map, the picture and where the map lies on it
   * @param index which of the explanation's targets
   * @param boxes around the objects of the target's class, in the original picture's pixels; may be
   *     empty, then metrics that need boxes are undefined
   * @param otherClasses whether objects of other classes are in the picture as well
   * @param seed for metrics that draw at random
   */
  public JudgedMap(
      ImageExplainer explainer,
      ImageMethod method,
      ImageExplanation explanation,
      int index,
      List<Box> boxes,
      boolean otherClasses,
      long seed) {
    this.explainer = explainer;
    this.method = method;
    this.explanation = explanation;
    this.index = index;
    this.boxes = List.copyOf(boxes);
    this.otherClasses = otherClasses;
    this.seed = seed;
  }

  /** What asks the model. */
  public ImageExplainer explainer() {
    return explainer;
  }

  /**
   * Explains once more as the map was made.
   *
   * @param by the judged explainer, or that of another model
   * @throws CancellationException if its cancellation was thrown
   */
  ImageExplanation again(ImageExplainer by, Picture picture, Targets targets) {
    ImageExplanation made =
        by.method(method).progress(Progress.Listener.none()).explain(picture, targets);
    if (made.explanation().cost().stopped() == StopReason.CANCELLED) {
      throw new CancellationException("measuring was cancelled");
    }
    return made;
  }

  /** What holds the map. */
  public ImageExplanation explanation() {
    return explanation;
  }

  /** Which of the explanation's targets. */
  public int index() {
    return index;
  }

  /** Around the objects, in the original picture's pixels. */
  public List<Box> boxes() {
    return boxes;
  }

  /** Whether objects of other classes are in the picture as well. */
  public boolean otherClasses() {
    return otherClasses;
  }

  /** For metrics that draw at random. */
  public long seed() {
    return seed;
  }

  /** The curve of a way, walked the first time only. */
  Optional<PerturbationCurve> curve(
      PerturbationWalk.Way way, Supplier<Optional<PerturbationCurve>> walk) {
    return curves.computeIfAbsent(way, w -> walk.get());
  }

  /**
   * Masked copies of the picture over a metric's own background, to be closed.
   *
   * @throws IllegalArgumentException if the map is not over what the model sees
   */
  ImageCopies copies(Background background) {
    return explainer.copies(explanation, background, target());
  }

  /** The target's score for the whole picture, as it was explained. */
  double inputScore() {
    return explanation.explanation().targets().get(index).score();
  }

  /** The map, at the size the model saw. */
  public ImportanceMap map() {
    return explanation.map(index);
  }

  /** What the map explains. */
  public Target target() {
    return explanation.explanation().targets().get(index).target();
  }

  /** The choice of that target alone, for explaining again. */
  public Targets targets() {
    Target target = target();
    return (output, labels) -> List.of(target);
  }
}
