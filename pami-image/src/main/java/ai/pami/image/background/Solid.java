package ai.pami.image.background;

import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.awt.Color;

/** One colour everywhere. */
public final class Solid implements Background {
  /** All channels 0. */
  public static final Solid BLACK = new Solid("black", Color.BLACK);

  /** All channels 1. */
  public static final Solid WHITE = new Solid("white", Color.WHITE);

  /** All channels 128/255. */
  public static final Solid GREY = new Solid("grey", Color.GRAY);

  /**
   * The mean colour of ImageNet, (0.485, 0.456, 0.406): what a tensor of zeros shows to a model
   * with ImageNet's usual normalisation.
   */
  public static final Solid IMAGENET_MEAN =
      new Solid("imagenet-mean", new float[] {0.485f, 0.456f, 0.406f});

  private final String name;
  private final float[] rgb;

  private Solid(String name, Color colour) {
    this(name, colour.getRGBColorComponents(null));
  }

  private Solid(String name, float[] rgb) {
    this.name = name;
    this.rgb = rgb;
  }

  /** The given colour. */
  public static Solid of(Color colour) {
    return new Solid("#%06x".formatted(colour.getRGB() & 0xFFFFFF), colour);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float[] of(Picture picture, Regions regions) {
    float[] pixels = new float[3 * picture.width() * picture.height()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = rgb[i % 3];
    }
    return pixels;
  }
}
