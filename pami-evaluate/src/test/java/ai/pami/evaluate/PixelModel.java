package ai.pami.evaluate;

import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.Layout;
import ai.pami.image.Preprocessing;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A model whose answer is a known function of a picture's pixels, {@code [height][width][3]}. */
public final class PixelModel implements TensorModel {
  /** Inputs answered so far. */
  public final AtomicLong asked = new AtomicLong();

  private final int height;
  private final int width;
  private final String sha256;
  private final Function<float[], double[]> function;

  /**
   * @param function from pixels 0..255 to scores; called by several threads
   */
  public PixelModel(int height, int width, Function<float[], double[]> function) {
    this(height, width, "", function);
  }

  /**
   * @param sha256 what the model says it is
   */
  public PixelModel(int height, int width, String sha256, Function<float[], double[]> function) {
    this.height = height;
    this.width = width;
    this.sha256 = sha256;
    this.function = function;
  }

  /** The first score of a picture, not counted as asked. */
  public double score(Picture seen) {
    float[] numbers = seen.toFloats();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= 255;
    }
    return (float) function.apply(numbers)[0];
  }

  /** The weighted sum of the reds, over 255. */
  public static PixelModel additive(int height, int width, double[] weights) {
    return new PixelModel(
        height,
        width,
        numbers -> {
          double sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * numbers[3 * i] / 255;
          }
          return new double[] {sum, -sum};
        });
  }

  /** Two classes that depend on every number in a way of its own, scores in 0..1. */
  public static PixelModel wild(int height, int width, long seed) {
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
          return new double[] {p, 1 - p};
        });
  }

  /** Red is the same everywhere, green and blue are noise. */
  public static Picture picture(int width, int height, int red, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(seed).nextBytes(rgb);
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) red;
    }
    return Picture.of(width, height, rgb);
  }

  /** The answer to {@code [height][width][3]} numbers of 0..255. */
  public float[] answer(float[] pixels) {
    double[] scores = function.apply(pixels);
    float[] answer = new float[scores.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = (float) scores[i];
    }
    return answer;
  }

  /** An explainer of this model with {@code method}. */
  public ImageExplainer explainer(ImageMethod method) {
    return ImageExplainer.of(this, Preprocessing.RAW.laidOut(Layout.NHWC)).method(method);
  }

  /** Random pixels, none of them black. */
  public static Picture noise(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) random.nextInt(1, 256);
    }
    return Picture.of(width, height, rgb);
  }

  /** A picture whose pixels all have the value 1. */
  public static Picture ones(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 1);
    return Picture.of(width, height, rgb);
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
        return new Slots(capacity);
      }
    };
  }

  @Override
  public void close() {}

  private final class Slots implements Batch<ByteBuffer> {
    private final int numbers = 3 * height * width;
    private final List<ByteBuffer> slots = new ArrayList<>();

    Slots(int capacity) {
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
        float[] pixels = new float[numbers];
        slots.get(i).asFloatBuffer().get(0, pixels);
        float[] answer = answer(pixels);
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
