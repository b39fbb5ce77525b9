package ai.pami.engine;

import java.time.Duration;

/**
 * How far a run has come.
 *
 * @param calls inputs the model has answered so far
 * @param expected inputs it will have answered at the end, as well as can be told now; never below
 *     {@code calls}
 * @param elapsed since the run began
 */
public record Progress(long calls, long expected, Duration elapsed) {

  /** Hears of progress, a few times a second at most, always on the thread that runs the engine. */
  @FunctionalInterface
  public interface Listener {
    void progressed(Progress progress);

    /** Hears nothing. */
    static Listener none() {
      return progress -> {};
    }
  }

  /** Inputs a second so far. */
  public double callsPerSecond() {
    return elapsed.isZero() ? 0 : calls * 1e9 / elapsed.toNanos();
  }

  /** The time left at the speed so far. */
  public Duration left() {
    return calls == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (elapsed.toNanos() * ((double) (expected - calls) / calls)));
  }
}
