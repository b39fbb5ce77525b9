package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.image.picture.Picture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What partitioners compute from a picture before they cut it. */
class ColoursAndSmoothingTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  /** L*a*b* of sRGB colours as tables give them, to their digits. */
  @ParameterizedTest
  @CsvSource({
    "255, 255, 255, 100, 0, 0",
    "0, 0, 0, 0, 0, 0",
    "255, 0, 0, 53.24, 80.09, 67.20",
    "0, 255, 0, 87.73, -86.18, 83.18",
    "0, 0, 255, 32.30, 79.19, -107.86",
    "119, 119, 119, 50.03, 0, 0"
  })
  void labOfKnownColours(int red, int green, int blue, double l, double a, double b) {
    int[] rgb = {red, green, blue};
    Planes lab = LabColours.of(SamplePictures.of(2, 1, (x, y, channel) -> rgb[channel]));
    assertThat(lab.plane(0)[1]).isCloseTo(l, within(0.02));
    assertThat(lab.plane(1)[1]).isCloseTo(a, within(0.02));
    assertThat(lab.plane(2)[1]).isCloseTo(b, within(0.02));
  }

  @Test
  void stretchedColoursUseTheWholeRange() {
    Planes lab = LabColours.ofStretched(SamplePictures.of(2, 1, (x, y, c) -> x == 0 ? 100 : 140));
    assertThat(lab.plane(0)[0]).isCloseTo(0, within(1e-6));
    assertThat(lab.plane(0)[1]).isCloseTo(100, within(1e-3));
    Picture full = SamplePictures.noise(50, 40, 1);
    assertThat(LabColours.ofStretched(full).plane(1)).containsExactly(LabColours.of(full).plane(1));
  }

  @Test
  void greyIsTheLuminance() {
    Planes grey = Planes.grey(SamplePictures.of(3, 1, (x, y, c) -> x == c ? 255 : 0));
    assertThat(grey.plane(0)).containsExactly(new double[] {0.2125, 0.7154, 0.0721}, ROUNDING);
  }

  @Test
  void smoothingByNothingChangesNothing() {
    Planes planes = Planes.rgb(SamplePictures.noise(9, 4, 1));
    assertThat(planes.smoothed(0).plane(2)).isEqualTo(planes.plane(2));
  }

  @ParameterizedTest
  @CsvSource({"13, 9, 0.8", "2, 5, 1.5", "1, 1, 3", "7, 1, 2.2", "20, 20, 0.1"})
  void smoothingIsAGaussianWithAMirroredBorder(int width, int height, double sigma) {
    Planes planes = Planes.rgb(SamplePictures.noise(width, height, 3));
    Planes smooth = planes.smoothed(sigma);
    int radius = (int) (4 * sigma + 0.5);
    for (int i = 0; i < width * height; i++) {
      double sum = 0;
      double weights = 0;
      for (int dy = -radius; dy <= radius; dy++) {
        for (int dx = -radius; dx <= radius; dx++) {
          double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
          int pixel = mirrored(i / width + dy, height) * width + mirrored(i % width + dx, width);
          sum += weight * planes.plane(1)[pixel];
          weights += weight;
        }
      }
      assertThat(smooth.plane(1)[i]).isCloseTo(sum / weights, ROUNDING);
    }
  }

  @Test
  void edgesGoUpInWeightAndJoinAllNeighbours() {
    Picture picture = SamplePictures.noise(7, 5, 4);
    Edges edges = Edges.of(picture, 0);
    assertThat(edges.count()).isEqualTo(6 * 5 + 7 * 4 + 2 * 6 * 4);
    for (int e = 0; e < edges.count(); e++) {
      double squares = 0;
      for (int c = 0; c < 3; c++) {
        double difference = picture.value(edges.from(e), c) - picture.value(edges.to(e), c);
        squares += difference * difference / (255.0 * 255);
      }
      assertThat(edges.weight(e)).isCloseTo(Math.sqrt(squares), ROUNDING);
      assertThat(Math.abs(edges.from(e) % 7 - edges.to(e) % 7)).isLessThanOrEqualTo(1);
      assertThat(Math.abs(edges.from(e) / 7 - edges.to(e) / 7)).isLessThanOrEqualTo(1);
      if (e > 0) {
        assertThat(edges.weight(e)).isGreaterThanOrEqualTo(edges.weight(e - 1));
      }
    }
  }

  @Test
  void equalEdgesStayInOrder() {
    Edges edges = Edges.of(SamplePictures.constant(2, 2, 9), 0);
    int[] from = new int[edges.count()];
    int[] to = new int[edges.count()];
    for (int e = 0; e < edges.count(); e++) {
      from[e] = edges.from(e);
      to[e] = edges.to(e);
    }
    assertThat(from).containsExactly(0, 2, 0, 1, 0, 2);
    assertThat(to).containsExactly(1, 3, 2, 3, 3, 1);
  }

  private static int mirrored(int i, int n) {
    int at = i;
    while (at < 0 || at >= n) {
      at = at < 0 ? -1 - at : 2 * n - 1 - at;
    }
    return at;
  }
}
