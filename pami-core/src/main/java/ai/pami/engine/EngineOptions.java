package ai.pami.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the engine may use machine and model. None of these changes a finished map by a bit; budget,
 * deadline and cancellation may end it early.
 *
 * @param threads model calls at the same time; 0 for one a processor
 * @param batch inputs a model call; 0 to choose by trial on the first probes
 * @param budget inputs the model is asked at the most, the unmasked input and the bare background
 *     included; at least 3
 * @param deadline time after which nothing more is asked
 * @param progress hears how far the run has come
 * @param cancellation ends the run early
 * @param recorder hears every question and its scores
 * @param replay what answers in place of the model; empty to ask the model
 */
public record EngineOptions(
    int threads,
    int batch,
    long budget,
    Optional<Duration> deadline,
    Progress.Listener progress,
    Cancellation cancellation,
    ProbeRecorder recorder,
    Optional<Replay> replay) {

  /** No limits; threads and batch size chosen by the engine. */
  public static final long NO_BUDGET = Long.MAX_VALUE;

  public EngineOptions {
    if (threads < 0 || threads > 1024) {
      throw new IllegalArgumentException("threads must be 1..1024, or 0 to choose: " + threads);
    }
    if (batch < 0 || batch > 65536) {
      throw new IllegalArgumentException("batch must be 1..65536, or 0 to choose: " + batch);
    }
    if (budget < 3) {
      throw new IllegalArgumentException(
          "a budget of %d is too small: the unmasked input and the bare background take 2, so give at least 3"
              .formatted(budget));
    }
    if (deadline.isPresent() && (deadline.get().isNegative() || deadline.get().isZero())) {
      throw new IllegalArgumentException("a deadline must lie ahead, not " + deadline.get());
    }
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(recorder, "recorder");
    Objects.requireNonNull(replay, "replay");
  }

  /** No limits, no listener, threads and batch size chosen by the engine. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        0,
        0,
        NO_BUDGET,
        Optional.empty(),
        Progress.Listener.none(),
        new Cancellation(),
        ProbeRecorder.none(),
        Optional.empty());
  }

  public EngineOptions withThreads(int threads) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, replay);
  }

  public EngineOptions withBatch(int batch) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, replay);
  }

  public EngineOptions withBudget(long budget) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, replay);
  }

  public EngineOptions withDeadline(Duration deadline) {
    return new EngineOptions(
        threads, batch, budget, Optional.of(deadline), progress, cancellation, recorder, replay);
  }

  public EngineOptions withProgress(Progress.Listener progress) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, replay);
  }

  public EngineOptions withCancellation(Cancellation cancellation) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, replay);
  }

  public EngineOptions withRecorder(ProbeRecorder recorder) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, replay);
  }

  public EngineOptions withReplay(Replay replay) {
    return new EngineOptions(
        threads, batch, budget, deadline, progress, cancellation, recorder, Optional.of(replay));
  }
}
