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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** A model of 224x224 pictures that answers as a function says, such as not looking at them. */
final class AnswerModel implements TensorModel {
  private static final int BYTES = 3 * 224 * 224 * Float.BYTES;

  private final String name;
  private final Function<ByteBuffer, float[]> answer;

  /**
   * @param answer the class scores of one input; called by several threads
   */
  AnswerModel(String name, Function<ByteBuffer, float[]> answer) {
    this.name = name;
    this.answer = answer;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TensorInfo input() {
    return new TensorInfo("input", ElementType.FLOAT32, List.of(TensorInfo.FREE, 3, 224, 224));
  }

  @Override
  public TensorInfo output() {
    return new TensorInfo("scores", ElementType.FLOAT32, List.of(TensorInfo.FREE, TensorInfo.FREE));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("model", name);
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    return new Model<>() {
      @Override
      public OptionalInt fixedBatchSize() {
        return OptionalInt.empty();
      }

      @Override
      public Batch<ByteBuffer> allocate(int capacity) {
        return new Slots(capacity);
      }
    };
  }

  @Override
  public void close() {}

  private final class Slots implements Batch<ByteBuffer> {
    private final List<ByteBuffer> slots = new ArrayList<>();

    Slots(int capacity) {
      for (int i = 0; i < capacity; i++) {
        slots.add(ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder()));
      }
    }

    @Override
    public int capacity() {
      return slots.size();
    }

    @Override
    public ByteBuffer slot(int index) {
      return slots.get(index);
    }

    @Override
    public Outputs run(int count) {
      float[] first = answer.apply(slots.get(0));
      FloatBuffer all = FloatBuffer.allocate(count * first.length).put(first);
      for (int i = 1; i < count; i++) {
        all.put(answer.apply(slots.get(i)));
      }
      return new Outputs(all.rewind(), count, first.length);
    }

    @Override
    public void close() {}
  }
}
