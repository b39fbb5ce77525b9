package ai.pami.evaluate.metric;

import ai.pami.domain.Regions;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import ai.pami.image.picture.Picture;
import java.util.Arrays;

/**
 * What zeros look like in an input that is normalised with ImageNet's mean: the colour (0.485,
 * 0.456, 0.406) of 0..1.
 */
final class ImageNetZero implements Background {
  /** Zeros everywhere. */
  static final ImageNetZero COLOUR = new ImageNetZero(false);

  /** RISE's blur, 11 pixels, sigma 5, with zeros beyond the border. */
  static final ImageNetZero BLUR = new ImageNetZero(true);

  private static final float[] RGB = {0.485f, 0.456f, 0.406f};

  private final boolean blurs;

  private ImageNetZero(boolean blurs) {
    this.blurs = blurs;
  }

  @Override
  public String name() {
    return blurs ? "blur(size=11, sigma=5, border=imagenet-mean)" : "imagenet-mean";
  }

  @Override
  public float[] of(Picture picture, Regions regions) {
    float[] pixels = new float[3 * picture.width() * picture.height()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = RGB[i % 3];
    }
    return blurs ? blurredOver(pixels, picture, regions) : pixels;
  }

  private static float[] blurredOver(float[] zeros, Picture picture, Regions regions) {
    Blur blur = Blur.of(11, 5, Blur.Border.ZERO);
    float[] blurred = blur.of(picture, regions);
    // Blurring a white picture gives the share of the kernel that lies on the picture.
    byte[] white = new byte[zeros.length];
    Arrays.fill(white, (byte) 255);
    float[] inside = blur.of(Picture.of(picture.width(), picture.height(), white), regions);
    for (int i = 0; i < blurred.length; i++) {
      blurred[i] += (1 - inside[i]) * zeros[i];
    }
    return blurred;
  }
}
