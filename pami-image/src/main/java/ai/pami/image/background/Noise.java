package ai.pami.image.background;

import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.SplittableRandom;

/** Uniform noise, each channel of each pixel on its own; the same for the same seed and size. */
public final class Noise implements Background {
  private final long seed;

  private Noise(long seed) {
    this.seed = seed;
  }

  public static Noise of(long seed) {
    return new Noise(seed);
  }

  @Override
  public String name() {
    return "noise(seed=%d)".formatted(seed);
  }

  @Override
  public float[] of(Picture picture, Regions regions) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[3 * picture.width() * picture.height()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    return pixels;
  }
}
