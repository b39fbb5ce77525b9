package ai.pami.evaluate.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The mean structural similarity of two maps of 0..1 (Wang et al. 2004, "Image quality assessment",
 * equation 13) over all windows that lie inside them.
 */
final class StructuralSimilarity {
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;

  private final double[] window;
  private final double covarianceFactor;

  private StructuralSimilarity(double[] window, double covarianceFactor) {
    this.window = window;
    this.covarianceFactor = covarianceFactor;
  }

  /** Gaussian windows of 11 pixels, sigma 1.5. */
  static StructuralSimilarity published() {
    double[] window = new double[11];
    Arrays.setAll(window, i -> Math.exp(-(i - 5) * (i - 5) / (2 * 1.5 * 1.5)));
    double sum = Arrays.stream(window).sum();
    return new StructuralSimilarity(Arrays.stream(window).map(w -> w / sum).toArray(), 1);
  }

  /** Flat windows of 7 pixels, with sample covariances. */
  static StructuralSimilarity uniform() {
    double[] window = new double[7];
    Arrays.fill(window, 1 / 7.0);
    return new StructuralSimilarity(window, 49 / 48.0);
  }

  /** The similarity, or empty if no window fits. */
  OptionalDouble of(double[] a, double[] b, int width) {
    int height = a.length / width;
    if (width < window.length || height < window.length) {
      return OptionalDouble.empty();
    }
    double[] meanA = filtered(a, width);
    double[] meanB = filtered(b, width);
    double[] meanAa = filtered(product(a, a), width);
    double[] meanBb = filtered(product(b, b), width);
    double[] meanAb = filtered(product(a, b), width);
    double sum = 0;
    for (int i = 0; i < meanA.length; i++) {
      double aa = meanA[i] * meanA[i];
      double bb = meanB[i] * meanB[i];
      double ab = meanA[i] * meanB[i];
      double varianceA = covarianceFactor * (meanAa[i] - aa);
      double varianceB = covarianceFactor * (meanBb[i] - bb);
      double covariance = covarianceFactor * (meanAb[i] - ab);
      sum +=
          (2 * ab + C1) * (2 * covariance + C2) / ((aa + bb + C1) * (varianceA + varianceB + C2));
    }
    return OptionalDouble.of(sum / meanA.length);
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  /** The weighted mean of every window, rows first. */
  private double[] filtered(double[] map, int width) {
    int height = map.length / width;
    int columns = width - window.length + 1;
    int rows = height - window.length + 1;
    double[] across = new double[columns * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < columns; x++) {
        for (int k = 0; k < window.length; k++) {
          across[y * columns + x] += window[k] * map[y * width + x + k];
        }
      }
    }
    double[] means = new double[columns * rows];
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < window.length; k++) {
        means[i] += window[k] * across[i + k * columns];
      }
    }
    return means;
  }
}
