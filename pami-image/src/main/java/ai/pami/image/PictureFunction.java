package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.image.picture.Picture;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A function of pictures as the model that {@link ImageExplainer} asks: every masked copy is handed
 * over as a picture, {@code [height][width][3]} of 8-bit RGB, and the function does with it what it
 * likes.
 *
 * <pre>{@code
 * ImageExplainer.of(pictures -> service.classify(pictures), 224, 224).explain(picture, Targets.top(1));
 * }</pre>
 */
public final class PictureFunction implements TensorModel {
  private static final int CHANNELS = 3;

  private final Predictor<Picture> model;
  private final TensorInfo input;

  private PictureFunction(Predictor<Picture> model, int height, int width) {
    this.model = model;
    this.input =
        new TensorInfo(
            "picture", ElementType.UINT8, List.of(-1, free(height), free(width), CHANNELS));
  }

  private static int free(int extent) {
    if (extent < 0) {
      throw new IllegalArgumentException("a picture can't be %d pixels".formatted(extent));
    }
    return extent == 0 ? TensorInfo.FREE : extent;
  }

  /**
   * A model of pictures.
   *
   * @param height of the copies, in pixels; 0 for what the preprocessing says
   * @param width of the copies, in pixels; 0 for what the preprocessing says
   */
  public static PictureFunction of(Predictor<Picture> model, int height, int width) {
    return new PictureFunction(model, height, width);
  }

  /** How a picture is fitted by {@code given}, but with its colours left as they are. */
  public static Preprocessing preprocessing(Preprocessing given) {
    return given
        .named(given.name() + ", colours as they are")
        .ordered(Channels.RGB)
        .laidOut(Layout.NHWC)
        .normalised(1, 0, 1);
  }

  @Override
  public String name() {
    return provenance().getOrDefault("model", "model");
  }

  @Override
  public TensorInfo input() {
    return input;
  }

  @Override
  public TensorInfo output() {
    return new TensorInfo("scores", ElementType.FLOAT32, List.of(-1, -1));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public Model<ByteBuffer> shaped(int... shape) {
    if (shape.length != CHANNELS || shape[2] != CHANNELS) {
      throw new PamiException(
          "%s takes pictures of [height][width][3], not %s"
              .formatted(name(), Arrays.toString(shape)));
    }
    int bytes = Math.multiplyExact(Math.multiplyExact(shape[0], shape[1]), CHANNELS);
    return new PredictorModel<>(
        model, () -> ByteBuffer.allocate(bytes), slot -> picture(slot, shape[0], shape[1]));
  }

  private static Picture picture(ByteBuffer slot, int height, int width) {
    byte[] rgb = new byte[slot.limit()];
    slot.get(0, rgb);
    return Picture.of(width, height, rgb);
  }

  /** Does nothing: the model is closed by whoever opened it. */
  @Override
  public void close() {}
}
