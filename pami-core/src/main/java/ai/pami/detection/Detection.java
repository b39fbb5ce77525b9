package ai.pami.detection;

import java.util.List;

/**
 * An object that was found.
 *
 * @param box where, in the detector's own units
 * @param classIndex the class of highest probability
 * @param confidence objectness times that class's probability where the detector tells the two
 *     apart, else the class's probability; 0..1
 * @param objectness how sure the detector is that there is any object, 0..1
 * @param probabilities a number a class
 */
public record Detection(
    Box box, int classIndex, double confidence, double objectness, List<Double> probabilities) {
  public Detection {
    probabilities = List.copyOf(probabilities);
  }
}
