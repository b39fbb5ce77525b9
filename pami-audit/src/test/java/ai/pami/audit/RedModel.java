package ai.pami.audit;

import ai.pami.image.Channels;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A model that looks at one place: the redder the square around it, the higher its first score; the
 * second is 1 less that.
 *
 * @param hash what it says its SHA-256 is
 * @param placeX the column it looks at
 * @param shift added to every score
 * @param asked inputs answered so far
 */
record RedModel(String hash, int placeX, float shift, AtomicLong asked) implements TensorModel {
  static final int WIDTH = 20;
  static final int HEIGHT = 14;
  static final Preprocessing PREPROCESSING =
      Preprocessing.RAW.named("red").ordered(Channels.RGB).sized(HEIGHT, WIDTH);

  static RedModel left() {
    return new RedModel("left", 5, 0, new AtomicLong());
  }

  static RedModel right() {
    return new RedModel("right", 15, 0, new AtomicLong());
  }

  static Picture picture(long seed) {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    SplittableRandom random = new SplittableRandom(seed);
    IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) (128 + random.nextInt(128)));
    return Picture.of(WIDTH, HEIGHT, rgb);
  }

  @Override
  public String name() {
    return "red.onnx";
  }

  @Override
  public TensorInfo input() {
    return new TensorInfo("data", ElementType.FLOAT32, List.of(-1, 3, HEIGHT, WIDTH));
  }

  @Override
  public TensorInfo output() {
    return new TensorInfo("scores", ElementType.FLOAT32, List.of(-1, 2));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("model", name(), "model_sha256", hash);
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
        slots.add(ByteBuffer.allocate(4 * 3 * WIDTH * HEIGHT).order(ByteOrder.nativeOrder()));
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
      FloatBuffer answers = FloatBuffer.allocate(2 * count);
      for (int i = 0; i < count; i++) {
        asked.incrementAndGet();
        float red = 0;
        for (int y = 4; y < 9; y++) {
          for (int x = placeX - 2; x <= placeX + 2; x++) {
            red += slots.get(i).getFloat(4 * (y * WIDTH + x)) / 255 / 25;
          }
        }
        answers.put(red + shift).put(1 - red + shift);
      }
      return new Outputs(answers.flip(), count, 2);
    }

    @Override
    public void close() {}
  }
}
