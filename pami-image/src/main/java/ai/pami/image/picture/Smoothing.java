package ai.pami.image.picture;

/** Smooths a number a pixel. */
public final class Smoothing {
  private Smoothing() {}

  /**
   * A Gaussian cut at 4 sigma, columns and rows mirrored at the border with the border pixel
   * repeated; {@code [height * width]} each.
   *
   * @param sigma in pixels, above 0
   */
  public static double[] gaussian(double[] values, int width, int height, double sigma) {
    int radius = (int) (4 * sigma + 0.5);
    double[] weights = new double[radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      weights[Math.abs(i)] = Math.exp(-0.5 / (sigma * sigma) * i * i);
      sum += weights[Math.abs(i)];
    }
    for (int i = 0; i <= radius; i++) {
      weights[i] /= sum;
    }
    double[] columns = new double[values.length];
    for (int x = 0; x < width; x++) {
      smoothLine(values, columns, x, width, height, weights);
    }
    double[] smooth = new double[values.length];
    for (int y = 0; y < height; y++) {
      smoothLine(columns, smooth, y * width, 1, width, weights);
    }
    return smooth;
  }

  /** Smooths the {@code n} values of {@code from} at {@code start + i * step}. */
  private static void smoothLine(
      double[] from, double[] to, int start, int step, int n, double[] weights) {
    int radius = weights.length - 1;
    double[] line = new double[n + 2 * radius];
    for (int i = -radius; i < n + radius; i++) {
      line[i + radius] = from[start + mirrored(i, n) * step];
    }
    for (int i = 0; i < n; i++) {
      int centre = i + radius;
      double sum = line[centre] * weights[0];
      for (int d = radius; d > 0; d--) {
        sum += (line[centre - d] + line[centre + d]) * weights[d];
      }
      to[start + i * step] = sum;
    }
  }

  /**
   * Where index {@code i} falls in 0..n-1 when the line is mirrored: ... 1 0 | 0 1 .. n-1 | n-1 ...
   */
  private static int mirrored(int i, int n) {
    int m = Math.floorMod(i, 2 * n);
    return m < n ? m : 2 * n - 1 - m;
  }
}
