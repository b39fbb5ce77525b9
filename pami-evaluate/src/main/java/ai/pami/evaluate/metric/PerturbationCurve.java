package ai.pami.evaluate.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The score while pixels are inserted or deleted, a step of pixels at a time.
 *
 * @param pixels of the picture that the model sees, n
 * @param step pixels a step, k
 * @param scores after 0, k, 2k, ... and n pixels: ceil(n / k) + 1 numbers
 */
public record PerturbationCurve(int pixels, int step, List<Double> scores) {
  public PerturbationCurve {
    scores = List.copyOf(scores);
    if (pixels < 1 || step < 1 || scores.size() != points(pixels, step)) {
      throw new IllegalArgumentException(
          "%d scores of %d pixels in steps of %d".formatted(scores.size(), pixels, step));
    }
  }

  /** How many scores a curve has. */
  static int points(int pixels, int step) {
    return (int) (((long) pixels + step - 1) / step) + 1;
  }

  /** How many pixels were inserted or deleted at point {@code index}. */
  public int pixelsAt(int index) {
    return (int) Math.min(pixels, (long) index * step);
  }

  /**
   * The area under the curve, the whole way counting 1: (sum - first / 2 - last / 2) / (points -
   * 1), as in RISE's code. A last step of fewer pixels counts as a whole one, as it does there.
   */
  public double area() {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    double ends = scores.get(0) + scores.get(scores.size() - 1);
    return (sum - ends / 2) / (scores.size() - 1);
  }

  /**
   * The mean of the curves, point by point: what RISE's code reports the area of.
   *
   * @throws IllegalArgumentException if there is none, or their pixels or steps differ
   */
  public static PerturbationCurve mean(List<PerturbationCurve> curves) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("there is no mean of no curves");
    }
    PerturbationCurve first = curves.get(0);
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < first.scores.size(); i++) {
      double sum = 0;
      for (PerturbationCurve curve : curves) {
        if (curve.pixels != first.pixels || curve.step != first.step) {
          throw new IllegalArgumentException(
              "curves of %d pixels by %d and of %d by %d have no mean"
                  .formatted(first.pixels, first.step, curve.pixels, curve.step));
        }
        sum += curve.scores.get(i);
      }
      means.add(sum / curves.size());
    }
    return new PerturbationCurve(first.pixels, first.step, means);
  }

  /**
   * The mean of the curves' areas, empty if there is none. Where {@link #mean} exists its area is
   * the same number but for rounding; this one also takes curves of different pixels or steps.
   */
  public static OptionalDouble meanArea(List<PerturbationCurve> curves) {
    return curves.stream().mapToDouble(PerturbationCurve::area).average();
  }
}
