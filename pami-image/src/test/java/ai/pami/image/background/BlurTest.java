package ai.pami.image.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Partition;
import ai.pami.image.background.Blur.Border;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SamplePictures;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  @ParameterizedTest
  @CsvSource({"64, 48, 49, 100", "5, 3, 49, 100", "1, 1, 3, 1", "30, 1, 11, 2.5", "9, 9, 9, 0.1"})
  void aConstantPictureStaysConstantWithAMirroredBorder(
      int width, int height, int size, double sigma) {
    Picture grey = SamplePictures.constant(width, height, 99);
    for (float value : blur(grey, size, sigma, Border.REFLECT)) {
      assertThat(value).isCloseTo(99 / 255f, ROUNDING);
    }
  }

  @Test
  void aBlackBorderDarkensTowardsTheEdge() {
    float[] blurred = blur(SamplePictures.constant(60, 60, 255), 21, 100, Border.ZERO);
    float corner = blurred[0];
    float side = blurred[3 * 30];
    float middle = blurred[3 * (30 * 60 + 30)];
    assertThat(middle).isCloseTo(1, ROUNDING);
    // Nearly flat: 11 of 21 rows of the kernel lie inside at a side, 11 x 11 of 21 x 21 in a
    // corner.
    assertThat(side).isCloseTo(11 / 21f, within(0.01f));
    assertThat(corner).isCloseTo(11 / 21f * 11 / 21, within(0.01f));
    for (int x = 1; x <= 10; x++) {
      assertThat(blurred[3 * (30 * 60 + x)]).isGreaterThan(blurred[3 * (30 * 60 + x - 1)]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 100})
  void aKernelOfOnePixelChangesNothing(double sigma) {
    Picture picture = SamplePictures.noise(13, 7, 1);
    for (Border border : Border.values()) {
      assertThat(blur(picture, 1, sigma, border)).containsExactly(picture.toFloats(), ROUNDING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "17, 11, 5, 1.3",
    "11, 17, 7, 100",
    "4, 3, 9, 2",
    "3, 4, 21, 5",
    "1, 6, 5, 1",
    "2, 2, 49, 100"
  })
  void equalsADirectConvolutionInTwoDimensions(int width, int height, int size, double sigma) {
    Picture picture = SamplePictures.noise(width, height, 42);
    for (Border border : Border.values()) {
      assertThat(blur(picture, size, sigma, border))
          .as("border %s", border)
          .containsExactly(direct(picture, size, sigma, border), ROUNDING);
    }
  }

  @Test
  void aSmallSigmaIsAPlainGaussian() {
    Picture point =
        SamplePictures.of(11, 11, (x, y, channel) -> x == 5 && y == 5 && channel == 1 ? 255 : 0);
    float[] blurred = blur(point, 9, 1, Border.ZERO);
    double sum = 0;
    for (int d = -4; d <= 4; d++) {
      sum += Math.exp(-0.5 * d * d);
    }
    for (int i = 0; i < blurred.length; i++) {
      int dx = i / 3 % 11 - 5;
      int dy = i / 33 - 5;
      boolean inside = i % 3 == 1 && Math.abs(dx) <= 4 && Math.abs(dy) <= 4;
      double expected = inside ? Math.exp(-0.5 * (dx * dx + dy * dy)) / (sum * sum) : 0;
      assertThat(blurred[i]).isCloseTo((float) expected, within(2e-4f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, size=0",
    "-3, 1, size=-3",
    "2, 1, size=2",
    "48, 1, size=48",
    "10003, 1, size=10003",
    "3, 0, sigma=0.0",
    "3, -1, sigma=-1.0",
    "3, NaN, sigma=NaN",
    "3, Infinity, sigma=Infinity"
  })
  void kernelsWithoutAMiddleOrWidthAreRefused(int size, double sigma, String offence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blur.of(size, sigma, Border.REFLECT))
        .withMessageContaining(offence);
  }

  @Test
  void theNameTellsTheParameters() {
    assertThat(Blur.of(49, 100, Border.REFLECT).name())
        .isEqualTo("blur(size=49, sigma=100, border=reflect)");
    assertThat(Blur.of(5, 0.5, Border.ZERO).name())
        .isEqualTo("blur(size=5, sigma=0.5, border=zero)");
  }

  private static float[] blur(Picture picture, int size, double sigma, Border border) {
    int[] oneRegion = new int[picture.domain().size()];
    return Blur.of(size, sigma, border).of(picture, Partition.of(picture.domain(), oneRegion));
  }

  /** Every pixel with every kernel weight, by the definition. */
  private static float[] direct(Picture picture, int size, double sigma, Border border) {
    double[] kernel = kernel(size, sigma);
    int w = picture.width();
    int h = picture.height();
    float[] result = new float[3 * w * h];
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int dy = 0; dy < size; dy++) {
        for (int dx = 0; dx < size; dx++) {
          int x = i / 3 % w + dx - size / 2;
          int y = i / 3 / w + dy - size / 2;
          if (border == Border.REFLECT || (x >= 0 && x < w && y >= 0 && y < h)) {
            int pixel = mirrored(y, h) * w + mirrored(x, w);
            sum += kernel[dy] * kernel[dx] * picture.value(pixel, i % 3) / 255;
          }
        }
      }
      result[i] = (float) sum;
    }
    return result;
  }

  /** A point in the middle of a line, spread by a Gaussian that is thrown back at both ends. */
  private static double[] kernel(int size, double sigma) {
    int reach = (int) (4 * sigma + 0.5);
    double[] kernel = new double[size];
    for (int j = -reach; j <= reach; j++) {
      kernel[mirrored(size / 2 + j, size)] += Math.exp(-0.5 * (j / sigma) * (j / sigma));
    }
    double sum = Arrays.stream(kernel).sum();
    return Arrays.stream(kernel).map(weight -> weight / sum).toArray();
  }

  /** Walks into the line, turning at its ends: ... 1 0 | 0 1 .. n-1 | n-1 ... */
  private static int mirrored(int i, int n) {
    int at = i;
    while (at < 0 || at >= n) {
      at = at < 0 ? -1 - at : 2 * n - 1 - at;
    }
    return at;
  }
}
