package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.image.picture.Picture;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A model's image input as it is for one picture: its size, the order of its axes and how pixels
 * are written into it.
 */
final class ImageInput {
  private final Preprocessing preprocessing;
  private final ElementType type;
  private final Layout layout;
  private final int height;
  private final int width;

  private ImageInput(
      Preprocessing preprocessing, ElementType type, Layout layout, int height, int width) {
    this.preprocessing = preprocessing;
    this.type = type;
    this.layout = layout;
    this.height = height;
    this.width = width;
  }

  /**
   * The input for one picture.
   *
   * @throws PamiException if the tensor can't hold a picture, or not one of this preprocessing
   */
  static ImageInput of(TensorInfo tensor, Preprocessing preprocessing, Picture picture) {
    if (tensor.shape().size() != 4 || !tensor.type().isFraction()) {
      throw noPicture(tensor);
    }
    Layout layout = layout(tensor, preprocessing);
    int channels = tensor.shape().get(layout.channelAxis());
    if (channels != TensorInfo.FREE && channels != preprocessing.channels().count()) {
      throw new PamiException(
          "the model's input %s has %d channel%s, but preprocessing '%s' gives %s; %s"
              .formatted(
                  tensor,
                  channels,
                  channels == 1 ? "" : "s",
                  preprocessing.name(),
                  preprocessing.channels(),
                  channels == 1
                      ? "use grey-unit or a JSON file with \"channels\": \"GREY\""
                      : "use a JSON file that says what they are"));
    }
    int height =
        extent(tensor, layout.heightAxis(), preprocessing.height(), "height", preprocessing);
    int width;
    if (preprocessing.resize() == Resize.FIT_HEIGHT) {
      double natural = (double) height * picture.width() / picture.height();
      int fixed = tensor.shape().get(layout.widthAxis());
      width =
          fixed != TensorInfo.FREE
              ? fixed
              : (int) Math.max(1, Math.min(Math.ceil(natural), 16_384));
    } else {
      width = extent(tensor, layout.widthAxis(), preprocessing.width(), "width", preprocessing);
    }
    return new ImageInput(preprocessing, tensor.type(), layout, height, width);
  }

  private static Layout layout(TensorInfo tensor, Preprocessing preprocessing) {
    if (preprocessing.layout().isPresent()) {
      return preprocessing.layout().get();
    }
    boolean first = mayBeChannels(tensor.shape().get(1));
    boolean last = mayBeChannels(tensor.shape().get(3));
    if (first != last) {
      return first ? Layout.NCHW : Layout.NHWC;
    }
    boolean open =
        tensor.shape().get(1) == TensorInfo.FREE || tensor.shape().get(3) == TensorInfo.FREE;
    if (!first && !open) {
      throw noPicture(tensor);
    }
    throw new PamiException(
        "the model's input %s does not tell where its channels are: say \"layout\": \"NCHW\" or \"NHWC\" in a preprocessing file"
            .formatted(tensor));
  }

  private static PamiException noPicture(TensorInfo tensor) {
    return new PamiException(
        ("the model's input %s is no picture: a picture has the type float32, float16 or uint8 and"
                + " four axes, one of them of 1 or 3 channels")
            .formatted(tensor));
  }

  private static boolean mayBeChannels(int extent) {
    return extent == 1 || extent == 3;
  }

  private static int extent(
      TensorInfo tensor, int axis, int wanted, String what, Preprocessing preprocessing) {
    int own = tensor.shape().get(axis);
    if (own != TensorInfo.FREE) {
      return own;
    }
    if (wanted == 0) {
      throw new PamiException(
          "the model's input %s takes any %s, and preprocessing '%s' gives none: say \"size\": [height, width] in a preprocessing file"
              .formatted(tensor, what, preprocessing.name()));
    }
    return wanted;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** The extents of the tensor without the batch axis. */
  int[] shape() {
    int channels = preprocessing.channels().count();
    return layout == Layout.NCHW
        ? new int[] {channels, height, width}
        : new int[] {height, width, channels};
  }

  int channels() {
    return preprocessing.channels().count();
  }

  /**
   * Whether a channel's values of all pixels lie together, rather than a pixel's of all channels.
   */
  boolean isPlanar() {
    return layout == Layout.NCHW;
  }

  ElementType type() {
    return type;
  }

  /**
   * A picture as the model reads it.
   *
   * @param rgb {@code [height][width][3]} in 0..1
   */
  byte[] encode(float[] rgb) {
    int pixels = height * width;
    int channels = channels();
    byte[] bytes = new byte[pixels * channels * type.bytes()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int c = 0; c < channels; c++) {
      double mean = number(preprocessing.mean(), c);
      double std = number(preprocessing.std(), c);
      for (int i = 0; i < pixels; i++) {
        double pixel = preprocessing.channels().value(rgb, 3 * i, c) * 255.0;
        int index = isPlanar() ? c * pixels + i : i * channels + c;
        type.write(buffer, index, (float) ((pixel * preprocessing.scale() - mean) / std));
      }
    }
    return bytes;
  }

  private static double number(java.util.List<Double> numbers, int channel) {
    return numbers.get(numbers.size() == 1 ? 0 : channel);
  }
}
