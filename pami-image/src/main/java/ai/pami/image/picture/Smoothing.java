package ai.pami.image.picture;

import java.util.stream.IntStream;

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
    // Lines don't share sums, so processors may share the lines.
    double[] columns = new double[values.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(y -> smoothColumns(values, columns, y, width, height, weights));
    double[] smooth = new double[values.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(y -> smoothRow(columns, smooth, y * width, width, weights));
    return smooth;
  }

  /** Smooths what lies above and below into row {@code y}. */
  private static void smoothColumns(
      double[] from, double[] to, int y, int width, int height, double[] weights) {
    int start = y * width;
    for (int x = 0; x < width; x++) {
      to[start + x] = from[start + x] * weights[0];
    }
    for (int d = weights.length - 1; d > 0; d--) {
      int above = mirrored(y - d, height) * width;
      int below = mirrored(y + d, height) * width;
      for (int x = 0; x < width; x++) {
        to[start + x] += (from[above + x] + from[below + x]) * weights[d];
      }
    }
  }

  /** Smooths the row that begins at {@code start} along itself. */
  private static void smoothRow(
      double[] from, double[] to, int start, int width, double[] weights) {
    int radius = weights.length - 1;
    double[] line = new double[width + 2 * radius];
    for (int x = -radius; x < width + radius; x++) {
      line[x + radius] = from[start + mirrored(x, width)];
    }
    for (int x = 0; x < width; x++) {
      to[start + x] = line[x + radius] * weights[0];
    }
    for (int d = radius; d > 0; d--) {
      for (int x = 0; x < width; x++) {
        to[start + x] += (line[x + radius - d] + line[x + radius + d]) * weights[d];
      }
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
