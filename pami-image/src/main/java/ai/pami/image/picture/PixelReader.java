package ai.pami.image.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * Takes 8-bit RGB from an image of any layout. Grey, RGB and their 16-bit and alpha variants are
 * read from the stored samples, because Java's own conversion would bend grey values by a gamma
 * curve and colours by an embedded profile, and models are served with the values as stored.
 * Everything else (palettes, packed pixels) goes through the colour model.
 */
final class PixelReader {
  private final BufferedImage image;
  private final int width;
  private final byte[] rgb;

  PixelReader(BufferedImage image) {
    this.image = image;
    this.width = image.getWidth();
    this.rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, image.getHeight()))];
  }

  Picture picture() {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    int colourBands = colours.getNumColorComponents();
    boolean samples =
        image.getType() != BufferedImage.TYPE_BYTE_INDEXED
            && image.getType() != BufferedImage.TYPE_BYTE_BINARY
            && (colourBands == 1 || colourBands == 3)
            && raster.getNumBands() == colours.getNumComponents()
            && (raster.getTransferType() == DataBuffer.TYPE_BYTE
                || raster.getTransferType() == DataBuffer.TYPE_USHORT)
            && colours.getComponentSize(0) >= 8;
    for (int y = 0; y < image.getHeight(); y++) {
      if (samples) {
        readSamples(raster, y, colourBands, colours);
      } else {
        readColours(y);
      }
    }
    return Picture.wrap(width, image.getHeight(), rgb);
  }

  private void readSamples(Raster raster, int y, int colourBands, ColorModel colours) {
    int bands = raster.getNumBands();
    int max = (1 << colours.getComponentSize(0)) - 1;
    boolean alpha = bands > colourBands;
    int[] row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, (int[]) null);
    for (int x = 0; x < width; x++) {
      int opacity = alpha ? row[bands * x + bands - 1] : max;
      for (int c = 0; c < 3; c++) {
        int value = row[bands * x + (colourBands == 1 ? 0 : c)];
        if (opacity < max) {
          value =
              colours.isAlphaPremultiplied()
                  ? value + max - opacity
                  : (int) (((long) value * opacity + (long) max * (max - opacity)) / max);
        }
        rgb[3 * (y * width + x) + c] =
            (byte) (max == 255 ? value : Math.round(value * 255.0 / max));
      }
    }
  }

  private void readColours(int y) {
    int[] row = image.getRGB(0, y, width, 1, null, 0, width);
    for (int x = 0; x < width; x++) {
      int opacity = row[x] >>> 24;
      for (int c = 0; c < 3; c++) {
        int value = (row[x] >>> (16 - 8 * c)) & 0xFF;
        rgb[3 * (y * width + x) + c] = (byte) ((value * opacity + 255 * (255 - opacity)) / 255);
      }
    }
  }
}
