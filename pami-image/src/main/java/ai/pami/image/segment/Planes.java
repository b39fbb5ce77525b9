package ai.pami.image.segment;

import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Smoothing;

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
    double[][] smooth = new double[values.length][];
    for (int c = 0; c < values.length; c++) {
      smooth[c] = Smoothing.gaussian(values[c], width, height, sigma);
    }
    return new Planes(width, height, smooth);
  }
}
