package ai.pami.evaluate.study;

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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A model whose answer is a known function of the numbers in one input, [any, 3, h, w]. */
final class FunctionTensorModel implements TensorModel {
  /** Inputs answered so far. */
  final AtomicLong asked = new AtomicLong();

  private final int height;
  private final int width;
  private final String sha256;
  private final Function<float[], float[]> function;

  FunctionTensorModel(int height, int width, String sha256, Function<float[], float[]> function) {
    this.height = height;
    this.width = width;
    this.sha256 = sha256;
    this.function = function;
  }

  @Override
  public String name() {
    return "function";
  }

  @Override
  public TensorInfo input() {
    return new TensorInfo(
        "picture", ElementType.FLOAT32, List.of(TensorInfo.FREE, 3, height, width));
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
    return Map.of("model", name(), "model_sha256", sha256);
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
        return new Slots(capacity, 3 * height * width);
      }
    };
  }

  @Override
  public void close() {}

  private final class Slots implements Batch<ByteBuffer> {
    private final List<ByteBuffer> slots = new ArrayList<>();
    private final int numbers;

    Slots(int capacity, int numbers) {
      this.numbers = numbers;
      for (int i = 0; i < capacity; i++) {
        slots.add(ByteBuffer.allocateDirect(4 * numbers).order(ByteOrder.nativeOrder()));
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
      FloatBuffer all = null;
      int outputs = 0;
      for (int i = 0; i < count; i++) {
        asked.incrementAndGet();
        float[] input = new float[numbers];
        slots.get(i).asFloatBuffer().get(0, input);
        float[] answer = function.apply(input);
        outputs = answer.length;
        all = all == null ? FloatBuffer.allocate(count * outputs) : all;
        all.put(i * outputs, answer);
      }
      return new Outputs(all, count, outputs);
    }

    @Override
    public void close() {}
  }
}
