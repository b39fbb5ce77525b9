package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HsicTest {
  private static final Hsic OVER_BLACK = Hsic.defaults().withBackground(Solid.BLACK);

  /** tr(K H L H) / (n - 1)^2 with all matrices written out. */
  private static double direct(boolean[] x, double[] y, double width) {
    int n = x.length;
    DMatrixRMaj k = new DMatrixRMaj(n, n);
    DMatrixRMaj l = new DMatrixRMaj(n, n);
    DMatrixRMaj h = CommonOps_DDRM.identity(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        k.set(i, j, x[i] == x[j] ? 1 : 0);
        l.set(i, j, Math.exp(-Math.pow(y[i] - y[j], 2) / (2 * width * width)));
        h.add(i, j, -1.0 / n);
      }
    }
    DMatrixRMaj kh = new DMatrixRMaj(n, n);
    DMatrixRMaj lh = new DMatrixRMaj(n, n);
    DMatrixRMaj khlh = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(k, h, kh);
    CommonOps_DDRM.mult(l, h, lh);
    CommonOps_DDRM.mult(kh, lh, khlh);
    return CommonOps_DDRM.trace(khlh) / ((n - 1.0) * (n - 1.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 41})
  void theCriterionIsTheOneOfTheDefinition(int n) {
    SplittableRandom random = new SplittableRandom(n);
    Coalitions data = new Coalitions(5);
    boolean[][] on = new boolean[5][n];
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      BitSet coalition = Coalitions.random(5, random);
      scores[i] = random.nextDouble() + (coalition.get(2) ? 0.4 : 0);
      for (int p = 0; p < 5; p++) {
        on[p][i] = coalition.get(p);
      }
      data.add(coalition, new double[] {-1, scores[i]});
    }
    double width = Dependence.width(scores);
    double[] values = Dependence.of(data, 2).get(1);
    for (int p = 0; p < 5; p++) {
      assertThat(values[p]).isCloseTo(direct(on[p], scores, width), within(1e-12));
    }
    assertThat(Dependence.of(data, 2).get(0)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 60})
  void theWidthIsTheMedianDistance(int n) {
    double[] scores = new SplittableRandom(n).doubles(n, -3, 5).toArray();
    double[] distances = new double[n * (n - 1) / 2];
    for (int i = 0, at = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        distances[at++] = Math.abs(scores[i] - scores[j]);
      }
    }
    Arrays.sort(distances);
    assertThat(Dependence.width(scores)).isEqualTo(distances[(distances.length - 1) / 2]);
  }

  @Test
  void ofScoresThatAreMostlyEqualTheWidthIsNotZero() {
    assertThat(Dependence.width(new double[] {1, 1, 1, 1, 1, 1, 4})).isPositive();
    assertThat(Dependence.width(new double[] {0.1, 0.1, 0.1})).isZero();
  }

  @ParameterizedTest
  @EnumSource(Upsampling.class)
  void aCellThatCountsStandsOutAndADeadOneDoesNot(Upsampling upsampling) {
    Picture picture = PixelModel.ones(16, 16);
    // The middle of cell (1, 2) of 4x4.
    int middle = 3 * (6 * 16 + 10);
    PixelModel model = new PixelModel(16, 16, pixels -> new double[] {pixels[middle]});
    ImportanceMap map =
        model
            .explainer(OVER_BLACK.withGrid(4).withUpsampling(upsampling))
            .explain(picture, Targets.index(0))
            .map(0);
    double active = map.value(5 * 16 + 9);
    assertThat(active).isGreaterThan(0.05);
    for (int cell = 0; cell < 16; cell++) {
      int pixel = (cell / 4 * 4 + 1) * 16 + cell % 4 * 4 + 1;
      if (cell != 6 && (upsampling == Upsampling.BLOCKS || cell / 4 > 2 || cell % 4 == 0)) {
        assertThat(Math.abs(map.value(pixel))).isLessThan(active / 8);
      }
    }
  }

  /** Of a score that is its cell, everything is known: L is 1 or exp(-1/2 (1/s)^2). */
  @Test
  void theValueOfACellThatIsTheScoreIsKnown() {
    PixelModel model = new PixelModel(3, 3, pixels -> new double[] {pixels[0]});
    ImportanceMap map =
        model
            .explainer(OVER_BLACK.withSamples(2000))
            .explain(PixelModel.ones(3, 3), Targets.index(0))
            .map(0);
    // About half of all distances are 0 and half are 1: the width is 1, or near sqrt(1/2).
    double atOne = (1 - Math.exp(-0.5)) / 4;
    double atRoot = (1 - Math.exp(-1)) / 4;
    assertThat(map.value(0))
        .satisfiesAnyOf(
            v -> assertThat(v).isCloseTo(atOne, within(1e-3)),
            v -> assertThat(v).isCloseTo(atRoot, within(1e-3)));
    assertThat(map.value(4)).isLessThan(0.002);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Hsic.defaults().withSamples(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samples=1");
  }
}
