package ai.pami.image.segment;

import ai.pami.image.picture.Picture;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures made on the spot, the same at every run. */
public final class SamplePictures {
  private SamplePictures() {}

  /** The value, 0..255, of a channel of a pixel. */
  @FunctionalInterface
  public interface Values {
    int at(int x, int y, int channel);
  }

  public static Picture of(int width, int height, Values values) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3;
      rgb[i] = (byte) values.at(pixel % width, pixel / width, i % 3);
    }
    return Picture.of(width, height, rgb);
  }

  public static Picture constant(int width, int height, int value) {
    return of(width, height, (x, y, channel) -> value);
  }

  public static Picture noise(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return of(width, height, (x, y, channel) -> random.nextInt(256));
  }

  /**
   * Soft waves of colour with a little noise and a few hard edges: what photographs are made of.
   */
  public static Picture scene(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double phase = random.nextDouble(6);
    return of(
        width,
        height,
        (x, y, channel) -> {
          double wave = Math.sin(x / 17.0 + phase + channel) * Math.cos(y / 13.0 - channel);
          int patch = (x / 40 + 2 * (y / 30) + channel) % 3 * 40;
          return (int) (70 + 50 * wave + patch + random.nextInt(12));
        });
  }

  /** Dark blue left of column {@code border}, light yellow from it on. */
  public static Picture leftAndRight(int width, int height, int border) {
    return of(width, height, (x, y, channel) -> colour(x < border, channel));
  }

  /** Dark blue above row {@code border}, light yellow from it on. */
  public static Picture aboveAndBelow(int width, int height, int border) {
    return of(width, height, (x, y, channel) -> colour(y < border, channel));
  }

  private static int colour(boolean dark, int channel) {
    return dark ? (channel == 2 ? 90 : 10) : (channel == 2 ? 120 : 245);
  }

  /** Pictures of all sorts and awkward sizes. */
  public static List<Picture> all() {
    return List.of(
        noise(1, 1, 1),
        noise(1, 200, 2),
        noise(200, 1, 3),
        noise(3, 2, 4),
        noise(3, 3, 5),
        noise(2, 50, 6),
        constant(64, 48, 0),
        constant(48, 64, 130),
        noise(64, 48, 7),
        leftAndRight(64, 48, 29),
        scene(64, 48, 8),
        scene(300, 200, 9));
  }
}
