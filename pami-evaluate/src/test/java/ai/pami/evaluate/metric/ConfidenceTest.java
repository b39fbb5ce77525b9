package ai.pami.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.evaluate.PixelModel;
import ai.pami.image.background.Solid;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 2x2 reds of 255, each adding its weight to the score: Y = -0.2 + 0.4 + 0.1 + 0.2 = 0.5. */
class ConfidenceTest {
  private static final double[] WEIGHTS = {-0.2, 0.4, 0.1, 0.2};

  private static final MapOf PICTURE = picture(WEIGHTS);

  private static MapOf picture(double[] weights) {
    return MapOf.picture(PixelModel.additive(2, 2, weights), PixelModel.picture(2, 2, 255, 1));
  }

  private static void assertValue(Metric metric, double[] map, double value) {
    assertThat(metric.measure(PICTURE.values(map)).orElseThrow())
        .as(metric.name())
        .isCloseTo(value, within(1e-6));
  }

  /** Scaled 0, 1/4, 1/2, 1: O = 0.1 + 0.05 + 0.2 = 0.35, a loss of 0.15 of 0.5. */
  @Test
  void aMapThatLosesScore() {
    double[] map = {-1, 0, 1, 3};
    assertValue(AverageDrop.of(), map, 0.3);
    assertValue(IncreaseInConfidence.of(), map, 0);
    assertValue(AverageGain.of(), map, 0);
  }

  /** Scaled 0, 1, 0, 1: O = 0.6, a gain of 0.1 of the 0.5 that miss to 1. */
  @Test
  void aMapThatGainsScore() {
    double[] map = {0, 4, 0, 4};
    assertValue(AverageDrop.of(), map, 0);
    assertValue(IncreaseInConfidence.of(), map, 1);
    assertValue(AverageGain.of(), map, 0.2);
  }

  /** The highest half are the last two: O = 0.3. */
  @Test
  void theHighestPixelsAlone() {
    assertValue(AverageDrop.of().keepingTop(0.5), new double[] {-1, 0, 1, 3}, 0.4);
    assertValue(AverageGain.of().keepingTop(0.25), new double[] {0, 3, 1, 2}, 0);
    assertValue(IncreaseInConfidence.of().keepingTop(0.75), new double[] {0, 3, 1, 2}, 1);
  }

  /** Scaled nothing, 0, 1/3, 1: O = 0.1 / 3 + 0.2. */
  @Test
  void pixelsWithoutAValueAreNotShown() {
    assertValue(AverageDrop.of(), new double[] {Double.NaN, 0, 1, 3}, 1 - (0.1 / 3 + 0.2) / 0.5);
  }

  /** Over the mean colour a red of share s is s + 0.485 (1 - s); over white it stays. */
  @Test
  void whatShinesThrough() {
    double[] shares = {0, 0.25, 0.5, 1};
    double weighted = 0;
    for (int i = 0; i < 4; i++) {
      weighted += WEIGHTS[i] * (shares[i] + 0.485 * (1 - shares[i]));
    }
    assertValue(AverageDrop.normalised(), new double[] {-1, 0, 1, 3}, 1 - weighted / 0.5);
    assertValue(AverageDrop.of().withBackground(Solid.WHITE), new double[] {-1, 0, 1, 3}, 0);
  }

  @Test
  void costsOneCall() {
    PICTURE.model().asked.set(0);
    assertValue(AverageDrop.of(), new double[] {-1, 0, 1, 3}, 0.3);
    assertThat(PICTURE.model().asked).hasValue(1);
  }

  @Test
  void undefinedIsNeverANumber() {
    double[] map = {-1, 0, 1, 3};
    double[] unknown = new double[4];
    Arrays.fill(unknown, Double.NaN);
    for (Metric metric :
        List.of(AverageDrop.of(), IncreaseInConfidence.of(), AverageGain.normalised())) {
      assertThat(metric.measure(PICTURE.values(new double[4]))).isEmpty();
      assertThat(metric.measure(PICTURE.values(unknown))).isEmpty();
    }
    // Nothing can be lost of a score of 0, and nothing won of one of 1.
    assertThat(AverageDrop.of().measure(picture(new double[4]).values(map))).isEmpty();
    assertThat(AverageGain.of().measure(picture(new double[] {1, 0, 0, 0}).values(map))).isEmpty();
    assertThatThrownBy(() -> AverageDrop.of().keepingTop(1.5)).hasMessageContaining("not 1.5");
  }
}
