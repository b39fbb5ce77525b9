package ai.pami.evaluate.method;

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
final class PixelModel implements TensorModel {
  /** Inputs answered so far. */
  final AtomicLong asked = new AtomicLong();

  private final int height;
  private final int width;
  private final Function<float[], double[]> function;

  /**
   * @param function from pixels 0..255 to scores; called by several threads
   */
  PixelModel(int height, int width, Function<float[], double[]> function) {
    this.height = height;
    this.width = width;
    this.function = function;
  }

  /** An explainer of this model with {@code method}. */
  ImageExplainer explainer(ImageMethod method) {
    return ImageExplainer.of(this, Preprocessing.RAW.laidOut(Layout.NHWC)).method(method);
  }

  /** Random pixels, none of them black. */
  static Picture noise(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) random.nextInt(1, 256);
    }
    return Picture.of(width, height, rgb);
  }

  /** A picture whose pixels all have the value 1. */
  static Picture ones(int width, int height) {
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
        double[] answer = function.apply(pixels);
        outputs = answer.length;
        all = all == null ? FloatBuffer.allocate(count * outputs) : all;
        for (int k = 0; k < outputs; k++) {
          all.put(i * outputs + k, (float) answer[k]);
        }
      }
      return new Outputs(all, count, outputs);
    }

    @Override
    public void close() {}
  }
}
