package ai.pami.image.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;
import ai.pami.image.segment.RegularGrid;
import ai.pami.image.segment.SamplePictures;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for all backgrounds, their names, and the plain ones. */
class BackgroundsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blur | blur(size=49, sigma=100, border=reflect)",
        "blur-zero | blur(size=49, sigma=100, border=zero)",
        "black | black",
        "white | white",
        "grey | grey",
        "gray | grey",
        "mean | mean",
        "imagenet-mean | imagenet-mean",
        "region-mean | region-mean",
        "noise | noise(seed=4)",
        "'#ff8000' | '#ff8000'",
        "'#FF8000' | '#ff8000'",
        "picture:FILE | picture(other.png)"
      })
  void everyNameGivesPixelsOfThePicturesSize(String text, String name) throws IOException {
    Path file = folder.resolve("other.png");
    ImageIO.write(SamplePictures.noise(9, 14, 2).toImage(), "png", file.toFile());
    Background background = Backgrounds.named(text.replace("FILE", file.toString()), 4);
    assertThat(background.name()).isEqualTo(name);

    for (Picture picture : SamplePictures.all()) {
      byte[] before = picture.toRgb();
      float[] pixels = pixels(background, picture);
      assertThat(pixels).as("on %s", picture).hasSize(3 * picture.width() * picture.height());
      for (float value : pixels) {
        if (!(value >= 0 && value <= 1)) {
          assertThat(value).isBetween(0f, 1f);
        }
      }
      assertThat(picture.toRgb()).isEqualTo(before);
      assertThat(pixels(background, picture)).isEqualTo(pixels);
    }
  }

  /** A name that is added must be added above as well. */
  @Test
  void thereAreElevenNames() {
    assertThat(Backgrounds.names())
        .containsExactlyInAnyOrder(
            "blur",
            "blur-zero",
            "black",
            "white",
            "grey",
            "mean",
            "imagenet-mean",
            "region-mean",
            "noise",
            "#rrggbb",
            "picture:FILE");
  }

  @ParameterizedTest
  @CsvSource({
    "blurr, blur",
    "Black, black",
    "whit, white",
    "regionmean, region-mean",
    "nois, noise",
    "blurzero, blur-zero",
    "'#12345', '#rrggbb'",
    "'#gggggg', '#rrggbb'",
    "'#1234567', '#rrggbb'"
  })
  void aTypoIsOfferedTheNearestName(String typo, String nearest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backgrounds.named(typo, 0))
        .withMessageContaining("'" + typo + "'")
        .withMessageContaining("did you mean " + nearest + "?")
        .withMessageContaining(String.join(", ", Backgrounds.names()));
  }

  @Test
  void aMissingPictureIsNamed() {
    String missing = folder.resolve("none.jpg").toString();
    assertThatThrownBy(() -> Backgrounds.named("picture:" + missing, 0))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(missing);
  }

  @Test
  void solidColoursAreTheSameEverywhere() {
    Picture picture = SamplePictures.noise(5, 3, 1);
    assertThat(pixels(Solid.BLACK, picture)).containsOnly(0f);
    assertThat(pixels(Solid.WHITE, picture)).containsOnly(1f);
    assertThat(pixels(Solid.GREY, picture)).containsOnly(128 / 255f);
    float[] orange = pixels(Backgrounds.named("#ff8001", 0), picture);
    for (int i = 0; i < orange.length; i += 3) {
      assertThat(new float[] {orange[i], orange[i + 1], orange[i + 2]})
          .containsExactly(1f, 128 / 255f, 1 / 255f);
    }
    assertThat(Solid.of(new Color(1, 2, 3)).name()).isEqualTo("#010203");
  }

  @Test
  void anotherPictureIsSquashedToTheSize() {
    Picture other = SamplePictures.noise(20, 10, 3);
    Picture picture = SamplePictures.constant(7, 9, 0);
    OtherPicture background = OtherPicture.of(other, "there");
    assertThat(background.name()).isEqualTo("picture(there)");
    assertThat(pixels(background, picture))
        .isEqualTo(Resampling.BILINEAR.resize(other, 7, 9).toFloats());
    assertThat(pixels(background, SamplePictures.constant(20, 10, 0))).isEqualTo(other.toFloats());
    Picture halves = SamplePictures.leftAndRight(40, 40, 20);
    float[] squashed = pixels(OtherPicture.of(halves, "halves"), SamplePictures.constant(2, 1, 0));
    assertThat(squashed[0]).isLessThan(squashed[3]);
  }

  @Test
  void onlyTheRegionsMeanFollowsTheRegions() {
    for (String name : List.of("blur", "blur-zero", "black", "mean", "noise", "#000000")) {
      assertThat(Backgrounds.named(name, 0).followsRegions()).as(name).isFalse();
    }
    assertThat(Backgrounds.named("region-mean", 0).followsRegions()).isTrue();
  }

  @Test
  void aFunctionIsABackgroundOfNoName() {
    Background background = (picture, regions) -> picture.toFloats();
    assertThat(background.name()).isEqualTo("custom");
    assertThat(background.followsRegions()).isFalse();
  }

  private static float[] pixels(Background background, Picture picture) {
    Partition grid = RegularGrid.of(3, 3).partition(picture);
    return background.of(picture, grid);
  }

  @Test
  void aBlurOfAnyKernelHasAName() {
    assertThat(Backgrounds.named("blur:11:5", 0).name())
        .isEqualTo(Blur.of(11, 5, Blur.Border.REFLECT).name());
    assertThat(Backgrounds.named("blur-zero:7:1.5", 0).name())
        .isEqualTo(Blur.of(7, 1.5, Blur.Border.ZERO).name());
    assertThatThrownBy(() -> Backgrounds.named("blur:10:5", 0)).hasMessageContaining("10");
  }
}
