package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {
  @ParameterizedTest
  @EnumSource
  void oneColourStaysThatColour(Resampling resampling) {
    for (int colour : new int[] {0x000000, 0xFFFFFF, 0x0180FE}) {
      Picture flat = TestPictures.flat(23, 17, colour);
      for (int[] size : new int[][] {{1, 1}, {5, 40}, {224, 3}, {22, 16}, {23, 17}}) {
        assertThat(resampling.resize(flat, size[0], size[1]))
            .isEqualTo(TestPictures.flat(size[0], size[1], colour));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameSizeIsTheSamePicture(Resampling resampling) {
    Picture picture = TestPictures.noise(31, 19, 1);
    assertThat(resampling.resize(picture, 31, 19)).isEqualTo(picture);
  }

  @ParameterizedTest
  @EnumSource
  void onePixelGrowsToAFlatPicture(Resampling resampling) {
    assertThat(resampling.resize(TestPictures.flat(1, 1, 0x123456), 7, 5))
        .isEqualTo(TestPictures.flat(7, 5, 0x123456));
  }

  /** Cubic and sinc filters overshoot at edges; the result must stay a byte, not wrap around. */
  @ParameterizedTest
  @EnumSource
  void overshootIsCutAtBlackAndWhite(Resampling resampling) {
    Picture edge = TestPictures.rectangle(40, 10, 0x000000, 0xFFFFFF, 20, 0, 40, 10);
    Picture large = resampling.resize(edge, 133, 10);
    for (int x = 0; x < 133; x++) {
      int value = large.value(5 * 133 + x, 0);
      if (x < 60) {
        assertThat(value).isLessThan(20);
      } else if (x >= 73) {
        assertThat(value).isGreaterThan(235);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMirroredPictureGivesAMirroredResult(Resampling resampling) {
    Picture picture = TestPictures.noise(29, 13, 4);
    Picture there = resampling.resize(mirrored(picture), 12, 20);
    assertThat(there).isEqualTo(mirrored(resampling.resize(picture, 12, 20)));
  }

  private static Picture mirrored(Picture picture) {
    byte[] rgb = new byte[3 * picture.width() * picture.height()];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % picture.width();
      int row = i / 3 - x;
      rgb[i] = (byte) picture.value(row + picture.width() - 1 - x, i % 3);
    }
    return Picture.of(picture.width(), picture.height(), rgb);
  }

  /** What Pillow 12 makes of the same 7x5 pixels, smaller and mixed: all channels, then green. */
  @ParameterizedTest
  @CsvSource({
    "BILINEAR, 98 127 122 106 140 136 159 108 101 140 106 122 122 122 139 140 151 144,"
        + "102 160 177 42 123 132 167 66 159 85 150 107 151 108 143 99 133 147"
        + " 137 79 94 100 166 140 71 69 180 185 114 96 135 165 139 113 108 153",
    "BICUBIC, 92 126 121 106 146 141 162 103 96 145 104 120 121 120 142 141 155 145,"
        + "92 174 188 25 120 136 176 57 169 72 153 111 162 101 143 97 128 148"
        + " 145 74 82 99 177 140 66 61 186 192 120 95 126 170 152 116 92 154",
    "LANCZOS, 90 121 117 107 150 146 162 103 95 148 102 120 118 118 142 142 159 145,"
        + "84 186 190 15 120 135 177 58 170 69 158 115 173 93 145 97 123 143"
        + " 157 69 69 103 189 133 69 64 178 195 122 96 117 180 163 125 75 156"
  })
  void resultsArePillowsToTheBit(Resampling resampling, String small, String mixed) {
    assertThat(text(resampling.resize(formula(), 3, 2), 0, 1, 2)).isEqualTo(small);
    assertThat(text(resampling.resize(formula(), 4, 9), 1)).isEqualTo(mixed);
  }

  /** OpenCV computes with 11 bits, so its last digit may differ. */
  @Test
  void plainBilinearIsOpenCvs() {
    int[] small = {
      85, 168, 161, 30, 113, 106, 167, 122, 115, 115, 112, 105, 80, 99, 92, 109, 149, 142
    };
    byte[] rgb = Resampling.BILINEAR_PLAIN.resize(formula(), 3, 2).toRgb();
    for (int i = 0; i < small.length; i++) {
      assertThat(rgb[i] & 0xFF).isBetween(small[i] - 1, small[i] + 1);
    }
  }

  private static Picture formula() {
    byte[] rgb = new byte[3 * 7 * 5];
    for (int i = 0; i < rgb.length; i++) {
      int c = i % 3;
      int x = i / 3 % 7;
      int y = i / 21;
      rgb[i] = (byte) (37 * x + 61 * y + 83 * c * c + x * y * 29);
    }
    return Picture.of(7, 5, rgb);
  }

  private static String text(Picture picture, int... channels) {
    return IntStream.range(0, picture.domain().size())
        .boxed()
        .flatMap(i -> Arrays.stream(channels).mapToObj(c -> "" + picture.value(i, c)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void photographsAreResizedAsTheReferenceWas() {
    for (Path reference : EvalData.references()) {
      Picture photograph = Picture.read(EvalData.image(reference));
      Picture wanted = Picture.read(reference.resolve("input224.png"));
      assertThat(Resampling.BICUBIC.resize(photograph, 224, 224))
          .as(reference.getFileName().toString())
          .isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-3, 5"})
  void sizesMustBePositive(int width, int height) {
    assertThatThrownBy(() -> Resampling.BILINEAR.resize(TestPictures.noise(2, 2, 1), width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%dx%d".formatted(width, height));
  }

  @Test
  void filtersAreFoundByName() {
    for (Resampling resampling : Resampling.values()) {
      assertThat(Resampling.named(resampling.toString())).isEqualTo(resampling);
      assertThat(Resampling.named(resampling.name())).isEqualTo(resampling);
    }
    assertThatThrownBy(() -> Resampling.named("nearest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no resampling 'nearest'")
        .hasMessageContaining("bilinear-plain");
  }
}
