package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format that is promised, with the values as stored. */
class PictureFormatsTest {
  private static final Picture NOISE = TestPictures.noise(13, 9, 1);

  /** Signature and header chunk. */
  private static final int AFTER_PNG_HEADER = 8 + 12 + 13;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsGiveThePixelsBack(String format) {
    assertThat(read(TestPictures.encode(NOISE.toImage(), format))).isEqualTo(NOISE);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aJpegIsReadAsItsDecoderGivesIt(boolean progressive) {
    byte[] jpeg = TestPictures.jpeg(quadrants(64, 48).toImage(), progressive);
    assertThat(read(jpeg)).isEqualTo(Picture.of(TestPictures.decode(jpeg)));
    assertQuadrants(read(jpeg), 3, 0xC83214, 0x14C832, 0x3214C8, 0xC8C8C8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "tiff", "gif"})
  void greyFilesGiveTheStoredValues(String format) {
    BufferedImage image = new BufferedImage(64, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64 * 16; i++) {
      // Steps of whole 8x8 blocks, which a JPEG keeps.
      image.getRaster().setSample(i % 64, i / 64, 0, 32 * (i % 64 / 8) + 10);
    }
    Picture read = read(TestPictures.encode(image, format));
    for (int i = 0; i < 64 * 16; i++) {
      int stored = image.getRaster().getSample(i % 64, i / 64, 0);
      for (int c = 0; c < 3; c++) {
        assertThat(read.value(i, c)).isBetween(stored - 2, stored + 2);
      }
    }
  }

  @Test
  void sixteenBitGreyBecomesEightBits() {
    BufferedImage image = new BufferedImage(256, 2, BufferedImage.TYPE_USHORT_GRAY);
    for (int v = 0; v < 256; v++) {
      image.getRaster().setSample(v, 0, 0, 257 * v);
      image.getRaster().setSample(v, 1, 0, Math.min(65535, 257 * v + 128));
    }
    Picture read = read(TestPictures.encode(image, "png"));
    for (int v = 0; v < 256; v++) {
      assertThat(TestPictures.colour(read, v, 0)).isEqualTo(0x010101 * v);
      assertThat(TestPictures.colour(read, v, 1)).isEqualTo(0x010101 * v);
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void sixteenBitColoursBecomeEightBits(boolean alpha) {
    BufferedImage image = sixteenBit(13, 9, ColorSpace.CS_sRGB, alpha);
    for (int i = 0; i < 13 * 9; i++) {
      for (int c = 0; c < 3; c++) {
        image.getRaster().setSample(i % 13, i / 13, c, 257 * NOISE.value(i, c));
      }
      if (alpha) {
        image.getRaster().setSample(i % 13, i / 13, 3, 65535);
      }
    }
    assertThat(read(TestPictures.encode(image, "png"))).isEqualTo(NOISE);
  }

  @Test
  void transparentPngIsBlendedOverWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, new Color(10, 20, 30, 0).getRGB());
    image.setRGB(1, 0, new Color(0, 100, 255, 51).getRGB());
    image.setRGB(2, 0, new Color(10, 20, 30, 255).getRGB());
    assertColours(read(TestPictures.encode(image, "png")), 0xFFFFFF, 0xCCE0FF, 0x0A141E);
  }

  @Test
  void greyPngWithTransparencyIsBlendedOverWhite() {
    BufferedImage image = sixteenBit(3, 1, ColorSpace.CS_GRAY, true);
    int[][] greyAndOpacity = {{0, 0}, {257 * 100, 257 * 51}, {257 * 30, 65535}};
    for (int x = 0; x < 3; x++) {
      image.getRaster().setPixel(x, 0, greyAndOpacity[x]);
    }
    assertColours(read(TestPictures.encode(image, "png")), 0xFFFFFF, 0xE0E0E0, 0x1E1E1E);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void paletteColoursAreLookedUp(String format) {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette(255));
    IntStream.range(0, 3).forEach(x -> image.getRaster().setSample(x, 0, 0, x));
    assertColours(read(TestPictures.encode(image, format)), 0xC83214, 0x14C832, 0x3214C8);
  }

  @ParameterizedTest
  @CsvSource({"png, 0, 0xFFFFFF", "gif, 0, 0xFFFFFF", "png, 51, 0xF4D6D0"})
  void transparentPaletteEntriesAreBlendedOverWhite(String format, int opacity, String blended) {
    BufferedImage image =
        new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette(opacity));
    IntStream.range(0, 3).forEach(x -> image.getRaster().setSample(x, 0, 0, x));
    assertColours(
        read(TestPictures.encode(image, format)), Integer.decode(blended), 0x14C832, 0x3214C8);
  }

  /** A PNG may name one colour that is transparent instead of holding an alpha channel. */
  @Test
  void aTransparentColourIsWhite() {
    Picture picture = Picture.of(2, 1, new byte[] {9, 8, 7, 100, 110, 120});
    byte[] png = TestPictures.encode(picture.toImage(), "png");
    byte[] key = TestPictures.pngChunk("tRNS", new byte[] {0, 9, 0, 8, 0, 7});
    assertColours(read(TestPictures.insert(png, AFTER_PNG_HEADER, key)), 0xFFFFFF, 0x646E78);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
  void oneBitAPixelIsBlackAndWhite(String format) {
    BufferedImage image = new BufferedImage(11, 9, BufferedImage.TYPE_BYTE_BINARY);
    for (int i = 0; i < 99; i++) {
      image.getRaster().setSample(i % 11, i / 11, 0, i * i % 3 == 1 ? 1 : 0);
    }
    Picture read = read(TestPictures.encode(image, format));
    for (int i = 0; i < 99; i++) {
      assertThat(TestPictures.colour(read, i % 11, i / 11))
          .isEqualTo(i * i % 3 == 1 ? 0xFFFFFF : 0);
    }
  }

  /** A profile of linear light, which would brighten everything. */
  @Test
  void anEmbeddedColourProfileIsNotApplied() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] jpeg = TestPictures.jpeg(quadrants(64, 48).toImage(), false);
    ByteBuffer segment = ByteBuffer.allocate(18 + profile.length);
    segment.putShort((short) 0xFFE2).putShort((short) (16 + profile.length));
    segment.put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1)).put(profile);
    // After the start marker and the JFIF segment of 18 bytes.
    assertThat(read(TestPictures.insert(jpeg, 20, segment.array()))).isEqualTo(read(jpeg));

    byte[] deflated = new byte[profile.length + 100];
    Deflater deflater = new Deflater();
    deflater.setInput(profile);
    deflater.finish();
    int length = deflater.deflate(deflated);
    deflater.end();
    byte[] named = TestPictures.insert(Arrays.copyOf(deflated, length), 0, new byte[] {'p', 0, 0});
    byte[] png = TestPictures.encode(NOISE.toImage(), "png");
    byte[] chunk = TestPictures.pngChunk("iCCP", named);
    assertThat(read(TestPictures.insert(png, AFTER_PNG_HEADER, chunk))).isEqualTo(NOISE);
  }

  /** Inks 0..255 of cyan, magenta, yellow and black as in test resource cmyk.jpg, 16x16 each. */
  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "ycck.jpg"})
  void cmykBecomesRgb(String name) {
    assertQuadrants(
        read(TestPictures.resource(name)),
        8,
        rgbOfInks(0, 200, 220, 40),
        rgbOfInks(180, 0, 200, 0),
        rgbOfInks(0, 0, 0, 128),
        rgbOfInks(30, 60, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"lossless.webp, 0", "lossy.webp, 6"})
  void webpIsRead(String name, int tolerance) {
    Picture picture = read(TestPictures.resource(name));
    assertThat(picture).hasToString("a picture of 32x32");
    assertQuadrants(picture, tolerance, 0xC83214, 0x14C832, 0x3214C8, 0xC8C8C8);
  }

  @Test
  void ofAnAnimationTheFirstFrameIsRead() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int colour : new int[] {0xC83214, 0x14C832, 0x3214C8}) {
        BufferedImage frame = TestPictures.flat(7, 5, colour).toImage();
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    assertThat(read(bytes.toByteArray())).isEqualTo(TestPictures.flat(7, 5, 0xC83214));
  }

  private Picture read(byte[] file) {
    return TestPictures.read(folder, "picture", file);
  }

  private static BufferedImage sixteenBit(int width, int height, int colours, boolean alpha) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(colours),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(width, height);
    return new BufferedImage(model, raster, false, null);
  }

  private static IndexColorModel palette(int opacityOfFirst) {
    byte[] red = Arrays.copyOf(new byte[] {(byte) 200, 20, 50}, 256);
    byte[] green = Arrays.copyOf(new byte[] {50, (byte) 200, 20}, 256);
    byte[] blue = Arrays.copyOf(new byte[] {20, 50, (byte) 200}, 256);
    byte[] opacity = new byte[256];
    Arrays.fill(opacity, (byte) 255);
    opacity[0] = (byte) opacityOfFirst;
    return opacityOfFirst == 255
        ? new IndexColorModel(8, 256, red, green, blue)
        : new IndexColorModel(8, 256, red, green, blue, opacity);
  }

  private static Picture quadrants(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    int[] colours = {0xC83214, 0x14C832, 0x3214C8, 0xC8C8C8};
    for (int i = 0; i < width * height; i++) {
      int colour = colours[(i / width * 2 / height) * 2 + i % width * 2 / width];
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (colour >> (16 - 8 * c));
      }
    }
    return Picture.of(width, height, rgb);
  }

  /** What is left of white light after the inks, without a colour profile. */
  private static int rgbOfInks(int cyan, int magenta, int yellow, int black) {
    int colour = 0;
    for (int ink : new int[] {cyan, magenta, yellow}) {
      colour = colour << 8 | (255 - ink) * (255 - black) / 255;
    }
    return colour;
  }

  private static void assertColours(Picture picture, int... colours) {
    for (int x = 0; x < colours.length; x++) {
      assertThat(TestPictures.colour(picture, x, 0)).as("pixel %d", x).isEqualTo(colours[x]);
    }
  }

  /** The middle pixels of the four quarters: top left, top right, bottom left, bottom right. */
  private static void assertQuadrants(Picture picture, int tolerance, int... colours) {
    for (int q = 0; q < 4; q++) {
      int x = picture.width() / 4 + q % 2 * picture.width() / 2;
      int y = picture.height() / 4 + q / 2 * picture.height() / 2;
      for (int c = 0; c < 3; c++) {
        int wanted = colours[q] >> (16 - 8 * c) & 0xFF;
        assertThat(picture.value(y * picture.width() + x, c))
            .as("quarter %d, channel %d", q, c)
            .isBetween(wanted - tolerance, wanted + tolerance);
      }
    }
  }
}
