package ai.pami.explanation;

import ai.pami.engine.StopReason;
import java.time.Duration;

/**
 * What an explanation took.
 *
 * @param calls inputs the model was asked, the unmasked input and bare backgrounds included
 * @param probes regions whose score was used; more than {@code calls} where partitions share
 *     regions
 * @param time from the first call to the finished maps
 * @param stopped why it ended
 * @param threads model calls at the same time
 * @param batch inputs a model call
 * @param checkCalls inputs the model was asked to check the finished maps, not among {@code calls}
 * @param checkTime that took, not in {@code time}
 */
public record Cost(
    long calls,
    long probes,
    Duration time,
    StopReason stopped,
    int threads,
    int batch,
    long checkCalls,
    Duration checkTime) {

  /** The cost of maps that were not checked. */
  public Cost(long calls, long probes, Duration time, StopReason stopped, int threads, int batch) {
    this(calls, probes, time, stopped, threads, batch, 0, Duration.ZERO);
  }
}
