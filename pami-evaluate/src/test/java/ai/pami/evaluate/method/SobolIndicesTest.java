package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SobolIndicesTest {
  private static final SobolIndices OVER_BLACK =
      SobolIndices.defaults().withBackground(Solid.BLACK);
  private static final double[] FACTORS = {0, 1, 2, 3, 0.5, 0, 1.5, 2.5, 4};

  /** The map of a function of nine shares: a picture of 3x3 ones, a cell a pixel. */
  private static double[] indices(SobolIndices method, ToDoubleFunction<double[]> function) {
    PixelModel model =
        new PixelModel(
            3,
            3,
            pixels -> {
              double[] shares = new double[9];
              for (int i = 0; i < 9; i++) {
                shares[i] = pixels[3 * i];
              }
              return new double[] {function.applyAsDouble(shares)};
            });
    return model.explainer(method).explain(PixelModel.ones(3, 3), Targets.index(0)).map(0).values();
  }

  @Test
  void onASumTheIndexIsTheShareOfTheVariance() {
    double[] indices =
        indices(
            OVER_BLACK.withDesigns(2048),
            shares -> {
              double sum = 0;
              for (int i = 0; i < 9; i++) {
                sum += FACTORS[i] * shares[i];
              }
              return sum;
            });
    double squares = 0;
    for (double factor : FACTORS) {
      squares += factor * factor;
    }
    for (int i = 0; i < 9; i++) {
      assertThat(indices[i]).isCloseTo(FACTORS[i] * FACTORS[i] / squares, within(0.01));
    }
    assertThat(indices[0]).isLessThan(1e-9);
  }

  /** Of a product of independent factors of mean 1 and variance v, S_T is known. */
  @Test
  void onAProductTheIndexHoldsTheInteractions() {
    double[] indices =
        indices(
            OVER_BLACK.withDesigns(4096),
            shares -> {
              double product = 1;
              for (int i = 0; i < 9; i++) {
                product *= 1 + FACTORS[i] / 3 * (shares[i] - 0.5);
              }
              return product;
            });
    double all = 1;
    for (double factor : FACTORS) {
      all *= 1 + factor * factor / 108;
    }
    for (int i = 0; i < 9; i++) {
      double variance = FACTORS[i] * FACTORS[i] / 108;
      double expected = variance * (all / (1 + variance)) / (all - 1);
      assertThat(indices[i]).isCloseTo(expected, within(0.015));
    }
  }

  @Test
  void aScoreThatNeverChangesHasNoIndices() {
    assertThat(indices(OVER_BLACK.withDesigns(4), shares -> 0.5)).containsOnly(0);
  }

  @Test
  void theDefaultCosts2112Calls() {
    Picture picture = PixelModel.noise(16, 24, 1);
    LinearModel linear = new LinearModel(picture, 1, 1);
    linear.model.explainer(SobolIndices.defaults()).explain(picture, Targets.index(0));
    assertThat(linear.model.asked.get()).isEqualTo(32 * (64 + 2) + 2);
    assertThat(SobolIndices.defaults().withCalls(1000).designs()).isEqualTo(15);
  }

  @Test
  void aRunThatEndsWithinADesignHasTheIndicesOfTheCellsAsked() {
    Picture picture = PixelModel.ones(3, 3);
    PixelModel model = new PixelModel(3, 3, pixels -> new double[] {pixels[0] + pixels[12]});
    ImportanceMap map =
        model.explainer(OVER_BLACK).budget(2 + 2 + 5).explain(picture, Targets.index(0)).map(0);
    for (int i = 0; i < 9; i++) {
      assertThat(Double.isNaN(map.value(i))).isEqualTo(i >= 5);
      assertThat(map.coverage(i)).isEqualTo(i < 5 ? 1 : 0);
    }
    assertThat(map.value(0)).isPositive();
    assertThat(map.value(1)).isZero();
  }

  @Test
  void aLinearModelsCellsHaveTheirSharesOfTheVariance() {
    Picture picture = PixelModel.noise(12, 8, 1);
    LinearModel linear = new LinearModel(picture, 1, 1);
    CellGrid cells = new CellGrid(picture.domain(), 2);
    double[] shares = linear.shares(0, cells.partition());
    double squares = 0;
    for (double share : shares) {
      squares += share * share;
    }
    double[] expected = new double[4];
    for (int i = 0; i < 4; i++) {
      expected[i] = shares[i] * shares[i] / squares;
    }
    ImportanceMap truth = cells.map(expected, new int[] {1, 1, 1, 1});
    ImportanceMap map =
        linear
            .model
            .explainer(OVER_BLACK.withGrid(2).withDesigns(2048))
            .explain(picture, Targets.index(0))
            .map(0);
    for (int i = 0; i < 96; i++) {
      assertThat(map.value(i)).isCloseTo(truth.value(i), within(0.02));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SobolIndices.defaults().withGrid(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grid=0");
    assertThatThrownBy(() -> SobolIndices.defaults().withDesigns(1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
