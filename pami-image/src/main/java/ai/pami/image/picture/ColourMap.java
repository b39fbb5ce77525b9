package ai.pami.image.picture;

import net.mahdilamb.colormap.Colormap;
import net.mahdilamb.colormap.Colormaps;

/** Colours for numbers in 0..1. */
public enum ColourMap {
  /**
   * Matplotlib's default: dark blue over green to yellow, even to the eye, safe for the
   * colour-blind.
   */
  VIRIDIS("viridis"),
  /** Black over purple and orange to light yellow. */
  INFERNO("inferno"),
  /** Blue over green and yellow to red: strong contrast, not even to the eye. */
  TURBO("turbo");

  @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor and never changed
  private final int[] table = new int[256];

  ColourMap(String name) {
    Colormap colours = Colormaps.get(name);
    for (int i = 0; i < table.length; i++) {
      // Matplotlib cuts fractions off where java.awt.Color rounds.
      float[] rgb = colours.get(i / 255f).getRGBColorComponents(null);
      table[i] = ((int) (rgb[0] * 255) << 16) | ((int) (rgb[1] * 255) << 8) | (int) (rgb[2] * 255);
    }
  }

  /**
   * The colour of a number as 0xRRGGBB; below 0 as 0, above 1 as 1. There are 256 colours; a number
   * takes that of its 8-bit value, the fraction cut off.
   */
  public int rgb(double value) {
    return table[(int) Math.max(0, Math.min(255, value * 255))];
  }

  /** A picture of numbers in 0..1, {@code [height * width]}. */
  public Picture colour(int width, int height, double[] values) {
    byte[] rgb = new byte[3 * values.length];
    for (int i = 0; i < values.length; i++) {
      int colour = rgb(values[i]);
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    return Picture.wrap(width, height, rgb);
  }
}
