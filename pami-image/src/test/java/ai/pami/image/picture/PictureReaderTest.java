package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.pami.PamiException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir Path folder;

  @Test
  void aMissingFileIsNamed() {
    assertRefused(folder.resolve("no-such.jpg"), "picture not found");
  }

  @Test
  void aFolderIsNoPicture() {
    assertRefused(folder, "not a picture but a folder");
  }

  @Test
  void anEmptyFileIsNoPicture() {
    assertRefused(TestPictures.write(folder, "empty.png", new byte[0]), "not a picture");
  }

  @Test
  void textIsNoPictureWhateverItsName() {
    byte[] text = "just a line of text\n".getBytes(StandardCharsets.UTF_8);
    assertRefused(TestPictures.write(folder, "text.jpg", text), "JPEG, PNG, GIF, BMP, TIFF");
  }

  @Test
  void aFileWithoutPermissionIsNamed() {
    byte[] png = TestPictures.encode(TestPictures.noise(3, 2, 1).toImage(), "png");
    Path file = TestPictures.write(folder, "secret.png", png);
    boolean denied = file.toFile().setReadable(false) && !Files.isReadable(file);
    assumeThat(denied).as("permissions bind this user").isTrue();
    assertRefused(file, "check its permissions");
  }

  @Test
  void aPictureIsKnownByItsContentNotItsName() {
    Picture picture = TestPictures.noise(5, 4, 2);
    byte[] png = TestPictures.encode(picture.toImage(), "png");
    assertThat(TestPictures.read(folder, "really a png.jpg", png)).isEqualTo(picture);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10000, 10", "10, 10000", "1, 3000", "17, 1"})
  void anyShapeIsReadBackPixelByPixel(int width, int height) {
    Picture picture = TestPictures.noise(width, height, 3);
    byte[] png = TestPictures.encode(picture.toImage(), "png");
    Picture read = TestPictures.read(folder, "shape.png", png);
    assertThat(read).isEqualTo(picture);
    assertThat(read).hasToString("a picture of %dx%d".formatted(width, height));
  }

  /** Three kilobytes could ask for ten gigabytes; the test's heap is far smaller. */
  @ParameterizedTest
  @CsvSource({
    "10000, 10000, 100.0",
    "60000, 60000, 3600.0",
    "2147483647, 2147483647, 4611686014132.4"
  })
  void aClaimOfTooManyPixelsIsRefusedBeforeMemoryIsTaken(int width, int height, String claimed) {
    byte[] bomb = TestPictures.pngOf(width, height, 8, 2, new byte[100]);
    assertRefused(
        TestPictures.write(folder, "bomb.png", bomb),
        "too large",
        "%dx%d".formatted(width, height),
        claimed + " megapixels",
        "the limit is 50");
  }

  @Test
  void theLimitCanBeRaised() {
    // One bit a pixel, so that what is allowed to be decoded stays small.
    byte[] claim = TestPictures.pngOf(10_000, 10_000, 1, 0, new byte[100]);
    Path file = TestPictures.write(folder, "large.png", claim);
    assertThatThrownBy(() -> PictureReader.withLimit(99.9).read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("the limit is 99.9");
    assertThatThrownBy(() -> PictureReader.withLimit(100).read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void theLimitItselfIsStillRead() {
    byte[] png = TestPictures.encode(TestPictures.noise(100, 100, 4).toImage(), "png");
    Path file = TestPictures.write(folder, "small.png", png);
    assertThat(PictureReader.withLimit(0.01).read(file).width()).isEqualTo(100);
    assertThatThrownBy(() -> PictureReader.withLimit(0.0099).read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("0.0099");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLimitMustBeAPositiveNumber(double megapixels) {
    assertThatThrownBy(() -> PictureReader.withLimit(megapixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(megapixels));
  }

  private static void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> Picture.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }
}
