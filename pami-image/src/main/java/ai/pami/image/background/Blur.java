package ai.pami.image.background;

import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The picture blurred by a Gaussian kernel: the background of PAMI and of RISE's insertion metric
 * (Petsiuk et al. 2018).
 *
 * <p>The kernel is RISE's: what a Gaussian filter (cut at 4 sigma, mirroring at its border) makes
 * of a single point in the middle of a window of the given size. For a sigma much larger than the
 * window it is nearly flat. It is applied to rows, then to columns.
 */
public final class Blur implements Background {
  /** What lies beyond the picture's border. */
  public enum Border {
    /** The picture mirrored, border pixel repeated: keeps its brightness. */
    REFLECT,
    /** Black: darkens towards the border, as the authors' code does. */
    ZERO
  }

  /** No line of numbers: black. */
  private static final int NOTHING = -1;

  private final int size;
  private final double sigma;
  private final Border border;
  private final double[] kernel;

  private Blur(int size, double sigma, Border border) {
    if (size < 1 || size % 2 == 0 || size > 10_001 || !(sigma > 0) || sigma > 1e4) {
      throw new IllegalArgumentException(
          "blur(size=%d, sigma=%s): the size must be odd, 1..10001, the sigma above 0"
              .formatted(size, sigma));
    }
    this.size = size;
    this.sigma = sigma;
    this.border = border;
    this.kernel = kernel(size, sigma);
  }

  /**
   * A blur.
   *
   * @param size of the kernel in pixels, odd, 1..10001
   * @param sigma of the Gaussian in pixels, above 0
   */
  public static Blur of(int size, double sigma, Border border) {
    return new Blur(size, sigma, border);
  }

  @Override
  public String name() {
    return "blur(size=%d, sigma=%s, border=%s)"
        .formatted(
            size,
            sigma == Math.rint(sigma) ? Long.toString((long) sigma) : Double.toString(sigma),
            border.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blur blur
        && size == blur.size
        && sigma == blur.sigma
        && border == blur.border;
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, sigma, border);
  }

  private static double[] kernel(int size, double sigma) {
    int reach = (int) (4 * sigma + 0.5);
    double[] gaussian = new double[reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      gaussian[Math.abs(i)] = Math.exp(-0.5 / (sigma * sigma) * i * i);
      sum += gaussian[Math.abs(i)];
    }
    double[] kernel = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = -reach; j <= reach; j++) {
        if (mirrored(i + j, size) == size / 2) {
          kernel[i] += gaussian[Math.abs(j)] / sum;
        }
      }
    }
    return kernel;
  }

  private static int mirrored(int i, int n) {
    int m = Math.floorMod(i, 2 * n);
    return m < n ? m : 2 * n - 1 - m;
  }

  @Override
  public float[] of(Picture picture, Regions regions) {
    int h = picture.height();
    int line = 3 * picture.width();
    float[] pixels = picture.toFloats();
    double[] rows = new double[pixels.length];
    double[] columns = new double[pixels.length];
    // Lines don't share sums, so processors may share the lines.
    IntStream.range(0, h).parallel().forEach(y -> blurRow(pixels, rows, y * line, line / 3));
    IntStream.range(0, h).parallel().forEach(y -> blurColumns(rows, columns, y, line));
    float[] blurred = new float[pixels.length];
    for (int i = 0; i < blurred.length; i++) {
      blurred[i] = (float) Math.max(0, Math.min(1, columns[i]));
    }
    return blurred;
  }

  /** Blurs a row along itself. */
  private void blurRow(float[] pixels, double[] to, int start, int width) {
    int reach = size / 2;
    double[] padded = new double[3 * (width + 2 * reach)];
    for (int x = -reach, i = 0; x < width + reach; x++, i += 3) {
      boolean inside = x >= 0 && x < width;
      if (inside || border == Border.REFLECT) {
        int from = start + 3 * (inside ? x : mirrored(x, width));
        for (int c = 0; c < 3; c++) {
          padded[i + c] = pixels[from + c];
        }
      }
    }
    int[] starts = new int[size];
    for (int k = 0; k < size; k++) {
      starts[k] = 3 * k;
    }
    addWeighted(padded, starts, to, start, 3 * width);
  }

  /** Blurs what lies above and below into a row. */
  private void blurColumns(double[] rows, double[] to, int y, int line) {
    int height = rows.length / line;
    int[] starts = new int[size];
    for (int k = 0; k < size; k++) {
      int row = y - size / 2 + k;
      boolean inside = row >= 0 && row < height;
      starts[k] =
          inside || border == Border.REFLECT
              ? line * (inside ? row : mirrored(row, height))
              : NOTHING;
    }
    addWeighted(rows, starts, to, y * line, line);
  }

  /**
   * Adds up, for each of {@code n} sums, a number a weight, in the order of the kernel. Four
   * weights at a time, and the inner loop over the sums, as processors add several at once.
   *
   * @param starts where each weight's numbers begin, or {@link #NOTHING}
   */
  private void addWeighted(double[] from, int[] starts, double[] to, int start, int n) {
    int k = 0;
    while (k < size) {
      if (k + 4 <= size
          && starts[k] != NOTHING
          && starts[k + 1] != NOTHING
          && starts[k + 2] != NOTHING
          && starts[k + 3] != NOTHING) {
        addFour(from, starts, k, to, start, n);
        k += 4;
      } else {
        if (starts[k] != NOTHING) {
          double weight = kernel[k];
          for (int i = 0; i < n; i++) {
            to[start + i] += from[starts[k] + i] * weight;
          }
        }
        k++;
      }
    }
  }

  private void addFour(double[] from, int[] starts, int k, double[] to, int start, int n) {
    int first = starts[k];
    int second = starts[k + 1];
    int third = starts[k + 2];
    int fourth = starts[k + 3];
    double w1 = kernel[k];
    double w2 = kernel[k + 1];
    double w3 = kernel[k + 2];
    double w4 = kernel[k + 3];
    for (int i = 0; i < n; i++) {
      to[start + i] =
          to[start + i]
              + from[first + i] * w1
              + from[second + i] * w2
              + from[third + i] * w3
              + from[fourth + i] * w4;
    }
  }
}
