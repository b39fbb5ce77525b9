package ai.pami.image.segment;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import java.util.SplittableRandom;

/**
 * Quickshift super-pixels: the density of pixels in (L*, a*, b*, x, y) is estimated with a Gaussian
 * kernel, every pixel is linked to the nearest one of higher density, and links longer than the
 * greatest distance are cut.
 *
 * <p>Vedaldi, Soatto, "Quick Shift and Kernel Methods for Mode Seeking", ECCV 2008. As in
 * scikit-image, the kernel is cut at three times its size, partners are looked for no further than
 * that, and equal densities are told apart by a little noise, here from a fixed seed.
 */
public final class Quickshift implements Partitioner<Picture> {
  private static final double NOISE = 1e-5;

  private final double ratio;
  private final double kernelSize;
  private final double maxDistance;
  private final long seed;

  private Quickshift(double ratio, double kernelSize, double maxDistance, long seed) {
    if (!(ratio >= 0 && Double.isFinite(ratio))
        || !(kernelSize >= 1 && kernelSize <= 100)
        || !(maxDistance > 0 && Double.isFinite(maxDistance))) {
      throw new IllegalArgumentException(
          "quickshift(ratio=%s, kernel_size=%s, max_distance=%s) is out of range"
              .formatted(ratio, kernelSize, maxDistance));
    }
    this.ratio = ratio;
    this.kernelSize = kernelSize;
    this.maxDistance = maxDistance;
    this.seed = seed;
  }

  /**
   * One segmentation.
   *
   * @param ratio weight of colour against space, at least 0
   * @param kernelSize sigma of the density's Gaussian, 1..100; larger gives fewer segments
   * @param maxDistance longest link, above 0; larger gives fewer segments
   * @param seed of the noise that tells equal densities apart
   */
  public static Quickshift of(double ratio, double kernelSize, double maxDistance, long seed) {
    return new Quickshift(ratio, kernelSize, maxDistance, seed);
  }

  @Override
  public String name() {
    return "quickshift(ratio=%s, kernel_size=%s, max_distance=%s, seed=%d)"
        .formatted(
            Numbers.plain(ratio), Numbers.plain(kernelSize), Numbers.plain(maxDistance), seed);
  }

  @Override
  public Partition partition(Picture picture) {
    Planes lab = LabColours.of(picture);
    int[] parents = new Search(lab).parents();
    int[] labels = new int[parents.length];
    for (int i = 0; i < labels.length; i++) {
      int root = i;
      while (parents[root] != root) {
        root = parents[root];
      }
      labels[i] = root;
    }
    return Partition.of(picture.domain(), labels);
  }

  private final class Search {
    private final int width;
    private final int height;
    private final int reach = (int) Math.ceil(3 * kernelSize);
    private final double[][] colours;

    Search(Planes lab) {
      width = lab.width();
      height = lab.height();
      colours = new double[3][width * height];
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < width * height; i++) {
          colours[c][i] = lab.plane(c)[i] * ratio;
        }
      }
    }

    int[] parents() {
      double[] densities = densities();
      int[] parents = new int[densities.length];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          parents[y * width + x] = parent(densities, x, y);
        }
      }
      return parents;
    }

    private double[] densities() {
      double[] densities = new double[width * height];
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < densities.length; i++) {
        densities[i] = 1 + NOISE * random.nextGaussian();
      }
      double scale = -0.5 / (kernelSize * kernelSize);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int a = y * width + x;
          // Each pair once: the partners that come later.
          for (int v = y; v < Math.min(height, y + reach + 1); v++) {
            int from = v == y ? x + 1 : Math.max(0, x - reach);
            for (int u = from; u < Math.min(width, x + reach + 1); u++) {
              int b = v * width + u;
              double weight = Math.exp(scale * squaredDistance(a, b, u - x, v - y));
              densities[a] += weight;
              densities[b] += weight;
            }
          }
        }
      }
      return densities;
    }

    /** The nearest pixel of higher density, or the pixel itself if it is too far. */
    private int parent(double[] densities, int x, int y) {
      int a = y * width + x;
      int parent = a;
      double closest = maxDistance * maxDistance;
      for (int v = Math.max(0, y - reach); v < Math.min(height, y + reach + 1); v++) {
        for (int u = Math.max(0, x - reach); u < Math.min(width, x + reach + 1); u++) {
          int b = v * width + u;
          if (densities[b] > densities[a]) {
            double distance = squaredDistance(a, b, u - x, v - y);
            if (distance < closest || (parent == a && distance == closest)) {
              closest = distance;
              parent = b;
            }
          }
        }
      }
      return parent;
    }

    private double squaredDistance(int a, int b, double dx, double dy) {
      double d0 = colours[0][a] - colours[0][b];
      double d1 = colours[1][a] - colours[1][b];
      double d2 = colours[2][a] - colours[2][b];
      return d0 * d0 + d1 * d1 + d2 * d2 + dx * dx + dy * dy;
    }
  }
}
