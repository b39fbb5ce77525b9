package ai.pami.image.segment;

import ai.pami.image.picture.Picture;

/**
 * CIE L*a*b* (D65, 2 degrees) of sRGB pixels: IEC 61966-2-1 linearisation, the ITU-R BT.709
 * primaries' matrix, CIE 1976.
 */
final class LabColours {
  private static final double[][] TO_XYZ = {
    {0.412453, 0.357580, 0.180423}, {0.212671, 0.715160, 0.072169}, {0.019334, 0.119193, 0.950227}
  };
  private static final double[] WHITE = {0.95047, 1, 1.08883};

  private LabColours() {}

  /** L* (0..100), a* and b* planes; one conversion for all equal pixels in a row of them. */
  static Planes of(Picture picture) {
    double[] linear = new double[256];
    for (int i = 0; i < 256; i++) {
      double v = i / 255.0;
      linear[i] = v > 0.04045 ? Math.pow((v + 0.055) / 1.055, 2.4) : v / 12.92;
    }
    return convert(picture, value -> linear[value]);
  }

  /**
   * As {@link #of}, with pixel values first stretched so that the least is 0 and the greatest 1, as
   * scikit-image's SLIC does.
   */
  static Planes ofStretched(Picture picture) {
    int min = 255;
    int max = 0;
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      for (int c = 0; c < 3; c++) {
        min = Math.min(min, picture.value(i, c));
        max = Math.max(max, picture.value(i, c));
      }
    }
    double[] linear = new double[256];
    double least = min / 255.0;
    double range = max / 255.0 - least;
    for (int i = min; i <= max; i++) {
      double v = i / 255.0 - least;
      v = range != 0 ? v / range : v;
      linear[i] = v > 0.04045 ? Math.pow((v + 0.055) / 1.055, 2.4) : v / 12.92;
    }
    return convert(picture, value -> linear[value]);
  }

  private static Planes convert(Picture picture, java.util.function.IntToDoubleFunction linear) {
    int n = picture.width() * picture.height();
    double[][] lab = new double[3][n];
    for (int i = 0; i < n; i++) {
      double r = linear.applyAsDouble(picture.value(i, 0));
      double g = linear.applyAsDouble(picture.value(i, 1));
      double b = linear.applyAsDouble(picture.value(i, 2));
      double x = bend((r * TO_XYZ[0][0] + g * TO_XYZ[0][1] + b * TO_XYZ[0][2]) / WHITE[0]);
      double y = bend((r * TO_XYZ[1][0] + g * TO_XYZ[1][1] + b * TO_XYZ[1][2]) / WHITE[1]);
      double z = bend((r * TO_XYZ[2][0] + g * TO_XYZ[2][1] + b * TO_XYZ[2][2]) / WHITE[2]);
      lab[0][i] = 116 * y - 16;
      lab[1][i] = 500 * (x - y);
      lab[2][i] = 200 * (y - z);
    }
    return new Planes(picture.width(), picture.height(), lab);
  }

  private static double bend(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
