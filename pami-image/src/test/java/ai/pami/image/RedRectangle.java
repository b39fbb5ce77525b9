package ai.pami.image;

import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import java.util.List;

/**
 * A picture of noise with a bright red rectangle, and models that know nothing but that rectangle:
 * their score 0 is the mean of its reds (of its greys for grey models), score 1 twice, score 2
 * minus that, pixels being 0..1.
 */
final class RedRectangle {
  static final int WIDTH = 24;
  static final int HEIGHT = 16;
  private static final int LEFT = 8;
  private static final int TOP = 4;
  private static final int RIGHT = 14;
  private static final int BOTTOM = 9;

  private RedRectangle() {}

  /** Reds up to 60, but 230 in the rectangle; greens and blues of all values. */
  static Picture picture() {
    Picture noise = TestPictures.noise(WIDTH, HEIGHT, 77);
    byte[] rgb = noise.toRgb();
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      rgb[3 * i] = (byte) (holds(i) ? 230 : noise.value(i, 0) % 60);
    }
    return Picture.of(WIDTH, HEIGHT, rgb);
  }

  /** The red of {@link #picture} in all channels. */
  static Picture greyPicture() {
    Picture picture = picture();
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) picture.value(i / 3, 0);
    }
    return Picture.of(WIDTH, HEIGHT, rgb);
  }

  /** Whether the rectangle holds a pixel of a picture of {@link #WIDTH}. */
  static boolean holds(int pixel) {
    int x = pixel % WIDTH;
    int y = pixel / WIDTH;
    return x >= LEFT && x < RIGHT && y >= TOP && y < BOTTOM;
  }

  /** How the pixels come to a model of {@link #model}. */
  static Preprocessing preprocessing(Channels channels) {
    return Preprocessing.RAW.ordered(channels).sized(HEIGHT, WIDTH);
  }

  /** A model of float32 numbers, {@code [any, 3, 16, 24]}, RGB. */
  static FunctionTensorModel model() {
    return model(ElementType.FLOAT32, Layout.NCHW, Channels.RGB, TensorInfo.FREE, false);
  }

  /**
   * A model that reads pixels 0..255.
   *
   * @param batch the only batch size it takes, or {@link TensorInfo#FREE}
   * @param anySize whether height and width are left open
   */
  static FunctionTensorModel model(
      ElementType type, Layout layout, Channels channels, int batch, boolean anySize) {
    int height = anySize ? TensorInfo.FREE : HEIGHT;
    int width = anySize ? TensorInfo.FREE : WIDTH;
    List<Integer> shape =
        layout == Layout.NCHW
            ? List.of(batch, channels.count(), height, width)
            : List.of(batch, height, width, channels.count());
    int red = channels == Channels.BGR ? 2 : 0;
    return new FunctionTensorModel(
        type, shape, numbers -> scores(numbers, layout, channels.count(), red));
  }

  private static float[] scores(float[] numbers, Layout layout, int channels, int red) {
    double sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      if (holds(i)) {
        sum += numbers[layout == Layout.NCHW ? red * WIDTH * HEIGHT + i : channels * i + red];
      }
    }
    float mean = (float) (sum / 255 / (RIGHT - LEFT) / (BOTTOM - TOP));
    return new float[] {mean, 2 * mean, -mean};
  }
}
