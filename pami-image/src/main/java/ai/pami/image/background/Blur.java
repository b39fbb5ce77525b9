package ai.pami.image.background;

import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.Locale;
import java.util.Objects;

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
    int w = picture.width();
    int h = picture.height();
    float[] pixels = picture.toFloats();
    double[] rows = new double[pixels.length];
    for (int y = 0; y < h; y++) {
      for (int c = 0; c < 3; c++) {
        int start = 3 * y * w + c;
        double[] line = new double[w];
        for (int x = 0; x < w; x++) {
          line[x] = pixels[start + 3 * x];
        }
        blurLine(line, rows, start, 3);
      }
    }
    double[] columns = new double[pixels.length];
    for (int i = 0; i < 3 * w; i++) {
      double[] line = new double[h];
      for (int y = 0; y < h; y++) {
        line[y] = rows[i + 3 * y * w];
      }
      blurLine(line, columns, i, 3 * w);
    }
    float[] blurred = new float[pixels.length];
    for (int i = 0; i < blurred.length; i++) {
      blurred[i] = (float) Math.max(0, Math.min(1, columns[i]));
    }
    return blurred;
  }

  private void blurLine(double[] line, double[] to, int start, int step) {
    int n = line.length;
    int reach = size / 2;
    double[] padded = new double[n + 2 * reach];
    for (int i = -reach; i < n + reach; i++) {
      boolean inside = i >= 0 && i < n;
      padded[i + reach] = inside ? line[i] : border == Border.ZERO ? 0 : line[mirrored(i, n)];
    }
    // Weight by weight, so that the inner loop runs over many sums at a time; each is still added
    // up
    // in the order of the kernel.
    double[] sums = new double[n];
    for (int k = 0; k < size; k++) {
      double weight = kernel[k];
      for (int i = 0; i < n; i++) {
        sums[i] += padded[i + k] * weight;
      }
    }
    for (int i = 0; i < n; i++) {
      to[start + i * step] = sums[i];
    }
  }
}
