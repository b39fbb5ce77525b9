package ai.pami.detection;

import ai.pami.PamiException;
import ai.pami.model.Output;
import ai.pami.target.Labels;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The objects found in a picture, and a target for each: how well a masked copy's best box matches
 * it. That is the highest product, over all boxes of the copy's answer, of the boxes' intersection
 * over union, the cosine of the angle between their class scores, and the copy's objectness
 * (Petsiuk et al., "Black-box Explanation of Object Detectors via Saliency Maps", CVPR 2021, the
 * similarity of D-RISE). A box loses by moving as it loses by changing its class.
 */
public final class Detections {
  private final BoxLayout layout;
  private final List<Detection> found;

  private Detections(BoxLayout layout, List<Detection> found) {
    this.layout = layout;
    this.found = List.copyOf(found);
  }

  /**
   * Which boxes count as found.
   *
   * @param leastConfidence 0..1
   * @param mostOverlap intersection over union with a more confident box of the same class beyond
   *     which a box is its double (greedy non-maximum suppression), 0..1
   * @param most boxes at all, the most confident ones, at least 1
   */
  public record Limits(double leastConfidence, double mostOverlap, int most) {
    public Limits {
      if (!(leastConfidence >= 0 && leastConfidence <= 1)
          || !(mostOverlap >= 0 && mostOverlap <= 1)
          || most < 1) {
        throw new IllegalArgumentException(
            "confidence and overlap lie in 0..1, and there is at least one box: not %s, %s, %d"
                .formatted(leastConfidence, mostOverlap, most));
      }
    }

    /** A confidence of 0.25, an overlap of 0.45, ten boxes. */
    public static Limits defaults() {
      return new Limits(0.25, 0.45, 10);
    }
  }

  /**
   * Reads a detector's answer for the unmasked picture.
   *
   * @throws PamiException if the output does not fit the layout
   */
  public static Detections of(Output output, BoxLayout layout, Limits limits) {
    RawBoxes boxes = layout.read(output);
    List<Detection> candidates = new ArrayList<>();
    for (int i = 0; i < boxes.count(); i++) {
      int index = i;
      double[] classes =
          IntStream.range(0, boxes.classes())
              .mapToDouble(c -> boxes.probability(index, c))
              .toArray();
      int best = 0;
      for (int c = 1; c < classes.length; c++) {
        best = classes[c] > classes[best] ? c : best;
      }
      double confidence = boxes.confidence(i, best);
      if (confidence >= limits.leastConfidence()) {
        candidates.add(
            new Detection(
                boxes.box(i),
                best,
                confidence,
                boxes.objectness(i),
                Arrays.stream(classes).boxed().toList()));
      }
    }
    candidates.sort(Comparator.comparingDouble(one -> -one.confidence()));
    List<Detection> kept = new ArrayList<>();
    for (Detection one : candidates) {
      boolean isDouble =
          kept.stream()
              .anyMatch(
                  other ->
                      other.classIndex() == one.classIndex()
                          && other.box().intersectionOverUnion(one.box()) > limits.mostOverlap());
      if (!isDouble && kept.size() < limits.most()) {
        kept.add(one);
      }
    }
    return new Detections(layout, kept);
  }

  /**
   * A target for every box found.
   *
   * @throws PamiException on choosing, if none is found or the output does not fit the layout
   */
  public static Targets targets(BoxLayout layout, Limits limits) {
    return (output, labels) -> of(output, layout, limits).targets(labels);
  }

  /** The boxes found, most confident first. */
  public List<Detection> found() {
    return found;
  }

  /**
   * A target for each of {@link #found()}, its label the class and the confidence.
   *
   * @throws PamiException if none was found, or there are labels, but not one a class
   */
  public List<Target> targets(Labels labels) {
    if (found.isEmpty()) {
      throw new PamiException(
          "the model finds nothing in the picture with such confidence: lower the least confidence, or check the layout (%s) and the preprocessing"
              .formatted(layout));
    }
    labels.requireSize(found.get(0).probabilities().size());
    return IntStream.range(0, found.size())
        .mapToObj(
            i -> {
              Detection one = found.get(i);
              String label =
                  String.format(
                      Locale.ROOT, "%s %.2f", labels.label(one.classIndex()), one.confidence());
              return new Target(i, label, output -> similarity(one, layout.read(output)));
            })
        .toList();
  }

  /** The match of the best of {@code boxes} with {@code sought}, 0..1. */
  private static double similarity(Detection sought, RawBoxes boxes) {
    double[] classes = sought.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
    double length = Math.sqrt(Arrays.stream(classes).map(p -> p * p).sum());
    double best = 0;
    for (int i = 0; i < boxes.count(); i++) {
      double place = sought.box().intersectionOverUnion(boxes.box(i));
      // The cosine is at most 1: most boxes need not be looked at more closely.
      if (place <= best) {
        continue;
      }
      double match = place * boxes.objectness(i);
      if (match > best) {
        best = Math.max(best, match * cosine(classes, length, boxes, i));
      }
    }
    return best;
  }

  private static double cosine(double[] classes, double length, RawBoxes boxes, int index) {
    double product = 0;
    double squares = 0;
    for (int c = 0; c < classes.length; c++) {
      double probability = boxes.probability(index, c);
      product += classes[c] * probability;
      squares += probability * probability;
    }
    return squares == 0 || length == 0 ? 0 : product / (length * Math.sqrt(squares));
  }
}
