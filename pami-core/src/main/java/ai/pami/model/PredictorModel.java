package ai.pami.model;

import ai.pami.PamiException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A predictor as the engine asks it: masked copies are written into slots, which become inputs when
 * a batch is run.
 *
 * @param <S> a copy in the making
 * @param <X> what the predictor takes
 */
public final class PredictorModel<S, X> implements Model<S> {
  private final Predictor<X> predictor;
  private final Supplier<S> slots;
  private final Function<S, X> input;

  /** Numbers a row, once one has been seen; 0 before. Rows of another length are refused. */
  private final AtomicInteger outputs = new AtomicInteger();

  /**
   * A model of a predictor.
   *
   * @param slots makes an empty copy
   * @param input what the predictor is given for a copy; it must not change when the copy does
   */
  public PredictorModel(Predictor<X> predictor, Supplier<S> slots, Function<S, X> input) {
    this.predictor = predictor;
    this.slots = slots;
    this.input = input;
  }

  @Override
  public OptionalInt fixedBatchSize() {
    return OptionalInt.empty();
  }

  @Override
  public Batch<S> allocate(int capacity) {
    return new PredictorBatch(capacity);
  }

  private double[][] checked(double[][] rows, int count) {
    if (rows == null || rows.length != count) {
      throw new PamiException(
          "the model was given %d inputs and answered %s: it must return a row for each"
              .formatted(count, rows == null ? "null" : "with " + rows.length + " rows"));
    }
    for (double[] row : rows) {
      if (row == null || row.length == 0) {
        throw new PamiException("the model answered an input with no numbers");
      }
      outputs.compareAndSet(0, row.length);
      if (row.length != outputs.get()) {
        throw new PamiException(
            "the model answered with %d numbers for one input and %d for another: rows must be of one length"
                .formatted(outputs.get(), row.length));
      }
    }
    return rows;
  }

  private final class PredictorBatch implements Batch<S> {
    private final List<S> copies;

    /** Guards who is asking, so that no other thread than that is interrupted, and no later. */
    private final Object asking = new Object();

    private Thread asked;
    private boolean stopped;

    PredictorBatch(int capacity) {
      this.copies = Stream.generate(slots).limit(capacity).toList();
    }

    @Override
    public int capacity() {
      return copies.size();
    }

    @Override
    public S slot(int index) {
      return copies.get(index);
    }

    @Override
    public Outputs run(int count) {
      List<X> inputs = new ArrayList<>(count);
      for (S copy : copies.subList(0, count)) {
        inputs.add(input.apply(copy));
      }
      return Outputs.of(checked(predict(List.copyOf(inputs)), count));
    }

    private double[][] predict(List<X> inputs) {
      synchronized (asking) {
        asked = Thread.currentThread();
        stopped = false;
      }
      try {
        return predictor.predict(inputs);
      } finally {
        synchronized (asking) {
          asked = null;
          if (stopped) {
            Thread.interrupted(); // ours, and over
          }
        }
      }
    }

    @Override
    public void stop() {
      synchronized (asking) {
        if (asked != null) {
          stopped = true;
          asked.interrupt();
        }
      }
    }

    @Override
    public void close() {
      // Nothing is held but memory.
    }
  }
}
