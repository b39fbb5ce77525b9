package ai.pami.image.segment;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * Felzenszwalb-Huttenlocher segmentation: pixels are joined along the graph's edges from the most
 * alike to the least, as long as an edge is no greater than the difference inside both segments
 * plus {@code scale} over their size; segments below the least size are then joined to a neighbour.
 *
 * <p>Felzenszwalb, Huttenlocher, "Efficient Graph-Based Image Segmentation", IJCV 59(2), 2004,
 * algorithm 1. Choices that the paper leaves open are scikit-image 0.19's: edges to all eight
 * neighbours, their weight the Euclidean distance of smoothed RGB in 0..1, {@code scale} in units
 * of 1/255, the thresholds compared in single precision.
 */
public final class Felzenszwalb implements Partitioner<Picture> {
  private final double scale;
  private final double sigma;
  private final int minSize;
  private final LastResult<Edges> edges;

  private Felzenszwalb(double scale, double sigma, int minSize, LastResult<Edges> edges) {
    if (!(scale >= 0 && Double.isFinite(scale)) || !(sigma >= 0 && sigma <= 1000) || minSize < 0) {
      throw new IllegalArgumentException(
          "felzenszwalb(scale=%s, sigma=%s, min_size=%d) is out of range"
              .formatted(scale, sigma, minSize));
    }
    this.scale = scale;
    this.sigma = sigma;
    this.minSize = minSize;
    this.edges = edges;
  }

  /**
   * One segmentation.
   *
   * @param scale larger gives larger segments; in the paper's units (grey levels 0..255), at least
   *     0
   * @param sigma width of the Gaussian that smooths the picture first, in pixels, 0..1000
   * @param minSize least number of pixels in a segment, at least 0
   */
  public static Felzenszwalb of(double scale, double sigma, int minSize) {
    return scales(sigma, minSize, scale).get(0);
  }

  /** One segmentation a scale; they share the smoothing and the sorting of edges. */
  public static List<Felzenszwalb> scales(double sigma, int minSize, double... scales) {
    LastResult<Edges> edges = new LastResult<>(picture -> Edges.of(picture, sigma));
    return Arrays.stream(scales)
        .mapToObj(scale -> new Felzenszwalb(scale, sigma, minSize, edges))
        .toList();
  }

  @Override
  public String name() {
    return "felzenszwalb(scale=%s, sigma=%s, min_size=%d)"
        .formatted(Numbers.plain(scale), Numbers.plain(sigma), minSize);
  }

  @Override
  public Partition partition(Picture picture) {
    Edges sorted = edges.of(picture);
    Forest forest = new Forest(picture.width() * picture.height());
    join(sorted, forest);
    joinSmall(sorted, forest);
    return Partition.of(picture.domain(), forest.roots());
  }

  private void join(Edges edges, Forest forest) {
    double threshold = scale / 255;
    double[] inner = new double[forest.size()];
    for (int e = 0; e < edges.count(); e++) {
      int a = forest.root(edges.from(e));
      int b = forest.root(edges.to(e));
      if (a == b) {
        continue;
      }
      float limitA = (float) (inner[a] + threshold / forest.size(a));
      float limitB = (float) (inner[b] + threshold / forest.size(b));
      if (edges.weight(e) < Math.min(limitA, limitB)) {
        inner[forest.join(a, b)] = edges.weight(e);
      }
    }
  }

  private void joinSmall(Edges edges, Forest forest) {
    for (int e = 0; e < edges.count(); e++) {
      int a = forest.root(edges.from(e));
      int b = forest.root(edges.to(e));
      if (a != b && (forest.size(a) < minSize || forest.size(b) < minSize)) {
        forest.join(a, b);
      }
    }
  }

  /** Disjoint sets of pixels, each known by its first pixel (Tarjan 1975, with path halving). */
  private static final class Forest {
    private final int[] parent;
    private final int[] sizes;

    Forest(int n) {
      parent = new int[n];
      sizes = new int[n];
      Arrays.setAll(parent, i -> i);
      Arrays.fill(sizes, 1);
    }

    int size() {
      return parent.length;
    }

    int root(int i) {
      while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
      }
      return i;
    }

    int size(int root) {
      return sizes[root];
    }

    /** Joins two sets, given by their roots, and returns the root of the union. */
    int join(int a, int b) {
      int root = Math.min(a, b);
      int other = Math.max(a, b);
      parent[other] = root;
      sizes[root] += sizes[other];
      return root;
    }

    int[] roots() {
      int[] roots = new int[parent.length];
      Arrays.setAll(roots, this::root);
      return roots;
    }
  }
}
