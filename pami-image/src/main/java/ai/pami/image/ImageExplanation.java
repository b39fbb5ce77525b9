package ai.pami.image;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.picture.Picture;
import java.util.Optional;

/**
 * One prediction of an image model, explained.
 *
 * @param explanation maps over the pixels the model saw, {@code [height][width]} of {@code seen}
 * @param picture as it was read
 * @param seen as the model saw it
 * @param placement where the seen pixels lie on the picture
 * @param trace every question and its scores, if they were kept; see {@link ImageExplainer#traced}
 */
public record ImageExplanation(
    Explanation explanation,
    Picture picture,
    Picture seen,
    Placement placement,
    Optional<ImageTrace> trace) {

  /** An explanation of which no trace was kept. */
  public ImageExplanation(
      Explanation explanation, Picture picture, Picture seen, Placement placement) {
    this(explanation, picture, seen, placement, Optional.empty());
  }

  ImageExplanation withTrace(Optional<ImageTrace> trace) {
    return new ImageExplanation(explanation, picture, seen, placement, trace);
  }

  /** The map of target {@code index}, at the size the model saw. */
  public ImportanceMap map(int index) {
    return explanation.map(index);
  }

  /**
   * The map of target {@code index} at the picture's own size, {@code [height * width]} in element
   * order, bilinear between the pixels that the model saw; NaN for margins that it did not see, and
   * where a pixel that counts has no number.
   */
  public float[] mapAtPictureSize(int index) {
    ImportanceMap map = map(index);
    int width = picture.width();
    int height = picture.height();
    float[] large = new float[Math.multiplyExact(width, height)];
    double[] values = map.values();
    for (int y = 0, i = 0; y < height; y++) {
      double v = placement.seenY(y + 0.5);
      for (int x = 0; x < width; x++, i++) {
        double u = placement.seenX(x + 0.5);
        boolean inside = u >= 0 && v >= 0 && u <= placement.width() && v <= placement.height();
        large[i] = inside ? (float) between(values, u - 0.5, v - 0.5) : Float.NaN;
      }
    }
    return large;
  }

  private double between(double[] values, double u, double v) {
    int w = placement.width();
    int h = placement.height();
    double cu = Math.max(0, Math.min(w - 1.0, u));
    double cv = Math.max(0, Math.min(h - 1.0, v));
    int x = Math.min((int) cu, Math.max(0, w - 2));
    int y = Math.min((int) cv, Math.max(0, h - 2));
    int right = Math.min(x + 1, w - 1);
    int below = Math.min(y + 1, h - 1);
    double fx = cu - x;
    double fy = cv - y;
    double top = mix(values[y * w + x], values[y * w + right], fx);
    double bottom = mix(values[below * w + x], values[below * w + right], fx);
    return mix(top, bottom, fy);
  }

  /** Leaves out what counts for nothing, as it may have no number. */
  private static double mix(double a, double b, double shareOfB) {
    if (shareOfB == 0) {
      return a;
    }
    return shareOfB == 1 ? b : a * (1 - shareOfB) + b * shareOfB;
  }
}
