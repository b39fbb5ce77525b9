package ai.pami.engine;

import java.util.Arrays;

/**
 * Chooses the batch size by running the first probes in batches of 1, 2, 4, 8 and staying with the
 * size that took least time a probe. No call is wasted on it, and since the engine sums scores in
 * probe order the choice changes speed only.
 */
final class BatchTrial {
  private static final int[] SIZES = {1, 2, 4, 8};

  private final int rounds;
  private final double[] nanosPerProbe = new double[SIZES.length];
  private final int[] answered = new int[SIZES.length];
  private final int fixed;
  private int issued;

  private BatchTrial(int fixed, int threads) {
    this.fixed = fixed;
    this.rounds = 2 * threads;
    Arrays.fill(nanosPerProbe, Double.POSITIVE_INFINITY);
  }

  /** A trial among batch sizes when {@code threads} of them run at a time. */
  static BatchTrial of(int threads) {
    return new BatchTrial(0, threads);
  }

  /** No trial: always {@code size}. */
  static BatchTrial fixed(int size) {
    return new BatchTrial(size, 0);
  }

  /** The largest size that may be asked for. */
  int largest() {
    return fixed > 0 ? fixed : SIZES[SIZES.length - 1];
  }

  /** The size of the batch to issue next. */
  int next() {
    if (fixed > 0) {
      return fixed;
    }
    int trial = issued / rounds;
    if (trial < SIZES.length) {
      issued++;
      return SIZES[trial];
    }
    return best();
  }

  /** The size that was fastest so far. */
  int best() {
    if (fixed > 0) {
      return fixed;
    }
    int best = 0;
    for (int i = 1; i < SIZES.length; i++) {
      // A larger batch must pay for its memory.
      if (nanosPerProbe[i] < 0.98 * nanosPerProbe[best]) {
        best = i;
      }
    }
    return SIZES[best];
  }

  /** Learns that a batch took its time. The first one of a size on each thread is warm-up. */
  void took(int size, long nanos) {
    int i = Arrays.binarySearch(SIZES, size);
    if (i >= 0 && ++answered[i] > rounds / 2) {
      nanosPerProbe[i] = Math.min(nanosPerProbe[i], (double) nanos / size);
    }
  }
}
