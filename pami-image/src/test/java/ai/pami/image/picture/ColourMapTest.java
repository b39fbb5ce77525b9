package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColourMapTest {
  /** Colours of Matplotlib, which its pages give rounded: #440154, #21918c, #fde725. */
  @Test
  void viridisIsMatplotlibs() {
    assertNear(ColourMap.VIRIDIS.rgb(0), 0x440154);
    assertNear(ColourMap.VIRIDIS.rgb(128.5 / 255), 0x21918C);
    assertNear(ColourMap.VIRIDIS.rgb(1), 0xFDE725);
  }

  /** All 256 colours as 8-bit numbers, from Matplotlib's colormaps[name](i, bytes=True). */
  @ParameterizedTest
  @CsvSource({"VIRIDIS, 2310558353", "INFERNO, 29387394", "TURBO, 2384802208"})
  void everyEntryIsMatplotlibs(ColourMap colours, long checksum) {
    CRC32 crc = new CRC32();
    for (int i = 0; i < 256; i++) {
      int colour = colours.rgb((i + 0.5) / 255);
      crc.update(new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
    }
    assertThat(crc.getValue()).isEqualTo(checksum);
  }

  @ParameterizedTest
  @EnumSource
  void thereAre256Colours(ColourMap colours) {
    long distinct = IntStream.range(0, 10_000).map(i -> colours.rgb(i / 9999.0)).distinct().count();
    assertThat(distinct).isBetween(250L, 256L);
  }

  @ParameterizedTest
  @EnumSource
  void numbersOutsideTakeTheEnds(ColourMap colours) {
    assertThat(colours.rgb(-3)).isEqualTo(colours.rgb(0));
    assertThat(colours.rgb(Double.NEGATIVE_INFINITY)).isEqualTo(colours.rgb(0));
    assertThat(colours.rgb(1.01)).isEqualTo(colours.rgb(1));
    assertThat(colours.rgb(Double.POSITIVE_INFINITY)).isEqualTo(colours.rgb(1));
    assertThat(colours.rgb(Double.NaN)).isEqualTo(colours.rgb(0));
  }

  @Test
  void aPictureOfNumbersHasTheirColours() {
    double[] values = {0, 0.25, 0.5, 0.75, 1, Double.NaN};
    Picture picture = ColourMap.TURBO.colour(3, 2, values);
    for (int i = 0; i < 6; i++) {
      assertThat(TestPictures.colour(picture, i % 3, i / 3))
          .isEqualTo(ColourMap.TURBO.rgb(values[i]));
    }
  }

  private static void assertNear(int colour, int wanted) {
    for (int shift = 0; shift <= 16; shift += 8) {
      int channel = wanted >> shift & 0xFF;
      assertThat(colour >> shift & 0xFF).isBetween(channel - 1, channel);
    }
  }
}
