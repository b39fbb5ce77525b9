package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is refused by name, never half read and never with another exception. */
@Timeout(60)
class DamagedPictureTest {
  private static final Picture PICTURE = TestPictures.noise(64, 48, 1);

  @TempDir Path folder;

  private static byte[] whole(String kind) {
    return switch (kind) {
      case "jpeg" -> TestPictures.jpeg(PICTURE.toImage(), false);
      case "progressive" -> TestPictures.jpeg(PICTURE.toImage(), true);
      case "cmyk" -> TestPictures.resource("cmyk.jpg");
      case "webp" -> TestPictures.resource("lossy.webp");
      case "lossless" -> TestPictures.resource("lossless.webp");
      default -> TestPictures.encode(PICTURE.toImage(), kind);
    };
  }

  static Stream<Arguments> cuts() {
    return Stream.of("png", "jpeg", "progressive", "cmyk", "gif", "bmp", "tiff", "webp", "lossless")
        .flatMap(kind -> Stream.of(25, 50, 75, 95).map(p -> Arguments.of(kind, p)));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aFileCutShortIsRefused(String kind, int percent) {
    byte[] bytes = whole(kind);
    byte[] cut = Arrays.copyOf(bytes, bytes.length * percent / 100);
    Path file = TestPictures.write(folder, "cut-" + percent + "." + kind, cut);
    assertThatThrownBy(() -> Picture.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "progressive"})
  void aJpegCutAnywhereInItsScanDataIsRefused(String kind) {
    byte[] bytes = whole(kind);
    int scan = indexOfMarker(bytes, 0xDA);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 30; i++) {
      int length = random.nextInt(scan + 14, bytes.length - 2);
      Path file = TestPictures.write(folder, "scan.jpg", Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Picture.read(file))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("damaged or cut short")
          .hasMessageContaining(file.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"png", "jpeg", "progressive", "cmyk", "gif", "bmp", "tiff", "webp", "lossless"})
  void wrongBytesGiveAPictureOrOneNamedException(String kind) {
    byte[] bytes = whole(kind);
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 60; i++) {
      byte[] wrong = bytes.clone();
      for (int k = 0; k < 1 + i % 5; k++) {
        wrong[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = TestPictures.write(folder, "wrong-" + i + "." + kind, wrong);
      try {
        assertThat(Picture.read(file).width()).isPositive();
      } catch (PamiException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void aPngWithAWrongByteInItsPixelsIsRefused(int seed) {
    byte[] bytes = whole("png");
    byte[] wrong = bytes.clone();
    wrong[new SplittableRandom(seed).nextInt(100, bytes.length - 100)] ^= 0x10;
    Path file = TestPictures.write(folder, "wrong.png", wrong);
    assertThatThrownBy(() -> Picture.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining(file.toString());
  }

  private static int indexOfMarker(byte[] jpeg, int marker) {
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("no marker %02x".formatted(marker));
  }
}
