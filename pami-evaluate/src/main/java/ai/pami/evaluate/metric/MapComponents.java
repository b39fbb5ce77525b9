package ai.pami.evaluate.metric;

import ai.pami.domain.Ranking;
import java.util.Arrays;

/**
 * The connected parts (eight neighbours) of the pixels above a threshold, with their sizes and
 * bounding boxes, while the threshold falls: pixels are added in descending order and parts are
 * joined, so that all thresholds together cost one pass.
 */
final class MapComponents {
  private final double[] values;
  private final int width;
  private final int height;
  private final Ranking order;
  private int added;

  /** Towards the root; -1 for pixels not added. The root is the part's first pixel. */
  private final int[] parents;

  private final int[] sizes;
  private final int[] left;
  private final int[] right;
  private final int[] bottom;
  private int[] roots = new int[16];
  private int rootCount;

  /**
   * @param values {@code [height * width]}; NaN is never above
   */
  MapComponents(double[] values, int width) {
    this.values = values;
    this.width = width;
    this.height = values.length / width;
    this.order = Ranking.descending(values);
    this.parents = new int[values.length];
    Arrays.fill(parents, -1);
    this.sizes = new int[values.length];
    this.left = new int[values.length];
    this.right = new int[values.length];
    this.bottom = new int[values.length];
  }

  /** Adds all pixels above {@code threshold}, which must not rise from call to call. */
  void lowerTo(double threshold) {
    while (added < values.length && values[order.element(added)] > threshold) {
      add(order.element(added++));
    }
    int kept = 0;
    for (int i = 0; i < rootCount; i++) {
      if (parents[roots[i]] == roots[i]) {
        roots[kept++] = roots[i];
      }
    }
    rootCount = kept;
  }

  private void add(int pixel) {
    int x = pixel % width;
    int y = pixel / width;
    parents[pixel] = pixel;
    sizes[pixel] = 1;
    left[pixel] = x;
    right[pixel] = x;
    bottom[pixel] = y;
    if (rootCount == roots.length) {
      roots = Arrays.copyOf(roots, 2 * rootCount);
    }
    roots[rootCount++] = pixel;
    for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        int neighbour = v * width + u;
        if (parents[neighbour] >= 0) {
          join(find(pixel), find(neighbour));
        }
      }
    }
  }

  private int find(int pixel) {
    int root = pixel;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  private void join(int a, int b) {
    int root = Math.min(a, b);
    int other = Math.max(a, b);
    if (root != other) {
      parents[other] = root;
      sizes[root] += sizes[other];
      left[root] = Math.min(left[root], left[other]);
      right[root] = Math.max(right[root], right[other]);
      bottom[root] = Math.max(bottom[root], bottom[other]);
    }
  }

  /** How many parts there are. */
  int count() {
    return rootCount;
  }

  /** The index of the part of most pixels, of equal ones that of the first pixel; -1 if none. */
  int largest() {
    int best = -1;
    for (int i = 0; i < rootCount; i++) {
      if (best < 0
          || sizes[roots[i]] > sizes[roots[best]]
          || (sizes[roots[i]] == sizes[roots[best]] && roots[i] < roots[best])) {
        best = i;
      }
    }
    return best;
  }

  /** Left, top, right and bottom of part {@code index}; right and bottom lie outside it. */
  int[] bounds(int index) {
    int root = roots[index];
    return new int[] {left[root], root / width, right[root] + 1, bottom[root] + 1};
  }
}
