package ai.pami.engine;

import java.util.Arrays;

/**
 * Chooses the batch size on the first probes: batches of 1 are timed, then of 2, 4 and 8, as long
 * as each takes less time a probe than the one before. A size that does not pay is met only a few
 * times: it may take much longer at first, while the model's memory grows. No call is wasted, and
 * since the engine sums scores in probe order the choice changes speed only.
 */
final class BatchTrial {
  private static final int[] SIZES = {1, 2, 4, 8};

  /** A larger batch must pay for its memory. */
  private static final double WORTH = 0.98;

  private final int threads;
  private final int fixed;
  private final double[] nanosPerProbe = new double[SIZES.length];

  /** The number of the size on trial; of none once it is over. */
  private int tried;

  private int best;

  /** Batches of the size on trial that were issued and not heard of. */
  private int out;

  /** Full batches of that size that were heard of. */
  private int timed;

  private BatchTrial(int fixed, int threads) {
    this.fixed = fixed;
    this.threads = threads;
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
    if (isOver()) {
      return best();
    }
    out++;
    return SIZES[tried];
  }

  /** Whether the next size follows from batches that are out. */
  boolean waits() {
    return !isOver() && out > 0 && timed + out >= rounds();
  }

  /** The size that was fastest so far. */
  int best() {
    return fixed > 0 ? fixed : SIZES[best];
  }

  /**
   * Learns that a batch took its time.
   *
   * @param size that {@link #next} gave it
   * @param probes it was sent with, {@code size} or less
   */
  void took(int size, int probes, long nanos) {
    if (isOver() || size != SIZES[tried]) {
      return;
    }
    out--;
    if (probes < size) {
      return; // says nothing of full ones
    }
    timed++;
    if (timed > rounds() / 2) {
      nanosPerProbe[tried] = Math.min(nanosPerProbe[tried], (double) nanos / size);
    }
    if (timed >= rounds()) {
      conclude();
    }
  }

  private void conclude() {
    boolean pays = tried == 0 || nanosPerProbe[tried] < WORTH * nanosPerProbe[best];
    best = pays ? tried : best;
    tried = pays ? tried + 1 : SIZES.length;
    timed = 0;
    out = 0;
  }

  private boolean isOver() {
    return fixed > 0 || tried == SIZES.length;
  }

  /** How many batches of a size are timed, the first half for warm-up: most need it at first. */
  private int rounds() {
    return (tried == 0 ? 4 : 2) * threads;
  }
}
