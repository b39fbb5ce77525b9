package ai.pami.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.explanation.ImportanceMap;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {
  private static final int WIDTH = 15;
  private static final int HEIGHT = 13;

  private static final List<Agreement> ALL =
      List.of(
          Agreement.spearman(),
          Agreement.spearmanOfAbsolute(),
          Agreement.topOverlap(0.1),
          Agreement.ssim(),
          Agreement.ssimUniform());

  private static ImportanceMap row(double... values) {
    return ImportanceMap.of(Domain.of(1, values.length), values);
  }

  private static double[] random(long seed) {
    return new SplittableRandom(seed).doubles(WIDTH * HEIGHT, -1, 2).toArray();
  }

  private static ImportanceMap map(double[] values) {
    return ImportanceMap.of(Domain.of(HEIGHT, WIDTH), values);
  }

  private static double value(Agreement agreement, ImportanceMap a, ImportanceMap b) {
    return agreement.between(a, b).orElseThrow();
  }

  /** Without ties 1 - 6 sum d^2 / (n (n^2 - 1)); with ties the ranks 1.5, 1.5, 3 and 1, 2, 3. */
  @Test
  void spearmanWorkedOutByHand() {
    Agreement spearman = Agreement.spearman();
    assertThat(value(spearman, row(1, 2, 3, 4), row(10, 30, 20, 90)))
        .isCloseTo(1 - 6 * 2 / 60.0, within(1e-12));
    assertThat(value(spearman, row(1, 2, 3, 4), row(4, 3, 2, 1))).isCloseTo(-1, within(1e-12));
    assertThat(value(spearman, row(5, 5, 9), row(1, 2, 3)))
        .isCloseTo(1.5 / Math.sqrt(3), within(1e-12));
    assertThat(value(spearman, row(1, Double.NaN, 3, 4), row(2, 9, 5, 7)))
        .isCloseTo(1, within(1e-12));
    assertThat(value(Agreement.spearmanOfAbsolute(), row(-3, 2, 1), row(3, 2, -1)))
        .isCloseTo(1, within(1e-12));
  }

  /** The highest half of 4 and 3 against that of 4 and 1. */
  @Test
  void topOverlapWorkedOutByHand() {
    Agreement half = Agreement.topOverlap(0.5);
    assertThat(value(half, row(4, 3, 0, 1), row(9, 2, 1, 8))).isEqualTo(0.5);
    assertThat(value(half, row(4, 3, 0, 1), row(1, 2, 8, 9))).isZero();
    // Of tied values the first in element order: the first two of the first map.
    assertThat(value(half, row(1, 1, 1, 0), row(9, 8, 1, 0))).isEqualTo(1);
    assertThat(value(Agreement.topOverlap(0.01), row(1, 2, 3, 4), row(0, 0, 0, 1))).isEqualTo(1);
  }

  /** Every window by itself, its moments about its own means. */
  private static double similarity(double[] a, double[] b, double[] window, double factor) {
    int k = window.length;
    double sum = 0;
    int windows = 0;
    for (int y = 0; y + k <= HEIGHT; y++) {
      for (int x = 0; x + k <= WIDTH; x++) {
        double meanA = 0;
        double meanB = 0;
        double weights = 0;
        for (int i = 0; i < k * k; i++) {
          double w = window[i / k] * window[i % k];
          int at = (y + i / k) * WIDTH + x + i % k;
          weights += w;
          meanA += w * a[at];
          meanB += w * b[at];
        }
        meanA /= weights;
        meanB /= weights;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < k * k; i++) {
          double w = factor * window[i / k] * window[i % k] / weights;
          int at = (y + i / k) * WIDTH + x + i % k;
          aa += w * (a[at] - meanA) * (a[at] - meanA);
          bb += w * (b[at] - meanB) * (b[at] - meanB);
          ab += w * (a[at] - meanA) * (b[at] - meanB);
        }
        double c1 = 0.0001;
        double c2 = 0.0009;
        sum +=
            (2 * meanA * meanB + c1)
                / (meanA * meanA + meanB * meanB + c1)
                * ((2 * ab + c2) / (aa + bb + c2));
        windows++;
      }
    }
    return sum / windows;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void structuralSimilarityEqualsItsDefinitionWindowByWindow(long seed) {
    ImportanceMap a = map(random(seed));
    double[] near = random(seed + 100);
    Arrays.setAll(near, i -> a.value(i) + 0.3 * near[i]);
    ImportanceMap b = map(near);
    double[] gaussian = new double[11];
    Arrays.setAll(gaussian, i -> Math.exp(-(i - 5) * (i - 5) / 4.5));
    double[] flat = new double[7];
    Arrays.fill(flat, 1);
    assertThat(value(Agreement.ssim(), a, b))
        .isCloseTo(similarity(a.minMax(), b.minMax(), gaussian, 1), within(1e-10));
    assertThat(value(Agreement.ssimUniform(), a, b))
        .isCloseTo(similarity(a.minMax(), b.minMax(), flat, 49 / 48.0), within(1e-10))
        .isBetween(0.2, 0.99);
  }

  @Test
  void equalMapsAgreeAndOrderDoesNotMatter() {
    ImportanceMap a = map(random(1));
    ImportanceMap b = map(random(2));
    for (Agreement agreement : ALL) {
      assertThat(value(agreement, a, a)).as(agreement.name()).isCloseTo(1, within(1e-9));
      assertThat(value(agreement, a, b))
          .as(agreement.name())
          .isCloseTo(value(agreement, b, a), within(1e-12))
          .isLessThan(0.6);
    }
    assertThat(ALL.stream().map(Agreement::name)).doesNotHaveDuplicates();
  }

  @Test
  void spearmanAndOverlapDependOnTheOrderAlone() {
    ImportanceMap a = map(random(5));
    ImportanceMap b = map(random(6));
    ImportanceMap rescaled = map(Arrays.stream(random(6)).map(v -> Math.exp(2 * v) - 9).toArray());
    for (Agreement agreement : List.of(Agreement.spearman(), Agreement.topOverlap(0.2))) {
      assertThat(value(agreement, a, rescaled)).isEqualTo(value(agreement, a, b));
    }
  }

  @Test
  void undefinedIsNeverANumber() {
    ImportanceMap a = map(random(1));
    ImportanceMap constant = map(new double[WIDTH * HEIGHT]);
    double[] gap = random(2);
    gap[0] = Double.NaN;
    for (Agreement agreement : ALL) {
      assertThat(agreement.between(a, constant)).as(agreement.name()).isEmpty();
      assertThat(agreement.between(constant, a)).as(agreement.name()).isEmpty();
    }
    assertThat(Agreement.ssim().between(a, map(gap))).isEmpty();
    assertThat(Agreement.ssim().between(row(1, 2, 3), row(1, 2, 3))).isEmpty();
    assertThat(Agreement.spearman().between(a, map(gap))).isPresent();
  }

  @Test
  void refusesMapsOfOtherSizesAndSharesThatAreNone() {
    assertThatThrownBy(() -> Agreement.spearman().between(row(1, 2), row(1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1x2 and 1x3");
    for (double bad : new double[] {0, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> Agreement.topOverlap(bad)).hasMessageContaining("not " + bad);
    }
  }
}
