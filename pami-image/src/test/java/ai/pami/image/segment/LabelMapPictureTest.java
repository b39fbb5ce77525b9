package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Label maps from PNG files of all kinds. */
class LabelMapPictureTest {
  @TempDir private Path folder;

  @Test
  void greyLevelsAreLabels() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 3, 2, 0, new int[] {7, 7, 255, 0, 7, 255});
    assertThat(labels(image)).containsExactly(1, 1, 2, 0, 1, 2);
  }

  @Test
  void sixteenBitsOfGreyAreToldApart() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {40_001, 40_000, 65_535, 40_001});
    assertThat(labels(image)).containsExactly(1, 0, 2, 1);
  }

  @Test
  void blackAndWhiteAreTwoRegions() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {1, 0, 1});
    assertThat(labels(image)).containsExactly(1, 0, 1);
  }

  /** A palette may repeat a colour: what counts is the number that was written. */
  @Test
  void paletteNumbersAreLabels() throws IOException {
    byte[] grey = {50, 50, 10};
    IndexColorModel palette = new IndexColorModel(8, 3, grey, grey, grey);
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {2, 0, 1});
    assertThat(labels(image)).containsExactly(2, 0, 1);
  }

  @Test
  void equalColoursAreOneRegion() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 2, 2, new int[] {0x0000FF, 0xFF0000, 0x0000FE, 0xFF0000}, 0, 2);
    int[] labels = labels(image);
    assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(3);
    assertThat(labels[1]).isEqualTo(labels[3]);
  }

  @Test
  void coloursThatDifferInTransparencyAreTwoRegions() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 2, 1, new int[] {0x00123456, 0xFF123456}, 0, 2);
    assertThat(Arrays.stream(labels(image)).distinct().count()).isEqualTo(2);
  }

  /** No conversion of colours may merge two labels. */
  @ParameterizedTest(name = "{0} bits, colour {1}, alpha {2}")
  @CsvSource({
    "8, false, true",
    "16, false, true",
    "16, true, false",
    "16, true, true",
    "8, true, true"
  })
  void neighbouringValuesAreToldApart(int bits, boolean colour, boolean alpha) throws IOException {
    BufferedImage image = image(256, 1, bits, colour, alpha);
    int last = image.getRaster().getNumBands() - 1;
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x);
      if (alpha) {
        image.getRaster().setSample(x, 0, last, 255);
      }
    }
    assertThat(Arrays.stream(labels(image)).distinct().count()).isEqualTo(256);
  }

  private static BufferedImage image(
      int width, int height, int bits, boolean colour, boolean alpha) {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(colour ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
    return new BufferedImage(
        model, model.createCompatibleWritableRaster(width, height), false, null);
  }

  @Test
  void aMapOfAnotherSizeIsSquashedWithoutNewLabels() {
    LabelMap map = LabelMap.of("test", 3, 2, new int[] {5, 6, 7, 10, 20, 30});
    Partition larger = map.partition(SamplePictures.constant(6, 4, 0));
    assertThat(larger.labels())
        .containsExactly(0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 3, 3, 4, 4, 5, 5);
    Partition smaller = map.partition(SamplePictures.constant(1, 1, 0));
    assertThat(smaller.count()).isEqualTo(1);
    assertThat(map.partition(SamplePictures.constant(224, 97, 0)).count()).isEqualTo(6);
  }

  @Test
  void theGivenNumbersAreCopied() {
    int[] numbers = {1, 2};
    LabelMap map = LabelMap.of("test", 2, 1, numbers);
    numbers[1] = 1;
    assertThat(map.partition(SamplePictures.constant(2, 1, 0)).count()).isEqualTo(2);
  }

  @Test
  void whatIsNoPictureIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture at all");
    assertRefused(text, "no PNG or .npy file");
    assertRefused(folder.resolve("missing.png"), "not found");
    assertRefused(Files.createDirectory(folder.resolve("folder.png")), "folder.png");
    assertRefused(Files.createFile(folder.resolve("empty.png")), "empty.png");
  }

  @Test
  void aFileWithoutItsLastPixelsIsNamed() throws IOException {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
    int[] values = IntStream.range(0, 400).map(i -> i * i * 7 % 251).toArray();
    image.getRaster().setSamples(0, 0, 20, 20, 0, values);
    Path whole = folder.resolve("whole.png");
    ImageIO.write(image, "png", whole.toFile());
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.png");
    final int afterPixels = 21; // end of the zip stream, checksums, end chunk
    for (int length = 0; length < bytes.length - afterPixels; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertRefused(cut, "cut.png");
    }
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> LabelMap.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  /** The regions of an image written as PNG, read back and laid over a picture of its size. */
  private int[] labels(BufferedImage image) throws IOException {
    Path file = folder.resolve("map.png");
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    return LabelMap.read(file)
        .partition(SamplePictures.constant(image.getWidth(), image.getHeight(), 0))
        .labels();
  }
}
