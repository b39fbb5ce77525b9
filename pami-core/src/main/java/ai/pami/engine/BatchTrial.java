package ai.pami.engine;

import java.util.Arrays;

/**
 * Chooses the batch size on the first probes: batches of 2 are timed beside batches of 1, then 4
 * beside 2 and 8 beside 4, as long as the larger take less time a probe. They take turns, so that
 * what makes everything faster or slower meanwhile favours neither; and a size that does not pay is
 * met only a few times, as it may take much longer at first, while the model's memory grows. No
 * call is wasted, and since the engine sums scores in probe order the choice changes speed only.
 */
final class BatchTrial {
  private static final int[] SIZES = {1, 2, 4, 8};

  /** A larger batch must pay for its memory, and by more than a few timings may err. */
  private static final double WORTH = 0.9;

  private final int rounds;
  private final int fixed;

  /** The number of the best size so far, and of the one beside it. */
  private int best;

  private int tried = 1;

  private Timing known = new Timing();
  private Timing larger = new Timing();

  /** Batches of one size. */
  private final class Timing {
    private int out;
    private int timed;
    private double least = Double.POSITIVE_INFINITY;

    int missing() {
      return rounds - timed - out;
    }

    boolean isComplete() {
      return timed >= rounds;
    }

    void took(boolean full, double nanosPerProbe) {
      out--;
      if (full && ++timed > rounds / 2) {
        least = Math.min(least, nanosPerProbe); // the first half is for warm-up
      }
    }
  }

  private BatchTrial(int fixed, int threads) {
    this.fixed = fixed;
    this.rounds = 2 * threads;
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
    boolean turn = larger.missing() > 0 && larger.missing() > known.missing();
    (turn ? larger : known).out++;
    return SIZES[turn ? tried : best];
  }

  /** Whether the next size follows from batches that are out. */
  boolean waits() {
    return !isOver() && larger.out + known.out > 0 && larger.missing() <= 0 && known.missing() <= 0;
  }

  /** The size that was fastest so far. */
  int best() {
    return fixed > 0 ? fixed : SIZES[best];
  }

  /**
   * Learns that a batch took its time.
   *
   * @param size that {@link #next} gave it
   * @param probes it was sent with, {@code size} or less; fewer say nothing of full ones
   */
  void took(int size, int probes, long nanos) {
    int number = Arrays.binarySearch(SIZES, size);
    if (isOver() || (number != best && number != tried)) {
      return;
    }
    (number == tried ? larger : known).took(probes == size, (double) nanos / size);
    if (larger.isComplete() && known.isComplete()) {
      conclude();
    }
  }

  private void conclude() {
    boolean pays = larger.least < WORTH * known.least;
    best = pays ? tried : best;
    tried = pays ? tried + 1 : SIZES.length;
    known = new Timing();
    larger = new Timing();
  }

  private boolean isOver() {
    return fixed > 0 || tried == SIZES.length;
  }
}
