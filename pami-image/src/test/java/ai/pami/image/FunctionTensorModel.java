package ai.pami.image;

import ai.pami.PamiException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A tensor model whose answer is a known function of the numbers in one input. */
final class FunctionTensorModel implements TensorModel {
  /** Inputs answered so far. */
  final AtomicLong asked = new AtomicLong();

  /** The most inputs that one call held. */
  final AtomicInteger largestBatch = new AtomicInteger();

  private final TensorInfo input;
  private final Map<String, String> metadata;
  private final Function<float[], float[]> function;

  /**
   * @param shape of the input, batch first; {@link TensorInfo#FREE} where any is accepted
   * @param function from one input's numbers, last axis fastest, to its output's; called by several
   *     threads
   */
  FunctionTensorModel(ElementType type, List<Integer> shape, Function<float[], float[]> function) {
    this(new TensorInfo("picture", type, shape), Map.of(), function);
  }

  private FunctionTensorModel(
      TensorInfo input, Map<String, String> metadata, Function<float[], float[]> function) {
    this.input = input;
    this.metadata = metadata;
    this.function = function;
  }

  /** The same model with something written into it by its author. */
  FunctionTensorModel withMetadata(Map<String, String> metadata) {
    return new FunctionTensorModel(input, metadata, function);
  }

  /** The same model, but every input takes so long. */
  FunctionTensorModel slowedBy(int millis) {
    return new FunctionTensorModel(
        input,
        metadata,
        numbers -> {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return function.apply(numbers);
        });
  }

  @Override
  public String name() {
    return "function";
  }

  @Override
  public TensorInfo input() {
    return input;
  }

  @Override
  public TensorInfo output() {
    return new TensorInfo("scores", ElementType.FLOAT32, List.of(TensorInfo.FREE, TensorInfo.FREE));
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("model", name());
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    int numbers = 1;
    for (int axis = 0; axis < inputShape.length; axis++) {
      int own = input.shape().get(axis + 1);
      if (own != TensorInfo.FREE && own != inputShape[axis]) {
        throw new PamiException("%s does not take %d".formatted(input, inputShape[axis]));
      }
      numbers *= inputShape[axis];
    }
    int fixed = input.shape().get(0);
    int inputNumbers = numbers;
    return new Model<>() {
      @Override
      public OptionalInt fixedBatchSize() {
        return fixed == TensorInfo.FREE ? OptionalInt.empty() : OptionalInt.of(fixed);
      }

      @Override
      public Batch<ByteBuffer> allocate(int capacity) {
        if (fixed != TensorInfo.FREE && capacity != fixed) {
          throw new PamiException("a batch of %d instead of %d".formatted(capacity, fixed));
        }
        return new Slots(capacity, inputNumbers);
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
        slots.add(
            ByteBuffer.allocateDirect(numbers * input.type().bytes())
                .order(ByteOrder.nativeOrder()));
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
      largestBatch.accumulateAndGet(count, Math::max);
      FloatBuffer all = null;
      int outputs = 0;
      for (int i = 0; i < count; i++) {
        asked.incrementAndGet();
        float[] answer = function.apply(decode(slots.get(i), numbers));
        outputs = answer.length;
        all = all == null ? FloatBuffer.allocate(count * outputs) : all;
        all.put(i * outputs, answer);
      }
      return new Outputs(all, count, outputs);
    }

    @Override
    public void close() {}
  }

  private float[] decode(ByteBuffer slot, int numbers) {
    float[] decoded = new float[numbers];
    for (int i = 0; i < numbers; i++) {
      decoded[i] =
          switch (input.type()) {
            case FLOAT32 -> slot.getFloat(4 * i);
            case FLOAT16 -> half(slot.getShort(2 * i));
            case UINT8 -> slot.get(i) & 0xFF;
            default -> throw new IllegalStateException("no numbers in " + input);
          };
    }
    return decoded;
  }

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double magnitude =
        exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
    return (float) (bits < 0 ? -magnitude : magnitude);
  }
}
