package ai.pami.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.pami.PamiException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * DJL's predictors of one model: none may be used by two threads, so each call borrows one of its
 * own. As many are made as there are calls at a time.
 */
final class PredictorPool<I, O> implements AutoCloseable {
  /** A call of a predictor's. */
  @FunctionalInterface
  interface Call<I, O, R> {
    R with(Predictor<I, O> predictor) throws TranslateException;
  }

  private final String name;
  private final Supplier<Predictor<I, O>> maker;
  private final Deque<Predictor<I, O>> idle = new ArrayDeque<>();
  private boolean closed;

  PredictorPool(String name, Supplier<Predictor<I, O>> maker) {
    this.name = name;
    this.maker = maker;
  }

  /**
   * Calls with a predictor that no other call has.
   *
   * @throws PamiException if the model or its translator fails
   * @throws IllegalStateException if the pool has been closed
   */
  <R> R call(Call<I, O, R> call) {
    Predictor<I, O> predictor = borrow();
    try {
      return call.with(predictor);
    } catch (TranslateException | EngineException e) {
      throw new PamiException("%s: %s".formatted(name, reason(e)), e);
    } finally {
      giveBack(predictor);
    }
  }

  /** A translator's own message says little where another exception caused it. */
  private static String reason(Exception e) {
    Throwable cause = e.getCause();
    return cause == null || cause.getMessage() == null ? e.getMessage() : cause.getMessage();
  }

  private Predictor<I, O> borrow() {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return maker.get();
  }

  private void giveBack(Predictor<I, O> predictor) {
    synchronized (idle) {
      if (!closed) {
        idle.push(predictor);
        return;
      }
    }
    predictor.close();
  }

  /** Name and engine, for records. */
  static Map<String, String> provenance(String name, Engine engine) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put("model", name);
    record.put("runtime", "DJL %s %s".formatted(engine.getEngineName(), engine.getVersion()));
    return record;
  }

  /** Closes those that are not in use, and the others as their calls end. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Predictor::close);
      idle.clear();
    }
  }
}
