package ai.pami.image.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Partition;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SamplePictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

  @Test
  void theSameSeedGivesTheSameNoiseWhateverThePicture() {
    assertThat(noise(7, SamplePictures.noise(40, 30, 1)))
        .isEqualTo(noise(7, SamplePictures.constant(40, 30, 9)));
  }

  @Test
  void anotherSeedGivesOtherNoise() {
    float[] one = noise(7, SamplePictures.constant(40, 30, 0));
    float[] other = noise(8, SamplePictures.constant(40, 30, 0));
    int equal = 0;
    for (int i = 0; i < one.length; i++) {
      equal += one[i] == other[i] ? 1 : 0;
    }
    assertThat(equal).isLessThan(5);
  }

  /** Chi-square with 99 degrees of freedom: above 149 in one of a thousand, below 61 likewise. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 12345})
  void allValuesAreAsLikely(long seed) {
    float[] noise = noise(seed, SamplePictures.constant(200, 100, 0));
    int[] counts = new int[100];
    for (float value : noise) {
      assertThat(value).isBetween(0f, 1f);
      counts[Math.min(99, (int) (value * 100))]++;
    }
    double expected = noise.length / 100.0;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isBetween(61.0, 149.0);
  }

  @Test
  void channelsAndNeighboursAreIndependent() {
    float[] noise = noise(3, SamplePictures.constant(200, 100, 0));
    for (int lag : new int[] {1, 2, 3, 600}) {
      double covariance = 0;
      for (int i = lag; i < noise.length; i++) {
        covariance += (noise[i] - 0.5) * (noise[i - lag] - 0.5);
      }
      // In units of the variance, 1/12; its standard error is 0.004.
      assertThat(12 * covariance / noise.length).as("lag %d", lag).isCloseTo(0, within(0.02));
    }
  }

  private static float[] noise(long seed, Picture picture) {
    int[] oneRegion = new int[picture.domain().size()];
    return Noise.of(seed).of(picture, Partition.of(picture.domain(), oneRegion));
  }
}
