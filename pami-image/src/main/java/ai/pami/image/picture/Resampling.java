package ai.pami.image.picture;

import ai.pami.PamiException;
import java.util.Locale;

/**
 * How a picture is brought to another size. What a model sees must be what it was trained to see,
 * so these follow Pillow to the bit: a filter stretched by the reduction, its weights in 22-bit
 * fixed point, rows first, 8 bits in between.
 */
public enum Resampling {
  /** Triangle of radius 1. */
  BILINEAR(1, true) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /** Cubic convolution with a = -1/2 and radius 2 (Keys 1981). */
  BICUBIC(2, true) {
    @Override
    double weight(double x) {
      double t = Math.abs(x);
      if (t < 1) {
        return (1.5 * t - 2.5) * t * t + 1;
      }
      return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
    }
  },
  /** Windowed sinc of radius 3 (Duchon 1979). */
  LANCZOS(3, true) {
    @Override
    double weight(double x) {
      return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  },
  /**
   * Bilinear that looks at no more than four pixels however much smaller the picture becomes, as
   * OpenCV's and TensorFlow's default does.
   */
  BILINEAR_PLAIN(1, false) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  };

  private static final int PRECISION_BITS = 22;

  private final double radius;
  private final boolean stretches;

  Resampling(double radius, boolean stretches) {
    this.radius = radius;
    this.stretches = stretches;
  }

  abstract double weight(double x);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /**
   * The filter of the given name, in any case, with - or _.
   *
   * @throws IllegalArgumentException if there is none, naming the choices
   */
  public static Resampling named(String name) {
    for (Resampling filter : values()) {
      if (filter.toString().equalsIgnoreCase(name.replace('_', '-'))) {
        return filter;
      }
    }
    throw new IllegalArgumentException(
        "no resampling '" + name + "': choose bilinear, bicubic, lanczos or bilinear-plain");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@code picture} at another size.
   *
   * @param width at least 1
   * @param height at least 1
   */
  public Picture resize(Picture picture, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture of %dx%d".formatted(width, height));
    }
    return width == picture.width() && height == picture.height()
        ? picture
        : resizePart(picture, width, height, 0, 0, width, height);
  }

  /**
   * {@code picture} made smaller, if need be, so that no side is longer than {@code longest}.
   *
   * @param longest at least 1
   */
  public Picture within(Picture picture, int longest) {
    double shrink = Math.min(1, (double) longest / Math.max(picture.width(), picture.height()));
    return resize(
        picture,
        Math.max(1, (int) Math.round(picture.width() * shrink)),
        Math.max(1, (int) Math.round(picture.height() * shrink)));
  }

  /**
   * A rectangle of {@code picture} at another size. Only the rectangle is computed, as a long
   * picture at another size may be larger than any memory.
   *
   * @param width of the whole at the new size
   * @param height of the whole at the new size
   * @param left first column of the rectangle, which lies inside the whole
   * @param top first row of the rectangle
   */
  public Picture resizePart(
      Picture picture, int width, int height, int left, int top, int partWidth, int partHeight) {
    Weights columns = new Weights(picture.width(), width, left, partWidth);
    Weights rows = new Weights(picture.height(), height, top, partHeight);
    Picture used =
        picture.crop(
            columns.low(), rows.low(), columns.high() - columns.low(), rows.high() - rows.low());
    return vertically(horizontally(used, columns), rows);
  }

  private static Picture horizontally(Picture picture, Weights weights) {
    int width = weights.count();
    byte[] from = picture.toRgb();
    byte[] to = new byte[length(width, picture.height(), picture)];
    for (int y = 0; y < picture.height(); y++) {
      int row = 3 * y * picture.width();
      for (int x = 0; x < width; x++) {
        weights.apply(x, from, row, 3, 3, to, 3 * (y * width + x));
      }
    }
    return Picture.wrap(width, picture.height(), to);
  }

  private static Picture vertically(Picture picture, Weights weights) {
    int height = weights.count();
    int stride = 3 * picture.width();
    byte[] from = picture.toRgb();
    byte[] to = new byte[length(picture.width(), height, picture)];
    for (int y = 0; y < height; y++) {
      weights.apply(y, from, 0, stride, stride, to, y * stride);
    }
    return Picture.wrap(picture.width(), height, to);
  }

  private static int length(int width, int height, Picture picture) {
    long length = 3L * width * height;
    if (length > Integer.MAX_VALUE - 8) {
      throw new PamiException(
          "%s can't be brought to %dx%d, which is too large".formatted(picture, width, height));
    }
    return (int) length;
  }

  /** The pixels that each new pixel is made of, along one axis. */
  private final class Weights {
    private final int[] first;
    private final int[][] fixed;

    /** For {@code count} of {@code to} new pixels, from {@code offset} on. */
    Weights(int from, int to, int offset, int count) {
      first = new int[count];
      fixed = new int[count][];
      double scale = (double) from / to;
      double stretch = stretches ? Math.max(1, scale) : 1;
      // At the same size a pixel is made of itself alone.
      double reach = from == to ? 0.5 : radius * stretch;
      for (int i = 0; i < count; i++) {
        double centre = (offset + i + 0.5) * scale;
        int low = Math.max(0, (int) (centre - reach + 0.5));
        int high = Math.min(from, (int) (centre + reach + 0.5));
        double[] weights = new double[high - low];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          weights[k] = weight((k + low - centre + 0.5) / stretch);
          sum += weights[k];
        }
        first[i] = low;
        fixed[i] = new int[weights.length];
        for (int k = 0; k < weights.length; k++) {
          double w = weights[k] / sum * (1 << PRECISION_BITS);
          fixed[i][k] = (int) (w < 0 ? w - 0.5 : w + 0.5);
        }
      }
    }

    int count() {
      return first.length;
    }

    /** The first old pixel that is used. */
    int low() {
      return first[0];
    }

    /** One after the last old pixel that is used. */
    int high() {
      int last = first.length - 1;
      return first[last] + fixed[last].length;
    }

    /**
     * Writes {@code count} values of new pixel {@code i}, each from values {@code stride} apart.
     *
     * @param from whose first pixel is {@link #low()}
     */
    void apply(int i, byte[] from, int offset, int stride, int count, byte[] to, int at) {
      int[] weights = fixed[i];
      int start = offset + (first[i] - low()) * stride;
      for (int c = 0; c < count; c++) {
        int sum = 1 << (PRECISION_BITS - 1);
        for (int k = 0; k < weights.length; k++) {
          sum += (from[start + k * stride + c] & 0xFF) * weights[k];
        }
        to[at + c] = (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
      }
    }
  }
}
