package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Partition;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.image.segment.RegularGrid;
import ai.pami.method.Evidence;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that adds up weighted pixels: over a black background a region's evidence is the sum of
 * its own terms, however it is asked. Weights and pixels are whole numbers, so that every sum is
 * exact in float32.
 */
class AdditiveModelTest {
  private static final int WIDTH = 14;
  private static final int HEIGHT = 9;

  private static final class Case {
    private final Picture picture;
    private final int[] weights;

    Case(long seed) {
      this.picture = TestPictures.noise(WIDTH, HEIGHT, seed + 1000);
      this.weights = new SplittableRandom(seed).ints(3L * WIDTH * HEIGHT, -9, 10).toArray();
    }

    private float[] score(float[] numbers) {
      float sum = 0;
      for (int i = 0; i < numbers.length; i++) {
        sum += weights[i] * numbers[i];
      }
      return new float[] {sum};
    }

    /** What a pixel adds to the score. */
    double share(int pixel) {
      double share = 0;
      for (int c = 0; c < 3; c++) {
        share += (double) weights[3 * pixel + c] * picture.value(pixel, c);
      }
      return share;
    }

    /** What each cell of a grid adds to the score. */
    double[] shares(Partition grid) {
      double[] shares = new double[grid.count()];
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        shares[grid.regionOf(i)] += share(i);
      }
      return shares;
    }

    ImportanceMap explain(Evidence evidence, List<RegularGrid> grids) {
      FunctionTensorModel model =
          new FunctionTensorModel(
              ElementType.FLOAT32, List.of(TensorInfo.FREE, HEIGHT, WIDTH, 3), this::score);
      ImageSettings settings =
          Preset.DEFAULT
              .settings()
              .withBackground(Solid.BLACK)
              .withPartitioners(grids)
              .withEvidence(evidence);
      return ImageExplainer.of(model, Preprocessing.RAW)
          .settings(settings)
          .explain(picture, Targets.index(0))
          .map(0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCellsValueIsWhatItAddsToTheScore(long seed) {
    Case additive = new Case(seed);
    SplittableRandom random = new SplittableRandom(seed);
    RegularGrid grid = RegularGrid.of(random.nextInt(1, HEIGHT + 1), random.nextInt(1, WIDTH + 1));
    Partition cells = grid.partition(additive.picture);
    double[] shares = additive.shares(cells);
    for (Evidence evidence : Evidence.values()) {
      ImportanceMap map = additive.explain(evidence, List.of(grid));
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        assertThat(map.value(i)).as("%s", evidence).isEqualTo(shares[cells.regionOf(i)]);
        assertThat(map.coverage(i)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void overSeveralGridsAPixelHasTheirMeanAndItsStandardError(long seed) {
    Case additive = new Case(seed);
    List<RegularGrid> grids =
        List.of(RegularGrid.of(2, 3), RegularGrid.of(4, 4), RegularGrid.of(9, 5));
    List<Partition> cells = grids.stream().map(g -> g.partition(additive.picture)).toList();
    for (Evidence evidence : Evidence.values()) {
      ImportanceMap map = additive.explain(evidence, grids);
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int pixel = i;
        double[] evidences =
            cells.stream()
                .mapToDouble(grid -> additive.shares(grid)[grid.regionOf(pixel)])
                .toArray();
        double mean = Arrays.stream(evidences).average().orElseThrow();
        int n = evidences.length;
        double variance =
            Arrays.stream(evidences).map(e -> (e - mean) * (e - mean)).sum() / (n - 1);
        assertThat(map.value(i)).isCloseTo(mean, within(1e-6));
        assertThat(map.standardError(i))
            .isFinite()
            .isNotNegative()
            .isCloseTo(Math.sqrt(variance / n), within(1e-3));
      }
    }
  }
}
