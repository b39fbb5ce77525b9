package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.PictureEncoding;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of picture files, such as a server that takes PNG, as one that explainers of pictures can
 * ask: every masked copy is encoded and handed over. What the server does to a picture is its own
 * affair, so copies are 8-bit RGB as they are, {@code [height][width][3]}.
 *
 * <pre>{@code
 * TensorModel model = EncodedPictures.of(files -> service.classify(files), PictureEncoding.PNG, 224, 224);
 * ImageExplainer.of(model, EncodedPictures.preprocessing(Preprocessing.RAW));
 * }</pre>
 */
public final class EncodedPictures implements TensorModel {
  private static final int CHANNELS = 3;

  private final Predictor<byte[]> model;
  private final PictureEncoding encoding;
  private final TensorInfo input;

  private EncodedPictures(
      Predictor<byte[]> model, PictureEncoding encoding, int height, int width) {
    this.model = model;
    this.encoding = encoding;
    this.input =
        new TensorInfo("picture", ElementType.UINT8, List.of(-1, free(height), free(width), 3));
  }

  private static int free(int extent) {
    if (extent < 0) {
      throw new IllegalArgumentException("a picture can't be %d pixels".formatted(extent));
    }
    return extent == 0 ? TensorInfo.FREE : extent;
  }

  /**
   * A model of files.
   *
   * @param height of the pictures sent, in pixels; 0 for what the preprocessing says
   * @param width of the pictures sent, in pixels; 0 for what the preprocessing says
   */
  public static EncodedPictures of(
      Predictor<byte[]> model, PictureEncoding encoding, int height, int width) {
    return new EncodedPictures(model, encoding, height, width);
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
    Map<String, String> facts = new LinkedHashMap<>(model.provenance());
    facts.put("sent as", encoding.toString());
    return facts;
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
        model, () -> ByteBuffer.allocate(bytes), slot -> encode(slot, shape[0], shape[1]));
  }

  private byte[] encode(ByteBuffer slot, int height, int width) {
    byte[] rgb = new byte[slot.limit()];
    slot.get(0, rgb);
    return encoding.encode(Picture.of(width, height, rgb));
  }

  /** Does nothing: the model is closed by whoever opened it. */
  @Override
  public void close() {}
}
