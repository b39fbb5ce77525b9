package ai.pami.engine;

import ai.pami.model.Batch;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import java.nio.FloatBuffer;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A model whose answer is a known function of its input, so that the truth can be worked out. */
public final class FunctionModel implements Model<double[]> {
  public final AtomicLong asked = new AtomicLong();
  public final AtomicInteger largestBatch = new AtomicInteger();
  private final int size;
  private final Function<double[], double[]> function;
  private final OptionalInt fixedBatch;

  public FunctionModel(int size, Function<double[], double[]> function) {
    this(size, function, OptionalInt.empty());
  }

  FunctionModel(int size, Function<double[], double[]> function, OptionalInt fixedBatch) {
    this.size = size;
    this.function = function;
    this.fixedBatch = fixedBatch;
  }

  @Override
  public OptionalInt fixedBatchSize() {
    return fixedBatch;
  }

  @Override
  public Batch<double[]> allocate(int capacity) {
    double[][] slots = new double[capacity][size];
    return new Batch<>() {
      @Override
      public int capacity() {
        return capacity;
      }

      @Override
      public double[] slot(int index) {
        return slots[index];
      }

      @Override
      public Outputs run(int count) {
        largestBatch.accumulateAndGet(count, Math::max);
        asked.addAndGet(count);
        float[] all = null;
        int outputs = 0;
        for (int i = 0; i < count; i++) {
          double[] answer = function.apply(slots[i]);
          outputs = answer.length;
          all = all == null ? new float[count * outputs] : all;
          for (int k = 0; k < outputs; k++) {
            all[i * outputs + k] = (float) answer[k];
          }
        }
        return new Outputs(FloatBuffer.wrap(all), count, outputs);
      }

      @Override
      public void close() {}
    };
  }
}
