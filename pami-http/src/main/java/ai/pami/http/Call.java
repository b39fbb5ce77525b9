package ai.pami.http;

import ai.pami.PamiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One call of a model: its inputs are split into requests, which are in flight together as far as
 * the endpoint allows. Answered by one thread; any other may stop it.
 */
final class Call {
  private static final long POLL_MILLIS = 20;

  private final Source requests;
  private final Semaphore free;
  private final List<CompletableFuture<List<Answer>>> sent = new ArrayList<>();
  private volatile boolean stopped;

  /** Makes requests of inputs. */
  interface Source {
    /** Inputs a request at the most. */
    int most();

    /** What is known of an input without a request, or null. */
    Answer known(Input input);

    /** Makes a request, again if need be. */
    CompletableFuture<List<Answer>> send(List<Input> inputs);

    /** What to throw for a request that failed for good. */
    RuntimeException failed(Throwable failure);
  }

  /**
   * A call that has not begun.
   *
   * @param free a permit a request that may be in flight
   */
  Call(Source requests, Semaphore free) {
    this.requests = requests;
    this.free = free;
  }

  /**
   * The answers, in the inputs' order. To be called once.
   *
   * @throws PamiException if a request failed for good, or the call was stopped or its thread
   *     interrupted
   */
  List<Answer> answers(List<Input> inputs) {
    Answer[] answers = new Answer[inputs.size()];
    List<List<Integer>> asked = new ArrayList<>();
    List<Integer> together = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      answers[i] = requests.known(inputs.get(i));
      if (answers[i] == null) {
        together.add(i);
        if (together.size() == requests.most()) {
          asked.add(together);
          together = new ArrayList<>();
        }
      }
    }
    if (!together.isEmpty()) {
      asked.add(together);
    }
    try {
      for (List<Integer> numbers : asked) {
        send(numbers.stream().map(inputs::get).toList());
      }
      for (int r = 0; r < asked.size(); r++) {
        List<Answer> answered = sent.get(r).get();
        for (int i = 0; i < answered.size(); i++) {
          answers[asked.get(r).get(i)] = answered.get(i);
        }
      }
    } catch (ExecutionException | CompletionException e) {
      stop();
      throw requests.failed(e);
    } catch (CancellationException e) {
      throw new PamiException("the call was stopped", e);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new PamiException("the call was stopped", e);
    }
    return List.of(answers);
  }

  private void send(List<Input> inputs) throws InterruptedException {
    requireGoingOn();
    while (!free.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      requireGoingOn();
    }
    CompletableFuture<List<Answer>> request;
    try {
      request = requests.send(inputs);
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
    CompletableFuture<List<Answer>> unused =
        request.whenComplete((answers, failure) -> free.release());
    synchronized (sent) {
      sent.add(request);
    }
    if (stopped) {
      stop();
    }
  }

  /** A request that failed for good ends the call; those behind it need not be sent. */
  private void requireGoingOn() {
    if (stopped) {
      throw new CancellationException();
    }
    for (CompletableFuture<List<Answer>> request : sent) {
      if (request.isCompletedExceptionally()) {
        request.join();
      }
    }
  }

  /** Ends the requests in flight and makes no more. */
  void stop() {
    stopped = true;
    synchronized (sent) {
      sent.forEach(request -> request.cancel(true));
    }
  }
}
