package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.image.picture.ColourMap;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatmapTest {
  /** 60 rows of 80 values that grow from left to right, 0 to 1. */
  private static double[] ramp() {
    double[] values = new double[60 * 80];
    Arrays.setAll(values, i -> i % 80 / 79.0);
    return values;
  }

  private static BufferedImage alone(double[] values) {
    return Heatmap.of(Explanations.of(60, values, "a"), 0).alone();
  }

  @Test
  void hasThePicturesSize() {
    Heatmap heatmap = Heatmap.of(Explanations.of(60, ramp(), "a"), 0);
    for (BufferedImage image : new BufferedImage[] {heatmap.alone(), heatmap.overlay()}) {
      assertThat(image.getWidth()).isEqualTo(160);
      assertThat(image.getHeight()).isEqualTo(120);
    }
  }

  @Test
  void coloursRunFromTheLeastToTheGreatestValue() {
    BufferedImage image = alone(ramp());
    assertThat(image.getRGB(0, 60) & 0xFFFFFF).isEqualTo(ColourMap.TURBO.rgb(0) & 0xFFFFFF);
    assertThat(image.getRGB(159, 60) & 0xFFFFFF).isEqualTo(ColourMap.TURBO.rgb(1) & 0xFFFFFF);
  }

  @Test
  void isGreyWhereNothingIsKnown() {
    double[] values = ramp();
    Arrays.fill(values, 0, 20 * 80, Double.NaN);
    assertThat(alone(values).getRGB(80, 5) & 0xFFFFFF).isEqualTo(0x808080);
  }

  @Test
  void aFlatMapHasTheColourOfTheLeastValue() {
    double[] flat = new double[60 * 80];
    Arrays.fill(flat, 0.4);
    assertThat(alone(flat).getRGB(80, 60) & 0xFFFFFF).isEqualTo(ColourMap.TURBO.rgb(0) & 0xFFFFFF);
  }

  @Test
  void theColourBarLiesInACornerThatMattersLittle() {
    double[] large = new double[300 * 400];
    Arrays.setAll(large, i -> i % 400 > 200 ? 1 : 0);
    BufferedImage with = Heatmap.of(Explanations.of(300, large, "a"), 0).overlay();
    BufferedImage without = Heatmap.of(Explanations.of(300, large, "a"), 0).overlayWithoutBar();
    assertThat(differences(with, without, 0, 400)).isPositive();
    assertThat(differences(with, without, 400, 800)).isZero();
  }

  @Test
  void aPictureTooSmallForABarHasNone() {
    BufferedImage with = Heatmap.of(Explanations.of(8, new double[80], "a"), 0).overlay();
    BufferedImage without =
        Heatmap.of(Explanations.of(8, new double[80], "a"), 0).overlayWithoutBar();
    assertThat(differences(with, without, 0, 20)).isZero();
  }

  private static long differences(BufferedImage a, BufferedImage b, int from, int to) {
    long count = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        count += a.getRGB(x, y) != b.getRGB(x, y) ? 1 : 0;
      }
    }
    return count;
  }
}
