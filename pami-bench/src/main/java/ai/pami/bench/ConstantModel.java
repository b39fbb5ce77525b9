package ai.pami.bench;

import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A model that takes no time: it reads nothing of its float32 input {@code [batch][3][side][side]}
 * and answers every one with the same 1,000 scores. What is left is the cost of asking.
 */
final class ConstantModel implements TensorModel {
  private static final int CLASSES = 1000;

  private final int side;

  ConstantModel(int side) {
    this.side = side;
  }

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public TensorInfo input() {
    return new TensorInfo("input", ElementType.FLOAT32, List.of(TensorInfo.FREE, 3, side, side));
  }

  @Override
  public TensorInfo output() {
    return new TensorInfo("scores", ElementType.FLOAT32, List.of(TensorInfo.FREE, CLASSES));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("model", name());
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    int bytes = Arrays.stream(inputShape).reduce(Float.BYTES, Math::multiplyExact);
    return new Model<>() {
      @Override
      public OptionalInt fixedBatchSize() {
        return OptionalInt.empty();
      }

      @Override
      public Batch<ByteBuffer> allocate(int capacity) {
        return new ConstantBatch(capacity, bytes);
      }
    };
  }

  @Override
  public void close() {}

  /** Slots side by side in direct memory, as a native runtime has them. */
  private static final class ConstantBatch implements Batch<ByteBuffer> {
    private final ByteBuffer[] slots;
    private final FloatBuffer answers;

    ConstantBatch(int capacity, int bytes) {
      ByteBuffer memory = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, bytes));
      slots = new ByteBuffer[capacity];
      for (int i = 0; i < capacity; i++) {
        slots[i] = memory.slice(i * bytes, bytes).order(ByteOrder.nativeOrder());
      }
      float[] scores = new float[capacity * CLASSES];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = 1f / (1 + i % CLASSES);
      }
      answers = FloatBuffer.wrap(scores);
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
      return new Outputs(answers, count, CLASSES);
    }

    @Override
    public void close() {}
  }
}
