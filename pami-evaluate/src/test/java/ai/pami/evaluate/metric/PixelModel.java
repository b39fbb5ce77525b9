package ai.pami.evaluate.metric;

import ai.pami.image.picture.Picture;
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
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A model of pictures of one size whose answer is a known function of {@code [height][width][3]}
 * numbers of 0..255.
 */
final class PixelModel implements TensorModel {
  /** Inputs answered so far. */
  final AtomicLong asked = new AtomicLong();

  private final int height;
  private final int width;
  private final Function<float[], float[]> function;

  PixelModel(int height, int width, Function<float[], float[]> function) {
    this.height = height;
    this.width = width;
    this.function = function;
  }

  /** The weighted sum of the reds, over 255. */
  static PixelModel additive(int height, int width, double[] weights) {
    return new PixelModel(
        height,
        width,
        numbers -> {
          double sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * numbers[3 * i] / 255;
          }
          return new float[] {(float) sum, (float) -sum};
        });
  }

  /** Two classes that depend on every number in a way of its own, scores in 0..1. */
  static PixelModel wild(int height, int width, long seed) {
    double[] weights =
        new SplittableRandom(seed).doubles(3L * height * width, -0.01, 0.01).toArray();
    return new PixelModel(
        height,
        width,
        numbers -> {
          double sum = 0;
          double square = 0;
          for (int i = 0; i < numbers.length; i++) {
            sum += weights[i] * numbers[i];
            square += weights[numbers.length - 1 - i] * numbers[i] * numbers[i] / 255;
          }
          double p = 1 / (1 + Math.exp(-sum * square));
          return new float[] {(float) p, (float) (1 - p)};
        });
  }

  /** Red is the same everywhere, green and blue are noise. */
  static Picture picture(int width, int height, int red, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(seed).nextBytes(rgb);
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) red;
    }
    return Picture.of(width, height, rgb);
  }

  /** The answer to {@code [height][width][3]} numbers of 0..255. */
  float[] answer(float[] numbers) {
    return function.apply(numbers);
  }

  @Override
  public String name() {
    return "pixels";
  }

  @Override
  public TensorInfo input() {
    return new TensorInfo(
        "picture", ElementType.FLOAT32, List.of(TensorInfo.FREE, height, width, 3));
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
    return Map.of("model", name());
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
        slots.add(
            ByteBuffer.allocateDirect(3 * height * width * Float.BYTES)
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
      asked.addAndGet(count);
      List<float[]> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        float[] numbers = new float[3 * height * width];
        for (int j = 0; j < numbers.length; j++) {
          numbers[j] = slots.get(i).getFloat(Float.BYTES * j);
        }
        answers.add(answer(numbers));
      }
      int outputs = answers.get(0).length;
      FloatBuffer all = FloatBuffer.allocate(count * outputs);
      answers.forEach(all::put);
      return new Outputs(all, count, outputs);
    }

    @Override
    public void close() {}
  }
}
