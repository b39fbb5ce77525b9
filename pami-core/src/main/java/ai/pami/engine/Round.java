package ai.pami.engine;

import ai.pami.PamiException;
import ai.pami.target.Scoring;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * One round of asking. The calling thread pulls probes and fills batches ahead of the workers, then
 * delivers answers as the oldest one comes in; a bounded queue lies between the two.
 */
final class Round<S, P extends Probe<S>> {
  private static final int LEAST_AHEAD = 64;
  private static final long POLL_MILLIS = 10;
  private static final long PROGRESS_NANOS = 100_000_000;

  /**
   * A pulled probe and where its scores will be.
   *
   * @param asked whether it is the one that the model is asked
   */
  private record Pending<S, P extends Probe<S>>(
      P probe, BatchTask.Answer<S, P> answer, boolean asked) {}

  private final ProbeEngine<S> engine;
  private final EngineOptions options;
  private final Probes<P> probes;
  private final Scoring scoring;
  private final Probes.Listener<P> listener;
  private final int ahead;
  private final AnswerCache<BatchTask.Answer<S, P>> cache = new AnswerCache<>();
  private final Deque<Pending<S, P>> pending = new ArrayDeque<>();
  private final Set<BatchTask<S, P>> running = new LinkedHashSet<>();
  private final long callsBefore;
  private BatchTask<S, P> open;
  private boolean here = true;
  private long pulled;
  private long answeredCalls;
  private long lastProgress = System.nanoTime();
  private StopReason stopped;

  /** The source has no more until an answer comes in. */
  private boolean held;

  Round(ProbeEngine<S> engine, Probes<P> probes, Scoring scoring, Probes.Listener<P> listener) {
    this.engine = engine;
    this.options = engine.options();
    this.probes = probes;
    this.scoring = scoring;
    this.listener = listener;
    this.callsBefore = engine.calls();
    this.ahead = Math.max(LEAST_AHEAD, 4 * engine.threads() * engine.trial().largest());
  }

  StopReason run() {
    try {
      while (true) {
        if (held || pending.size() <= ahead / 2) {
          fill();
        }
        if (pending.isEmpty() || !deliver(pending.peek())) {
          break;
        }
        pending.remove();
      }
      report(true);
      return stopped;
    } finally {
      quiesce();
    }
  }

  /** Pulls probes ahead of the workers, many at a time. */
  private void fill() {
    held = false;
    while (stopped == null && !held && pending.size() < ahead && !mustStop() && !awaitsTrial()) {
      pull();
    }
  }

  /** Whether answers to come say how large the next batch is to be. */
  private boolean awaitsTrial() {
    return open == null && !pending.isEmpty() && engine.trial().waits();
  }

  private void pull() {
    Optional<P> next = probes.next();
    if (next.isEmpty() && probes.waits() && !pending.isEmpty()) {
      held = true;
      if (open != null) {
        submitOpen(); // nothing more comes before an answer does
      }
      return;
    }
    if (next.isEmpty()) {
      stopped = probes.end();
      return;
    }
    P probe = next.get();
    AnswerCache.Key key = cache.key(probe);
    BatchTask.Answer<S, P> answer = cache.get(key);
    boolean asked = answer == null;
    if (asked) {
      if (!engine.spendCall()) {
        stopped = StopReason.BUDGET;
        return;
      }
      if (open == null) {
        open = new BatchTask<>(engine, scoring, engine.calls());
      }
      answer = open.add(probe);
      cache.put(key, answer);
      if (open.isFull() || isShare(open.size())) {
        submitOpen();
      }
    }
    pulled++;
    pending.add(new Pending<>(probe, answer, asked));
  }

  /** Whether a thread would do more than its share of what can be asked before the next wait. */
  private boolean isShare(int size) {
    int together = probes.atATime();
    return together > 0 && size * engine.threads() >= together;
  }

  private void submitOpen() {
    // Once threads are at work the caller leaves the model to them.
    here = here && engine.isShort(probes.expected());
    running.add(open);
    open.submit(here);
    open = null;
  }

  /** Waits for an answer and hands it on; false if the round was stopped instead. */
  private boolean deliver(Pending<S, P> next) {
    BatchTask<S, P> task = next.answer().task();
    if (task != null) {
      if (task == open) {
        submitOpen();
      }
      while (!await(task)) {
        gather(task);
        report(false);
        if (mustStop()) {
          return false;
        }
      }
      running.remove(task);
      answeredCalls += task.size();
      task.settle();
    }
    options.recorder().answered(next.probe(), next.answer().scores(), next.asked());
    listener.answered(next.probe(), next.answer().scores());
    report(false);
    return true;
  }

  /**
   * Waits a little for answers after the next one, so that this thread wakes up seldom: each time
   * it takes a core, and the caches, from the model.
   */
  private void gather(BatchTask<S, P> next) {
    BatchTask<S, P> later = next;
    int looked = 0;
    for (Pending<S, P> one : pending) {
      if (held || looked++ >= ahead / 4) {
        break;
      }
      BatchTask<S, P> task = one.answer().task();
      later = task == null || task == open ? later : task;
    }
    try {
      later.awaitEnd(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      options.cancellation().cancel();
    }
  }

  private boolean await(BatchTask<S, P> task) {
    try {
      return task.await(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      options.cancellation().cancel();
      return false;
    } catch (ExecutionException e) {
      running.remove(task);
      Throwable cause = e.getCause();
      String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      throw new PamiException("the model failed at " + task.describe(0) + ": " + reason, cause);
    }
  }

  private boolean mustStop() {
    if (options.cancellation().isCancelled()) {
      stopped = StopReason.CANCELLED;
      return true;
    }
    if (options.deadline().isPresent()
        && engine.elapsed().compareTo(options.deadline().get()) >= 0) {
      stopped = StopReason.DEADLINE;
      return true;
    }
    return false;
  }

  private void report(boolean last) {
    long now = System.nanoTime();
    if (!last && now - lastProgress < PROGRESS_NANOS) {
      return;
    }
    lastProgress = now;
    long done = callsBefore + answeredCalls;
    // Repeated probes cost no call: assume their share stays what it was so far.
    double share = pulled == 0 ? 1 : (double) (engine.calls() - callsBefore) / pulled;
    // A round that is complete may be followed by another, which the probes have counted in.
    boolean early = last && stopped != StopReason.COMPLETE;
    long expected = early ? done : callsBefore + Math.round(probes.expected() * share);
    options
        .progress()
        .progressed(
            new Progress(
                done, Math.max(done, Math.min(options.budget(), expected)), engine.elapsed()));
  }

  /** Ends what still runs, so that no worker is busy when the round is over. */
  private void quiesce() {
    if (open != null) {
      engine.refundCalls(open.size());
    }
    running.forEach(BatchTask::abandon);
    boolean interrupted = Thread.interrupted();
    for (BatchTask<S, P> task : running) {
      boolean ended = false;
      while (!ended) {
        engine.stopWorkers();
        try {
          ended = task.await(POLL_MILLIS);
        } catch (ExecutionException e) {
          ended = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
