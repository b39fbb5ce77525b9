package ai.pami.engine;

import ai.pami.target.Scoring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Probes that are composed and run together, and where their scores go. */
final class BatchTask<S, P extends Probe<S>> {
  /** The scores of one question, shared by all equal probes. */
  static final class Answer<S, P extends Probe<S>> {
    /** Null once the scores are there. */
    private BatchTask<S, P> task;

    private double[] scores;

    /** The task that will bring the scores, or null if they are there. */
    BatchTask<S, P> task() {
      return task;
    }

    double[] scores() {
      return scores;
    }
  }

  private final ProbeEngine<S> engine;
  private final Scoring scoring;
  private final int capacity;
  private final long firstNumber;
  private final List<P> probes = new ArrayList<>();
  private final List<Answer<S, P>> answers = new ArrayList<>();
  private Future<?> future;
  private volatile boolean abandoned;
  private double[][] scores;
  private long nanos;

  BatchTask(ProbeEngine<S> engine, Scoring scoring, long firstNumber) {
    this.engine = engine;
    this.scoring = scoring;
    this.capacity = engine.trial().next();
    this.firstNumber = firstNumber;
  }

  Answer<S, P> add(P probe) {
    Answer<S, P> answer = new Answer<>();
    answer.task = this;
    probes.add(probe);
    answers.add(answer);
    return answer;
  }

  boolean isFull() {
    return probes.size() >= capacity;
  }

  int size() {
    return probes.size();
  }

  /** Runs the batch, at once on this thread where {@code here}, else when a thread is free. */
  void submit(boolean here) {
    future = engine.run(this::work, here);
  }

  private void work() {
    if (abandoned) {
      return;
    }
    Worker<S> worker = engine.borrow();
    try {
      long from = System.nanoTime();
      scores = worker.scores(probes, scoring);
      nanos = System.nanoTime() - from;
    } finally {
      engine.giveBack(worker);
    }
  }

  /** Whether the task has ended, waiting a little if it has not. */
  boolean await(long millis) throws InterruptedException, ExecutionException {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Waits a little until the task has ended, well or not. */
  void awaitEnd(long millis) throws InterruptedException {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return; // to be heard of when the task's turn has come
    }
  }

  /** Makes the task end without running, if it has not begun. */
  void abandon() {
    abandoned = true;
  }

  /** Hands the scores to the answers. To be called once, after a successful {@link #await}. */
  void settle() {
    engine.trial().took(capacity, probes.size(), nanos);
    engine.took(probes.size(), nanos);
    for (int i = 0; i < scores.length; i++) {
      for (int k = 0; k < scores[i].length; k++) {
        if (!Double.isFinite(scores[i][k])) {
          throw NotFinite.at(describe(i), scoring.targets().get(k), scores[i][k]);
        }
      }
      answers.get(i).scores = scores[i];
      answers.get(i).task = null;
    }
  }

  /** For messages. */
  String describe(int i) {
    P probe = probes.get(i);
    return "model call %d (%s %s of %s)"
        .formatted(
            firstNumber + i,
            probe.shown() == Source.INPUT ? "keeping" : "dropping",
            probe.mask(),
            probe.composer().domain());
  }
}
