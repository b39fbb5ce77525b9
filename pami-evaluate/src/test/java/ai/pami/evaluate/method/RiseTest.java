package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiseTest {
  private static final int WIDTH = 6;
  private static final int HEIGHT = 5;
  private static final int SIZE = WIDTH * HEIGHT;
  private static final int CELLS = 3;

  /** Rows from SciPy's zoom (order 1, mode "mirror", grid_mode), which scikit-image's resize is. */
  @Test
  void masksAreEnlargedAsTheAuthorsCodeDoes() {
    boolean[] shown = {true, true, false, false, true, true, true, true, false};
    RiseMasks masks = new RiseMasks(Domain.of(10, 8), 3, 0.5, 0);
    float[] atTheCorner = masks.mask(shown, 0, 0).shares();
    assertThat(Arrays.copyOf(atTheCorner, 16))
        .containsExactly(
            new float[] {
              0.746094f, 0.644531f, 0.644531f, 0.746094f, 0.847656f, 0.949219f, 0.925781f,
              0.777344f, 0.863281f, 0.808594f, 0.808594f, 0.863281f, 0.917969f, 0.972656f,
              0.902344f, 0.707031f
            },
            within(1e-6f));
    float[] shifted = masks.mask(shown, 3, 2).shares();
    assertThat(Arrays.copyOfRange(shifted, 64, 80))
        .containsExactly(
            new float[] {
              0.699219f, 0.785156f, 0.871094f, 0.957031f, 0.917969f, 0.753906f, 0.589844f,
              0.425781f, 0.863281f, 0.902344f, 0.941406f, 0.980469f, 0.894531f, 0.683594f,
              0.472656f, 0.261719f
            },
            within(1e-6f));
  }

  /** How much of each cell a pixel of an axis shows, for a shift. */
  private static double[] cellWeights(int pixel, int shift, int extent) {
    int cell = (extent + CELLS - 1) / CELLS;
    double at = (pixel + shift + 0.5) * CELLS / ((CELLS + 1) * cell) - 0.5;
    int floor = (int) Math.floor(at);
    double[] weights = new double[CELLS];
    weights[mirrored(floor)] += 1 - (at - floor);
    weights[mirrored(floor + 1)] += at - floor;
    return weights;
  }

  private static int mirrored(int cell) {
    return cell < 0 ? -cell : cell >= CELLS ? 2 * CELLS - 2 - cell : cell;
  }

  /** E[m(i) m(j)] over cells and shifts. */
  private static double moment(int i, int j, double p) {
    int down = (HEIGHT + CELLS - 1) / CELLS;
    int across = (WIDTH + CELLS - 1) / CELLS;
    double sum = 0;
    for (int top = 0; top < down; top++) {
      for (int left = 0; left < across; left++) {
        double same =
            dot(cellWeights(i / WIDTH, top, HEIGHT), cellWeights(j / WIDTH, top, HEIGHT))
                * dot(cellWeights(i % WIDTH, left, WIDTH), cellWeights(j % WIDTH, left, WIDTH));
        sum += p * p + p * (1 - p) * same;
      }
    }
    return sum / (down * across);
  }

  private static double dot(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }

  @ParameterizedTest
  @EnumSource(Rise.Division.class)
  void onALinearModelTheMapIsItsExpectation(Rise.Division division) {
    double p = 0.4;
    Picture picture = PixelModel.noise(WIDTH, HEIGHT, 3);
    LinearModel linear = new LinearModel(picture, 1, 5);
    Rise rise =
        Rise.defaults()
            .withMasks(20_000)
            .withCells(CELLS)
            .withProbability(p)
            .withDivision(division)
            .withSeed(2)
            .withBackground(Solid.BLACK);
    ImportanceMap map = linear.model.explainer(rise).explain(picture, Targets.index(0)).map(0);
    double squares = 0;
    for (int i = 0; i < SIZE; i++) {
      double expected = 0;
      for (int j = 0; j < SIZE; j++) {
        expected += linear.share(0, j) * moment(i, j, p) / p;
      }
      double z = (map.value(i) - expected) / map.standardError(i);
      assertThat(z).isBetween(-4.5, 4.5);
      squares += z * z;
    }
    // Were the standard errors far too large, the deviations would be far too small.
    assertThat(squares / SIZE).isBetween(0.05, 4.0);
  }

  @Test
  void divisionByCoverageIsTheWeightedMeanOfTheScores() {
    Picture picture = PixelModel.noise(7, 4, 3);
    PixelModel constant = new PixelModel(4, 7, pixels -> new double[] {0.25});
    Rise rise = Rise.defaults().withMasks(50).withCells(2);
    ImportanceMap mean =
        constant
            .explainer(rise.withDivision(Rise.Division.COVERAGE))
            .explain(picture, Targets.index(0))
            .map(0);
    for (int i = 0; i < 28; i++) {
      assertThat(mean.value(i)).isCloseTo(0.25, within(1e-12));
      assertThat(mean.standardError(i)).isCloseTo(0, within(1e-7));
    }
    ImportanceMap expected = constant.explainer(rise).explain(picture, Targets.index(0)).map(0);
    assertThat(Arrays.stream(expected.values()).distinct().count()).isGreaterThan(10);
  }

  @Test
  void aRunThatEndsEarlyIsTheRunOfSoManyMasks() {
    Picture picture = PixelModel.noise(9, 6, 3);
    LinearModel linear = new LinearModel(picture, 1, 5);
    Rise rise = Rise.defaults().withCells(3);
    double[] early =
        linear
            .model
            .explainer(rise.withMasks(500))
            .budget(42)
            .explain(picture, Targets.index(0))
            .map(0)
            .values();
    assertThat(linear.model.asked.get()).isEqualTo(42);
    double[] small =
        linear
            .model
            .explainer(rise.withMasks(40))
            .explain(picture, Targets.index(0))
            .map(0)
            .values();
    assertThat(early).isEqualTo(small);
  }

  @ParameterizedTest
  @CsvSource({"1,1,7", "3,1,7", "2,9,1", "8,8,8"})
  void smallPicturesHaveMaps(int width, int height, int cells) {
    Picture picture = PixelModel.noise(width, height, 3);
    LinearModel linear = new LinearModel(picture, 1, 5);
    ImportanceMap map =
        linear
            .model
            .explainer(Rise.defaults().withMasks(64).withCells(cells))
            .explain(picture, Targets.index(0))
            .map(0);
    for (double value : map.values()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Rise.defaults().withMasks(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("masks=0");
    assertThatThrownBy(() -> Rise.defaults().withProbability(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("probability=0.0");
  }
}
