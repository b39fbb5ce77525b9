package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;
import ai.pami.image.picture.TestPictures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  @Test
  void everyPresetIsFoundByItsName() {
    assertThat(Preprocessing.presetNames())
        .containsExactlyInAnyOrder(
            "raw",
            "unit",
            "imagenet",
            "imagenet-caffe",
            "imagenet-tf",
            "clip",
            "grey-unit",
            "yolo");
    for (String name : Preprocessing.presetNames()) {
      assertThat(Preprocessing.preset(name).name()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"imagnet, imagenet", "clpi, clip", "gray-unit, grey-unit", "caffe, imagenet-caffe"})
  void anUnknownPresetOffersTheNearest(String wrong, String nearest) {
    assertThatThrownBy(() -> Preprocessing.preset(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no preprocessing '%s'".formatted(wrong))
        .hasMessageContaining("did you mean %s?".formatted(nearest));
  }

  @Test
  void numbersMustBeUsable() {
    Preprocessing p = Preprocessing.UNIT;
    assertRefused(() -> p.sized(-1, 224), "size can't be -1x224");
    assertRefused(() -> p.fitted(Resize.CROP, -2), "short_side can't be -2");
    assertRefused(() -> p.normalised(0, 0, 1), "scale can't be 0.0");
    assertRefused(() -> p.normalised(Double.NaN, 0, 1), "scale can't be NaN");
    assertRefused(() -> p.normalised(1, Double.POSITIVE_INFINITY, 1), "mean can't be [Infinity]");
    assertRefused(() -> p.normalised(1, 0, 0), "std can't be [0.0]");
    assertRefused(
        () -> p.normalised(1, List.of(0.1, 0.2), List.of(1.0)), "mean can't be [0.1, 0.2]");
    assertRefused(() -> Preprocessing.IMAGENET.ordered(Channels.GREY), "mean can't be [0.485");
  }

  private static void assertRefused(Runnable wrong, String part) {
    assertThatThrownBy(wrong::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("preprocessing: " + part);
  }

  /**
   * A picture whose red is its column and whose green is its row shows where each seen pixel comes
   * from; that must be where the placement says.
   */
  @ParameterizedTest
  @CsvSource({
    "SQUASH, 200, 100, 50, 50, 0",
    "SQUASH, 60, 250, 97, 31, 0",
    "CROP, 240, 160, 60, 60, 0",
    "CROP, 160, 240, 60, 60, 80",
    "CROP, 201, 173, 64, 64, 73",
    "CROP, 250, 40, 32, 32, 0",
    "CROP, 100, 100, 40, 80, 0",
    "FIT_HEIGHT, 250, 100, 80, 32, 0"
  })
  void theSeenPixelsComeFromWhereThePlacementSays(
      Resize resize, int width, int height, int inputWidth, int inputHeight, int shortSide) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (i % width);
      rgb[3 * i + 1] = (byte) (i / width);
    }
    Picture picture = Picture.of(width, height, rgb);
    Preprocessing preprocessing = Preprocessing.RAW.fitted(resize, shortSide);
    Picture seen = preprocessing.fit(picture, inputHeight, inputWidth);
    Placement placement = preprocessing.place(picture, inputHeight, inputWidth);
    assertThat(seen).hasToString("a picture of %dx%d".formatted(inputWidth, inputHeight));
    for (int y = 2; y < inputHeight - 2; y++) {
      for (int x = 2; x < inputWidth - 2; x++) {
        double column = placement.left() + (x + 0.5) * placement.scaleX() - 0.5;
        double row = placement.top() + (y + 0.5) * placement.scaleY() - 0.5;
        int pixel = y * inputWidth + x;
        assertThat((double) seen.value(pixel, 0)).isCloseTo(column, within(1.0));
        assertThat((double) seen.value(pixel, 1)).isCloseTo(row, within(1.0));
        assertThat(placement.seenX(column + 0.5)).isCloseTo(x + 0.5, within(1e-9));
        assertThat(placement.seenY(row + 0.5)).isCloseTo(y + 0.5, within(1e-9));
      }
    }
  }

  @Test
  void theMiddleIsCutOutAsTorchvisionDoes() {
    // Resize(256) of 640x480 gives 341x256, CenterCrop(224) takes columns 58..281, rows 16..239.
    Picture picture = TestPictures.noise(640, 480, 1);
    Picture scaled = Resampling.BILINEAR.resize(picture, 341, 256);
    assertThat(Preprocessing.IMAGENET.fit(picture, 224, 224))
        .isEqualTo(scaled.crop(58, 16, 224, 224));
    Placement placement = Preprocessing.IMAGENET.place(picture, 224, 224);
    assertThat(placement.left()).isCloseTo(58 * 640 / 341.0, within(1e-9));
    assertThat(placement.top()).isCloseTo(16 * 480 / 256.0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"100, 60", "60, 100", "64, 64"})
  void aCropIsCentred(int width, int height) {
    Picture picture = TestPictures.noise(width, height, 2);
    Preprocessing crop = Preprocessing.RAW.fitted(Resize.CROP, 0);
    Placement placement = crop.place(picture, 32, 32);
    assertThat(placement.left() + 16 * placement.scaleX())
        .isCloseTo(width / 2.0, within(placement.scaleX()));
    assertThat(placement.top() + 16 * placement.scaleY())
        .isCloseTo(height / 2.0, within(placement.scaleY()));
  }

  @Test
  void squashingSeesTheWholePicture() {
    Placement placement = Preprocessing.RAW.place(TestPictures.noise(300, 100, 1), 50, 60);
    assertThat(placement).isEqualTo(new Placement(60, 50, 0, 0, 5, 2));
    assertThat(placement.seenX(300)).isEqualTo(60);
    assertThat(placement.seenY(100)).isEqualTo(50);
  }

  /** What is cut off need not be computed: short side 256 of this one would be 128,000,000 wide. */
  @ParameterizedTest
  @CsvSource({"10000, 10", "10, 10000", "5000000, 10", "1, 9000000"})
  void veryLongPicturesAreCropped(int width, int height) {
    Picture picture = TestPictures.flat(width, height, 0x336699);
    assertThat(Preprocessing.IMAGENET.fit(picture, 224, 224))
        .isEqualTo(TestPictures.flat(224, 224, 0x336699));
  }

  @ParameterizedTest
  @ValueSource(strings = {"squash", "CROP", "fit-height", "FIT_HEIGHT"})
  void waysOfFittingAreFoundByName(String name) {
    assertThat(Resize.named(name).name()).isEqualToIgnoringCase(name.replace('-', '_'));
  }

  @Test
  void unknownNamesGiveTheChoices() {
    assertThatThrownBy(() -> Resize.named("stretch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no resize 'stretch': choose squash, crop, letterbox or fit-height");
    assertThatThrownBy(() -> Channels.named("RGBA"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no channels 'RGBA': choose RGB, BGR or GREY");
    assertThatThrownBy(() -> Layout.named("CHW"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no layout 'CHW': choose NCHW or NHWC");
    assertThat(Channels.named("gray")).isEqualTo(Channels.GREY);
    assertThat(Channels.named("bgr")).isEqualTo(Channels.BGR);
    assertThat(Layout.named("nhwc")).isEqualTo(Layout.NHWC);
  }
}
