package ai.pami.engine;

import ai.pami.PamiException;
import ai.pami.domain.Region;
import ai.pami.model.Model;
import ai.pami.model.Output;
import ai.pami.model.Outputs;
import ai.pami.target.Scoring;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a model many probes: composes the copies, batches them, runs them on several threads, scores
 * them and delivers the scores in the order in which the probes were pulled. One engine serves one
 * explanation, which may ask in several rounds; the budget and the deadline span all of them.
 *
 * <p>Memory is bounded by the number of threads and the batch size, whatever the number of probes.
 * The scores delivered do not depend on threads or batch size, as far as the model's own answers do
 * not.
 *
 * <p>Not thread-safe: one thread asks. It also runs the probe source and the listeners.
 *
 * @param <S> what the model reads an input from
 */
public final class ProbeEngine<S> implements AutoCloseable {
  private static final AtomicInteger THREADS = new AtomicInteger();

  /** A round that is over sooner would wait longer for threads than for its answers. */
  private static final double SHORT_NANOS = 2e6;

  private final Model<S> model;
  private final EngineOptions options;
  private final int threads;
  private final BatchTrial trial;
  private final BlockingQueue<Worker<S>> idle;
  private final List<Worker<S>> workers = new CopyOnWriteArrayList<>();
  private final long started = System.nanoTime();
  private ExecutorService executor;
  private long calls;
  private int timed;
  private double slowest;

  /**
   * An engine on {@code model}; the clock of the deadline starts now.
   *
   * @throws PamiException if the options ask for a batch size that the model can't take
   */
  public ProbeEngine(Model<S> model, EngineOptions options) {
    this.model = model;
    this.options = options;
    this.threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    int fixed = model.fixedBatchSize().orElse(0);
    if (fixed > 0 && options.batch() > 0 && options.batch() != fixed) {
      throw new PamiException(
          "batch %d: the model only takes batches of %d".formatted(options.batch(), fixed));
    }
    int batch = fixed > 0 ? fixed : options.batch();
    this.trial = batch > 0 ? BatchTrial.fixed(batch) : BatchTrial.of(threads);
    this.idle = new ArrayBlockingQueue<>(threads);
  }

  /** Inputs the model was asked so far. */
  public long calls() {
    return calls;
  }

  /** Inputs the model may be asked at the most, {@link EngineOptions#NO_BUDGET} if any number. */
  public long budget() {
    return options.budget();
  }

  /** Model calls at the same time. */
  public int threads() {
    return threads;
  }

  /** Inputs a model call: as given, or as chosen by trial so far. */
  public int batchSize() {
    return trial.best();
  }

  /** Time since the engine was made. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /**
   * What the model answers when all elements come from {@code source}: the unmasked input or the
   * bare background. Counts as one call.
   *
   * @throws PamiException if the model fails
   */
  public Output whole(Composer<S> composer, Source source) {
    calls++;
    options.recorder().whole(composer, source);
    if (options.replay().isPresent()) {
      return options.replay().get().whole(composer, source);
    }
    record Whole<S>(Composer<S> composer, Region mask, Source shown) implements Probe<S> {}
    Worker<S> worker = borrow();
    try {
      long from = System.nanoTime();
      Outputs outputs =
          worker.outputs(List.of(new Whole<>(composer, Region.all(composer.domain()), source)));
      took(1, System.nanoTime() - from);
      return outputs.get(0).copy();
    } catch (PamiException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PamiException(
          "the model failed on the %s: %s"
              .formatted(source == Source.INPUT ? "unmasked input" : "bare background", e),
          e);
    } finally {
      giveBack(worker);
    }
  }

  /**
   * Asks all of {@code probes}, or as many as budget, deadline and cancellation allow, and delivers
   * their scores.
   *
   * @param scoring reads the targets' scores from an output
   * @param listener hears every answer, in order
   * @return why it ended
   * @throws PamiException if the model fails or a score is not a finite number, naming the probe;
   *     what was answered before it has been delivered
   */
  public <P extends Probe<S>> StopReason ask(
      Probes<P> probes, Scoring scoring, Probes.Listener<P> listener) {
    StopReason stopped =
        options.replay().isPresent()
            ? replay(options.replay().get(), probes, listener)
            : new Round<>(this, probes, scoring, listener).run();
    options.recorder().ended(stopped, calls);
    return stopped;
  }

  /** Delivers what was answered in an earlier run, as far as that went. */
  private <P extends Probe<S>> StopReason replay(
      Replay replay, Probes<P> probes, Probes.Listener<P> listener) {
    long answers = replay.begin();
    for (long i = 0; i < answers; i++) {
      P probe =
          probes
              .next()
              .orElseThrow(
                  () -> new PamiException("the record has more answers than are asked for now"));
      double[] scores = replay.answer(probe);
      options.recorder().answered(probe, scores, false);
      listener.answered(probe, scores);
    }
    Replay.End end = replay.end();
    if (end.stopped() == StopReason.COMPLETE && probes.next().isPresent()) {
      throw new PamiException("more is asked now than the record has answers");
    }
    calls = end.calls();
    return end.stopped();
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.shutdown();
      try {
        executor.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    workers.forEach(Worker::close);
  }

  EngineOptions options() {
    return options;
  }

  BatchTrial trial() {
    return trial;
  }

  /** Runs a task, on the calling thread where {@code here}, else on one of the engine's. */
  Future<?> run(Runnable task, boolean here) {
    if (here) {
      FutureTask<Void> done = new FutureTask<>(task, null);
      done.run();
      return done;
    }
    if (executor == null) {
      executor =
          Executors.newFixedThreadPool(
              threads,
              work -> {
                Thread thread = new Thread(work, "pami-model-" + THREADS.incrementAndGet());
                thread.setDaemon(true);
                return thread;
              });
    }
    return executor.submit(task);
  }

  /**
   * Learns how long a batch took. The first is left out: what is loaded and compiled then is not
   * again.
   */
  void took(int size, long nanos) {
    if (timed++ > 0) {
      slowest = Math.max(slowest, (double) nanos / size);
    }
  }

  /** Whether so many calls have always been over at once so far. */
  boolean isShort(long calls) {
    return timed > 1 && calls * slowest < SHORT_NANOS;
  }

  void stopWorkers() {
    workers.forEach(Worker::stop);
  }

  /** Takes one call out of the budget; false if none is left. */
  boolean spendCall() {
    if (calls >= options.budget()) {
      return false;
    }
    calls++;
    return true;
  }

  /** Puts calls back that were taken but not made. */
  void refundCalls(int unmade) {
    calls -= unmade;
  }

  /** A worker that no other thread uses; give it back with {@link #giveBack}. */
  Worker<S> borrow() {
    Worker<S> worker = idle.poll();
    if (worker == null) {
      worker = new Worker<>(model.allocate(trial.largest()));
      workers.add(worker);
    }
    return worker;
  }

  void giveBack(Worker<S> worker) {
    idle.add(worker);
  }
}
