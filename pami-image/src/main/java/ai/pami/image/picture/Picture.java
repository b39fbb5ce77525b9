package ai.pami.image.picture;

import ai.pami.domain.Domain;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A picture as a model's owner thinks of it: rows of pixels of 8-bit red, green and blue, upright.
 * Immutable.
 */
public final class Picture {
  private final int width;
  private final int height;
  private final byte[] rgb;

  private Picture(int width, int height, byte[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * Reads a picture file: JPEG (grey, RGB, CMYK), PNG (palette, grey, RGB, 8 or 16 bit), GIF, BMP,
   * TIFF or WebP of at most {@value PictureReader#DEFAULT_MEGAPIXELS} megapixels. See {@link
   * PictureReader} for what happens to orientation, transparency and colour profiles, and to raise
   * the limit.
   *
   * @throws ai.pami.PamiException if there is no such file, it is no picture, is damaged or too
   *     large
   */
  public static Picture read(Path file) {
    return PictureReader.ofDefaults().read(file);
  }

  /**
   * A picture from pixel values.
   *
   * @param rgb {@code [height][width][3]}: red, green, blue, row by row; copied
   * @throws IllegalArgumentException if a side is below 1 or the array has another length
   */
  public static Picture of(int width, int height, byte[] rgb) {
    return wrap(width, height, rgb.clone());
  }

  /** As {@link #of}, for callers in this package that give the array away. */
  static Picture wrap(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(3, width * height)) {
      throw new IllegalArgumentException(
          "%d values for a picture of %dx%d".formatted(rgb.length, width, height));
    }
    return new Picture(width, height, rgb);
  }

  /**
   * A picture from shares of full colour, rounded to 8 bits: the way back from {@link #toFloats}.
   *
   * @param rgb {@code [height][width][3]}; what lies outside 0..1 is cut off
   */
  public static Picture of(int width, int height, float[] rgb) {
    byte[] bytes = new byte[rgb.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, rgb[i])));
    }
    return wrap(width, height, bytes);
  }

  /**
   * A picture from an image in memory; transparent pixels are blended over white. Values are taken
   * as stored, colour profiles are not applied.
   */
  public static Picture of(BufferedImage image) {
    return new PixelReader(image).picture();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels as the elements that can be kept or hidden, {@code [height][width]}. */
  public Domain domain() {
    return Domain.of(height, width);
  }

  /**
   * One channel of one pixel, 0..255.
   *
   * @param pixel {@code y * width + x}
   * @param channel 0 red, 1 green, 2 blue
   */
  public int value(int pixel, int channel) {
    return rgb[3 * pixel + channel] & 0xFF;
  }

  /** The pixels, {@code [height][width][3]}, red first, a copy. */
  public byte[] toRgb() {
    return rgb.clone();
  }

  /** The pixels, {@code [height][width][3]}, red first, 0..1. */
  public float[] toFloats() {
    float[] floats = new float[rgb.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (rgb[i] & 0xFF) / 255f;
    }
    return floats;
  }

  /** An RGB image for drawing and saving. */
  public BufferedImage toImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        row[x] = ((rgb[at] & 0xFF) << 16) | ((rgb[at + 1] & 0xFF) << 8) | (rgb[at + 2] & 0xFF);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  /**
   * The pixels of a rectangle.
   *
   * @throws IllegalArgumentException if it does not lie in the picture
   */
  public Picture crop(int x, int y, int width, int height) {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || x + width > this.width
        || y + height > this.height) {
      throw new IllegalArgumentException(
          "%dx%d at (%d, %d) is not inside %s".formatted(width, height, x, y, this));
    }
    byte[] part = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(rgb, 3 * ((y + row) * this.width + x), part, 3 * row * width, 3 * width);
    }
    return new Picture(width, height, part);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture that
        && width == that.width
        && height == that.height
        && Arrays.equals(rgb, that.rgb);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rgb);
  }

  /** For messages: {@code a picture of 640x480}. */
  @Override
  public String toString() {
    return "a picture of %dx%d".formatted(width, height);
  }
}
