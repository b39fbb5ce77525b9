package ai.pami.image.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.domain.SlidingWindows;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SamplePictures;
import ai.pami.image.segment.Slic;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanColourTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  @Test
  void thePicturesMeanIsOneColour() {
    Picture picture = SamplePictures.noise(31, 17, 5);
    Partition halves = Partition.of(picture.domain(), new int[31 * 17]);
    float[] mean = MeanColour.ofPicture().of(picture, halves);
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo(mean(picture, new int[31 * 17], 0, i % 3), ROUNDING);
    }
    assertThat(MeanColour.ofPicture().followsRegions()).isFalse();
  }

  @Test
  void everyPixelIsTheMeanOfItsRegion() {
    Picture picture = SamplePictures.scene(40, 30, 6);
    Partition partition = Slic.of(15, 10).partition(picture);
    assertThat(partition.count()).isGreaterThan(5);
    int[] labels = partition.labels();
    float[] means = MeanColour.ofRegions().of(picture, partition);
    for (int r = 0; r < partition.count(); r++) {
      for (int c = 0; c < 3; c++) {
        float expected = mean(picture, labels, r, c);
        for (int i = 0; i < labels.length; i++) {
          if (labels[i] == r) {
            assertThat(means[3 * i + c]).isCloseTo(expected, ROUNDING);
          }
        }
      }
    }
    assertThat(MeanColour.ofRegions().followsRegions()).isTrue();
  }

  @Test
  void regionsOfOnePixelAreThePictureItself() {
    Picture picture = SamplePictures.noise(5, 4, 7);
    Partition pixels = Partition.of(picture.domain(), IntStream.range(0, 20).toArray());
    assertThat(MeanColour.ofRegions().of(picture, pixels))
        .containsExactly(picture.toFloats(), ROUNDING);
  }

  /** Also where there are so few windows that they hold fewer pixels than the picture has. */
  @ParameterizedTest
  @CsvSource({"40, 6", "2, 1", "2, 4"})
  void overlappingWindowsAreRefused(int radius, int stride) {
    Picture picture = SamplePictures.noise(40, 40, 8);
    Regions discs = SlidingWindows.discs(picture.domain(), radius, stride);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeanColour.ofRegions().of(picture, discs))
        .withMessageContaining("overlap");
  }

  @Test
  void pixelsOfNoRegionShowThePicturesMean() {
    Picture picture = SamplePictures.noise(4, 2, 9);
    Regions firstRow = regions(picture.domain(), Region.ofSpans(0, 4));
    float[] means = MeanColour.ofRegions().of(picture, firstRow);
    assertThat(means[0])
        .isCloseTo(mean(picture, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 0, 0), ROUNDING);
    for (int i = 12; i < 24; i++) {
      assertThat(means[i]).isCloseTo(mean(picture, new int[8], 0, i % 3), ROUNDING);
    }
  }

  private static Regions regions(Domain domain, Region... regions) {
    List<Region> list = List.of(regions);
    return new Regions() {
      @Override
      public Domain domain() {
        return domain;
      }

      @Override
      public int count() {
        return list.size();
      }

      @Override
      public Region region(int index) {
        return list.get(index);
      }
    };
  }

  private static float mean(Picture picture, int[] labels, int label, int channel) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        sum += picture.value(i, channel) / 255.0;
        count++;
      }
    }
    return (float) (sum / count);
  }
}
