package ai.pami.image.segment;

import ai.pami.image.picture.Picture;

/** A picture as numbers to compute with: planes of equal size, {@code [channel][y * width + x]}. */
final class Planes {
  private final int width;
  private final int height;
  private final double[][] values;

  /** Planes over {@code values}, one array a channel, which are not copied. */
  Planes(int width, int height, double[]... values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** One channel's values, {@code [height * width]}; not to be changed. */
  double[] plane(int channel) {
    return values[channel];
  }

  /** Red, green and blue in 0..1. */
  static Planes rgb(Picture picture) {
    int n = picture.width() * picture.height();
    double[][] planes = new double[3][n];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        planes[c][i] = picture.value(i, c) / 255.0;
      }
    }
    return new Planes(picture.width(), picture.height(), planes);
  }

  /** Luminance in 0..1: 0.2125 R + 0.7154 G + 0.0721 B (ITU-R BT.709 as scikit-image rounds it). */
  static Planes grey(Picture picture) {
    double[] grey = new double[picture.width() * picture.height()];
    for (int i = 0; i < grey.length; i++) {
      grey[i] =
          0.2125 * (picture.value(i, 0) / 255.0)
              + 0.7154 * (picture.value(i, 1) / 255.0)
              + 0.0721 * (picture.value(i, 2) / 255.0);
    }
    return new Planes(picture.width(), picture.height(), grey);
  }

  /**
   * These planes smoothed by a Gaussian cut at 4 sigma, rows mirrored at the border with the border
   * pixel repeated.
   *
   * @param sigma in pixels; 0 leaves the planes as they are
   */
  Planes smoothed(double sigma) {
    if (sigma == 0) {
      return this;
    }
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
    double[][] smooth = new double[values.length][];
    for (int c = 0; c < values.length; c++) {
      double[] columns = new double[values[c].length];
      for (int x = 0; x < width; x++) {
        smoothLine(values[c], columns, x, width, height, weights);
      }
      smooth[c] = new double[values[c].length];
      for (int y = 0; y < height; y++) {
        smoothLine(columns, smooth[c], y * width, 1, width, weights);
      }
    }
    return new Planes(width, height, smooth);
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
