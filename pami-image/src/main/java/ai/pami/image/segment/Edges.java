package ai.pami.image.segment;

import ai.pami.image.picture.Picture;

/**
 * The edges between neighbouring pixels of a smoothed picture, from the least weight to the
 * greatest; equal weights stay in the order right, down, down-right, up-right, each row by row.
 */
final class Edges {
  private final int[] from;
  private final int[] to;
  private final double[] weights;

  private Edges(int[] from, int[] to, double[] weights) {
    this.from = from;
    this.to = to;
    this.weights = weights;
  }

  static Edges of(Picture picture, double sigma) {
    Planes planes = Planes.rgb(picture).smoothed(sigma);
    int w = planes.width();
    int h = planes.height();
    int count = (w - 1) * h + w * (h - 1) + 2 * (w - 1) * (h - 1);
    Edges unsorted = new Edges(new int[count], new int[count], new double[count]);
    int n = unsorted.add(planes, 0, 0, 0, w - 1, h, 1);
    n = unsorted.add(planes, n, 0, 0, w, h - 1, w);
    n = unsorted.add(planes, n, 0, 0, w - 1, h - 1, w + 1);
    unsorted.add(planes, n, 0, 1, w - 1, h, 1 - w);
    return unsorted.sorted();
  }

  /** Adds the edge to the pixel {@code step} further on for all pixels of a rectangle. */
  private int add(Planes planes, int n, int x0, int y0, int x1, int y1, int step) {
    double[] r = planes.plane(0);
    double[] g = planes.plane(1);
    double[] b = planes.plane(2);
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        int i = y * planes.width() + x;
        double dr = r[i + step] - r[i];
        double dg = g[i + step] - g[i];
        double db = b[i + step] - b[i];
        from[n] = i;
        to[n] = i + step;
        weights[n++] = Math.sqrt(dr * dr + dg * dg + db * db);
      }
    }
    return n;
  }

  /**
   * Sorts by weight with a radix sort on the bits of the doubles, whose order is that of the
   * numbers as none is negative; stable.
   */
  private Edges sorted() {
    int n = weights.length;
    long[] keys = new long[n];
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      keys[i] = Double.doubleToRawLongBits(weights[i]);
      order[i] = i;
    }
    long[] keysTo = new long[n];
    int[] orderTo = new int[n];
    final int bits = 11;
    for (int shift = 0; shift < 64; shift += bits) {
      int[] starts = new int[(1 << bits) + 1];
      for (long key : keys) {
        starts[(int) (key >>> shift & (1 << bits) - 1) + 1]++;
      }
      for (int i = 0; i < 1 << bits; i++) {
        starts[i + 1] += starts[i];
      }
      for (int i = 0; i < n; i++) {
        int at = starts[(int) (keys[i] >>> shift & (1 << bits) - 1)]++;
        keysTo[at] = keys[i];
        orderTo[at] = order[i];
      }
      long[] k = keys;
      keys = keysTo;
      keysTo = k;
      int[] o = order;
      order = orderTo;
      orderTo = o;
    }
    int[] sortedFrom = new int[n];
    int[] sortedTo = new int[n];
    double[] sortedWeights = new double[n];
    for (int i = 0; i < n; i++) {
      sortedFrom[i] = from[order[i]];
      sortedTo[i] = to[order[i]];
      sortedWeights[i] = Double.longBitsToDouble(keys[i]);
    }
    return new Edges(sortedFrom, sortedTo, sortedWeights);
  }

  int count() {
    return weights.length;
  }

  int from(int edge) {
    return from[edge];
  }

  int to(int edge) {
    return to[edge];
  }

  double weight(int edge) {
    return weights[edge];
  }
}
