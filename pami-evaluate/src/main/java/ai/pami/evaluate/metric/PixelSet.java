package ai.pami.evaluate.metric;

import ai.pami.domain.Region;
import java.util.Arrays;

/** Makes regions of pixels that are drawn one by one. */
final class PixelSet {
  private PixelSet() {}

  /** The pixels that are marked. */
  static Region of(boolean[] marked) {
    int[] spans = new int[marked.length + 2];
    int n = 0;
    for (int i = 0; i < marked.length; i++) {
      if (marked[i] && (i == 0 || !marked[i - 1])) {
        spans[n++] = i;
      }
      if (marked[i] && (i == marked.length - 1 || !marked[i + 1])) {
        spans[n++] = i + 1;
      }
    }
    return Region.ofSpans(Arrays.copyOf(spans, n));
  }

  /** The sum of the values of the pixels held. */
  static double sum(double[] values, Region region) {
    double sum = 0;
    for (int s = 0; s < region.spanCount(); s++) {
      for (int i = region.start(s); i < region.end(s); i++) {
        sum += values[i];
      }
    }
    return sum;
  }
}
