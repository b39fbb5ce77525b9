package ai.pami.bench;

import ai.pami.image.picture.Picture;
import java.util.SplittableRandom;

/**
 * A picture with edges and grain, so that partitioners have as much to do as with a photograph: 60
 * ellipses of random place, size and colour over a ramp, and noise on every value. The same bytes
 * at each call.
 */
final class TexturedPicture {
  /** The side of the usual model input, in pixels. */
  static final int SIDE = 224;

  private static final int ELLIPSES = 60;
  private static final int NOISE = 12;

  private TexturedPicture() {}

  /** The picture, {@value #SIDE} pixels square; a new object, so nothing remembered applies. */
  static Picture draw() {
    SplittableRandom random = new SplittableRandom(1);
    int[] values = new int[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = 60 + i / 3 % SIDE / 4 + i / (6 * SIDE);
    }
    for (int e = 0; e < ELLIPSES; e++) {
      fillEllipse(values, random);
    }
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < rgb.length; i++) {
      int noisy = values[i] + random.nextInt(-NOISE, NOISE + 1);
      rgb[i] = (byte) Math.max(0, Math.min(255, noisy));
    }
    return Picture.of(SIDE, SIDE, rgb);
  }

  private static void fillEllipse(int[] values, SplittableRandom random) {
    double centreX = random.nextDouble(SIDE);
    double centreY = random.nextDouble(SIDE);
    double radiusX = random.nextDouble(4, 50);
    double radiusY = random.nextDouble(4, 50);
    int[] colour = {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
    for (int y = 0; y < SIDE; y++) {
      double dy = (y - centreY) / radiusY;
      for (int x = 0; x < SIDE; x++) {
        double dx = (x - centreX) / radiusX;
        if (dx * dx + dy * dy <= 1) {
          System.arraycopy(colour, 0, values, 3 * (y * SIDE + x), 3);
        }
      }
    }
  }
}
