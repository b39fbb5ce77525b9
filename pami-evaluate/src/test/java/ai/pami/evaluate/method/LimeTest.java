package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Partition;
import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.MeanColour;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.RegularGrid;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimeTest {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 10;
  private static final RegularGrid GRID = RegularGrid.of(5, 6);
  private static final Picture PICTURE = PixelModel.noise(WIDTH, HEIGHT, 4);
  private static final Partition CELLS = GRID.partition(PICTURE);

  /** A copy the model was asked: which cells it showed, and its score. */
  private record Seen(BitSet on, float score) {}

  /**
   * The weighted ridge regression by its textbook normal equations, with the intercept as a column
   * of ones that is not shrunk: an independent way to the coefficients.
   */
  private static double[] ridge(List<Seen> samples, double width, double alpha) {
    int players = CELLS.count();
    DMatrixRMaj a = new DMatrixRMaj(players + 1, players + 1);
    DMatrixRMaj b = new DMatrixRMaj(players + 1, 1);
    for (Seen sample : samples) {
      double shown = 0;
      double[] row = new double[players + 1];
      for (int j = 0; j < players; j++) {
        row[j] = sample.on.get(j) ? 1 : 0;
        shown += row[j];
      }
      row[players] = 1;
      double cosine = shown / (Math.sqrt(shown) * Math.sqrt(players));
      double weight = Math.exp(-Math.pow(1 - cosine, 2) / (2 * width * width));
      for (int r = 0; r <= players; r++) {
        b.add(r, 0, weight * row[r] * sample.score);
        for (int c = 0; c <= players; c++) {
          a.add(r, c, weight * row[r] * row[c]);
        }
      }
    }
    for (int j = 0; j < players; j++) {
      a.add(j, j, alpha);
    }
    DMatrixRMaj x = new DMatrixRMaj(players + 1, 1);
    assertThat(CommonOps_DDRM.solve(a, b, x)).isTrue();
    return x.data;
  }

  @ParameterizedTest
  @CsvSource({"200,0.25,1", "200,0.1,10", "20,0.25,1", "31,0.5,0.001"})
  void coefficientsAreThoseOfTheWeightedRidgeRegression(int samples, double width, double alpha) {
    List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    PixelModel model =
        new PixelModel(
            HEIGHT,
            WIDTH,
            pixels -> {
              BitSet on = new BitSet();
              double score = 0;
              for (int i = 0; i < WIDTH * HEIGHT; i++) {
                on.set(CELLS.regionOf(i), pixels[3 * i] > 0);
                score += pixels[3 * i] * Math.sin(i);
              }
              score = Math.tanh(score / 1000);
              seen.add(new Seen(on, (float) score));
              return new double[] {score};
            });
    Lime lime =
        Lime.defaults()
            .withPartitioner(GRID)
            .withSamples(samples)
            .withKernelWidth(width)
            .withAlpha(alpha)
            .withBackground(Solid.BLACK);
    ImportanceMap map = model.explainer(lime).threads(1).explain(PICTURE, Targets.index(0)).map(0);
    // The bare background is asked as well, but is none of the samples.
    seen.remove(1);
    assertThat(seen).hasSize(samples);
    double[] expected = ridge(seen, width, alpha);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertThat(map.value(i)).isCloseTo(expected[CELLS.regionOf(i)], within(1e-9));
    }
  }

  @Test
  void withoutShrinkingTheCoefficientsAreALinearModelsSlopes() {
    LinearModel linear = new LinearModel(PICTURE, 2, 9);
    Lime lime =
        Lime.defaults()
            .withPartitioner(GRID)
            .withSamples(300)
            .withAlpha(0)
            .withBackground(Solid.BLACK);
    var explanation = linear.model.explainer(lime).explain(PICTURE, Targets.index(0, 1));
    for (int k = 0; k < 2; k++) {
      double[] slopes = linear.shares(k, CELLS);
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        assertThat(explanation.map(k).value(i)).isCloseTo(slopes[CELLS.regionOf(i)], within(1e-6));
      }
    }
  }

  @Test
  void aHiddenSuperpixelShowsItsMeanColour() {
    float[] mean = MeanColour.ofRegions().of(PICTURE, CELLS);
    List<float[]> copies = Collections.synchronizedList(new ArrayList<>());
    PixelModel model =
        new PixelModel(
            HEIGHT,
            WIDTH,
            pixels -> {
              copies.add(pixels);
              return new double[] {pixels[0]};
            });
    model
        .explainer(Lime.defaults().withPartitioner(GRID).withSamples(30))
        .threads(1)
        .explain(PICTURE, Targets.index(0));
    int hidden = 0;
    for (float[] copy : copies.subList(2, copies.size())) {
      for (int i = 0; i < copy.length; i++) {
        if (Math.abs(copy[i] - PICTURE.value(i / 3, i % 3)) > 1e-3) {
          assertThat(copy[i]).isCloseTo(255 * mean[i], within(1e-3f));
          hidden++;
        }
      }
    }
    assertThat(hidden).isGreaterThan(29 * 360 / 4);
  }

  @Test
  void samplesWeighByTheirCosineDistance() {
    Lime lime = Lime.defaults();
    assertThat(lime.weight(40, 40)).isEqualTo(1);
    assertThat(lime.weight(10, 40)).isCloseTo(Math.exp(-0.25 / 0.125), within(1e-15));
    assertThat(lime.weight(0, 40)).isCloseTo(Math.exp(-8), within(1e-15));
  }

  @Test
  void theDefaultSuperpixelsAreQuickshifts() {
    assertThat(Lime.defaults().describe().get("partitioner"))
        .isEqualTo("quickshift(ratio=0.2, kernel_size=4, max_distance=200, seed=0)");
    LinearModel linear = new LinearModel(PICTURE, 1, 9);
    ImportanceMap map =
        linear
            .model
            .explainer(Lime.defaults().withSamples(40))
            .explain(PICTURE, Targets.index(0))
            .map(0);
    for (double value : map.values()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void windowsThatOverlapAreNoSuperpixels() {
    LinearModel linear = new LinearModel(PICTURE, 1, 9);
    Lime lime = Lime.defaults().withPartitioner(SlidingWindow.discs(3, 2));
    assertThatThrownBy(() -> linear.model.explainer(lime).explain(PICTURE, Targets.index(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Lime.defaults().withSamples(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samples=0");
    assertThatThrownBy(() -> Lime.defaults().withAlpha(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
