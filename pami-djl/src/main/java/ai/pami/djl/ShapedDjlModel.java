package ai.pami.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** A model of DJL's for inputs of one shape. */
final class ShapedDjlModel implements Model<ByteBuffer> {
  private final String name;
  private final PredictorPool<NDList, NDList> pool;
  private final int output;
  private final int[] inputShape;

  ShapedDjlModel(String name, PredictorPool<NDList, NDList> pool, int output, int[] inputShape) {
    this.name = name;
    this.pool = pool;
    this.output = output;
    this.inputShape = inputShape.clone();
  }

  @Override
  public OptionalInt fixedBatchSize() {
    return OptionalInt.empty();
  }

  @Override
  public Batch<ByteBuffer> allocate(int capacity) {
    return new DjlBatch(capacity);
  }

  /** Inputs one after another in one direct buffer. */
  private final class DjlBatch implements Batch<ByteBuffer> {
    private final ByteBuffer memory;
    private final ByteBuffer[] slots;
    private final int itemBytes;

    DjlBatch(int capacity) {
      int numbers = Arrays.stream(inputShape).reduce(1, Math::multiplyExact);
      this.itemBytes = Math.multiplyExact(Float.BYTES, numbers);
      this.memory =
          ByteBuffer.allocateDirect(Math.multiplyExact(itemBytes, capacity))
              .order(ByteOrder.nativeOrder());
      this.slots = new ByteBuffer[capacity];
      for (int i = 0; i < capacity; i++) {
        slots[i] = memory.slice(i * itemBytes, itemBytes).order(ByteOrder.nativeOrder());
      }
    }

    @Override
    public int capacity() {
      return slots.length;
    }

    @Override
    public ByteBuffer slot(int index) {
      return slots[index];
    }

    @Override
    public Outputs run(int count) {
      return pool.call(predictor -> run(predictor, count));
    }

    private Outputs run(Predictor<NDList, NDList> predictor, int count) throws TranslateException {
      Shape shape =
          new Shape(
              LongStream.concat(LongStream.of(count), Arrays.stream(inputShape).asLongStream())
                  .toArray());
      try (NDManager manager = NDManager.newBaseManager()) {
        ByteBuffer given = memory.slice(0, count * itemBytes).order(ByteOrder.nativeOrder());
        NDArray array = manager.create(given, shape, DataType.FLOAT32);
        try (NDList answer = predictor.predict(new NDList(array))) {
          return outputs(answer, count);
        }
      }
    }

    private Outputs outputs(NDList answer, int count) {
      if (output >= answer.size()) {
        throw new PamiException(
            "%s has no output %d: it answers with %d, numbered from 0"
                .formatted(name, output, answer.size()));
      }
      NDArray scores = answer.get(output);
      int[] shape =
          Arrays.stream(scores.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
      if (shape.length == 0 || shape[0] != count) {
        throw new PamiException(
            "%s: output %d has the shape %s for %d inputs, so it does not say which answer belongs to which input"
                .formatted(name, output, Arrays.toString(shape), count));
      }
      float[] numbers = scores.toType(DataType.FLOAT32, false).toFloatArray();
      return new Outputs(
          FloatBuffer.wrap(numbers), count, Arrays.copyOfRange(shape, 1, shape.length));
    }

    @Override
    public void close() {
      // Nothing is held but memory.
    }
  }
}
