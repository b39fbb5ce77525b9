package ai.pami.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theIntervalOfANormalSampleIsThatOfItsStandardError() {
    double[] values = normal(400, 3, 2, 1);
    double mean = Arrays.stream(values).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 399);

    Summary summary = Bootstrap.of(7).mean(values);

    double half = 1.96 * deviation / Math.sqrt(400);
    assertThat(summary.mean()).isCloseTo(mean, within(1e-12));
    assertThat(summary.low()).isCloseTo(mean - half, within(0.05 * half));
    assertThat(summary.high()).isCloseTo(mean + half, within(0.05 * half));
    assertThat(summary.count()).isEqualTo(400);
    assertThat(summary.undefined()).isZero();
  }

  @Test
  void theIntervalIsOfTheLevelAskedFor() {
    double[] values = normal(300, 0, 1, 2);
    Summary most = new Bootstrap(10_000, 0.95, 1).mean(values);
    Summary half = new Bootstrap(10_000, 0.5, 1).mean(values);

    assertThat((half.high() - half.low()) / (most.high() - most.low()))
        .isCloseTo(0.6745 / 1.96, within(0.02));
  }

  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    int held = 0;
    for (int i = 0; i < 400; i++) {
      Summary summary = new Bootstrap(1000, 0.95, i).mean(normal(40, 5, 3, 1000 + i));
      held += summary.low() <= 5 && 5 <= summary.high() ? 1 : 0;
    }
    // 95 % of 400 is 380, less some for the percentile method on 40 values; 4 standard errors.
    assertThat(held).isBetween(352, 394);
  }

  @Test
  void twoValuesGiveTheThreeMeansThatCanBeDrawn() {
    Summary summary = new Bootstrap(10_000, 0.4, 3).mean(new double[] {0, 1});
    assertThat(summary.low()).isEqualTo(0.5);
    assertThat(summary.high()).isEqualTo(0.5);
    Summary wide = Bootstrap.of(3).mean(new double[] {0, 1});
    assertThat(wide.low()).isZero();
    assertThat(wide.high()).isEqualTo(1);
  }

  @Test
  void equalValuesAreTheirOwnIntervalToTheBit() {
    double[] values = new double[37];
    Arrays.fill(values, 0.1);
    assertThat(Bootstrap.of(0).mean(values)).isEqualTo(new Summary(0.1, 0.1, 0.1, 37, 0));
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(Bootstrap.of(0).mean(new double[] {4}))
        .isEqualTo(new Summary(4, Double.NaN, Double.NaN, 1, 0));
  }

  @Test
  void undefinedValuesAreCountedAndLeftOut() {
    double[] some = {1, Double.NaN, 3, Double.NaN};
    assertThat(Bootstrap.of(5).mean(some))
        .isEqualTo(new Summary(2, Bootstrap.of(5).mean(new double[] {1, 3}).low(), 3, 2, 2));
    assertThat(Bootstrap.of(5).mean(new double[] {Double.NaN}))
        .isEqualTo(new Summary(Double.NaN, Double.NaN, Double.NaN, 0, 1));
    assertThat(Bootstrap.of(5).mean(new double[0]).count()).isZero();
  }

  @Test
  void theSeedDecidesTheDraws() {
    double[] values = normal(50, 0, 1, 9);
    assertThat(Bootstrap.of(1).mean(values)).isEqualTo(Bootstrap.of(1).mean(values));
    assertThat(Bootstrap.of(1).mean(values).low()).isNotEqualTo(Bootstrap.of(2).mean(values).low());
  }

  @Test
  void pairsAreComparedImageByImage() {
    double[] easyAndHard = normal(60, 0, 100, 4);
    double[] better = Arrays.stream(easyAndHard).map(v -> v + 1).toArray();
    better[3] = Double.NaN;
    easyAndHard[8] = Double.NaN;

    Summary difference = Bootstrap.of(1).pairedDifference(better, easyAndHard);

    assertThat(difference.mean()).isCloseTo(1, within(1e-9));
    assertThat(difference.low()).isCloseTo(1, within(1e-9));
    assertThat(difference.high()).isCloseTo(1, within(1e-9));
    assertThat(difference.count()).isEqualTo(58);
    assertThat(difference.undefined()).isEqualTo(2);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.of(1).pairedDifference(new double[3], new double[2]))
        .withMessage("3 values can't be paired with 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(99, 0.95, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(1000, 1, 0));
  }

  /** Class 4: 1, 0 and undefined; class 9: 1; class 2: undefined. (0.5 + 1) / 2. */
  @Test
  void classesWeighTheSame() {
    double none = Double.NaN;
    Summary summary =
        Bootstrap.of(1).mean(new double[] {1, 1, 0, none, none}, new int[] {4, 9, 4, 2, 4});
    assertThat(summary.mean()).isEqualTo(0.75);
    assertThat(summary.count()).isEqualTo(3);
    assertThat(summary.undefined()).isEqualTo(2);
    // Draws of zeros alone and of ones alone are both among the middle 95 %.
    assertThat(summary.low()).isZero();
    assertThat(summary.high()).isEqualTo(1);
    double[] equal = {0.1, 0.1, 0.1, 0.1};
    assertThat(Bootstrap.of(1).mean(equal, new int[] {1, 1, 1, 2}))
        .isEqualTo(new Summary(0.1, 0.1, 0.1, 4, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.of(1).mean(equal, new int[] {1}));
  }

  @Test
  void oneClassOrAClassEachIsThePlainMean() {
    double[] values = normal(60, 0, 1, 4);
    Summary plain = Bootstrap.of(2).mean(values);
    assertThat(Bootstrap.of(2).mean(values, new int[60])).isEqualTo(plain);
    assertThat(Bootstrap.of(2).mean(values, IntStream.range(0, 60).toArray())).isEqualTo(plain);
  }

  /** Classes of 200 and 20 and equal means: their errors add up as those of independent samples. */
  @Test
  void theIntervalOfClassesIsThatOfTheirStandardErrors() {
    double[] values = new double[220];
    int[] classes = new int[220];
    System.arraycopy(normal(200, 5, 1, 1), 0, values, 0, 200);
    System.arraycopy(normal(20, 5, 1, 2), 0, values, 200, 20);
    Arrays.fill(classes, 200, 220, 1);
    Summary summary = Bootstrap.of(3).mean(values, classes);
    assertThat(summary.mean()).isCloseTo(5, within(0.4));
    double half = 1.96 * Math.sqrt(1 / 200.0 + 1 / 20.0) / 2;
    assertThat((summary.high() - summary.low()) / 2).isCloseTo(half, within(0.25 * half));
  }

  private static double[] normal(int n, double mean, double deviation, long seed) {
    Random random = new Random(seed);
    return random.doubles(n).map(unused -> mean + deviation * random.nextGaussian()).toArray();
  }
}
