package ai.pami.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.evaluate.PixelModel;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FidelityTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 11;
  private static final int N = WIDTH * HEIGHT;

  private static final List<Metric> ALL =
      List.of(
          MuFidelity.xplique(),
          MuFidelity.quantus().withShare(0.1),
          Infidelity.ofContributions().scaledBest(),
          Infidelity.ofSlopes().scaledBest());

  /** Red of 128, nothing else. */
  private static Picture red() {
    byte[] rgb = new byte[3 * N];
    for (int i = 0; i < N; i++) {
      rgb[3 * i] = (byte) 128;
    }
    return Picture.of(WIDTH, HEIGHT, rgb);
  }

  private static double[] weights(long seed) {
    return new SplittableRandom(seed).doubles(N, -1, 1).toArray();
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  private static double value(Metric metric, JudgedMap judged) {
    return metric.measure(judged).orElseThrow();
  }

  /** On an additive model the weights tell every loss, but for their scale. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theWeightsOfAnAdditiveModelAreFaithful(long seed) {
    double[] weights = weights(seed);
    MapOf map = MapOf.picture(PixelModel.additive(HEIGHT, WIDTH, weights), red());
    MuFidelity cells = MuFidelity.xplique();
    MuFidelity pixels = MuFidelity.quantus().withShare(0.1);
    assertThat(value(cells, map.values(weights))).isCloseTo(1, within(1e-3));
    assertThat(value(cells, map.values(times(-3, weights)))).isCloseTo(-1, within(1e-3));
    assertThat(value(cells.withCorrelation(Correlation.PEARSON), map.values(times(7, weights))))
        .isCloseTo(1, within(1e-9));
    assertThat(value(pixels, map.values(weights))).isCloseTo(1, within(1e-9));
    assertThat(Math.abs(value(pixels, map.values(weights(seed + 50))))).isLessThan(0.5);
  }

  /**
   * A hidden pixel takes weight times 128/255. Maps of 0 and of twice the truth are off by each
   * loss alike.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void infidelityIsTheSquaredErrorOfTheLossesTold(long seed) {
    double[] weights = weights(seed);
    MapOf map = MapOf.picture(PixelModel.additive(HEIGHT, WIDTH, weights), red());
    double[] truth = times(128 / 255.0, weights);
    Infidelity contributions = Infidelity.ofContributions();
    assertThat(value(contributions, map.values(truth))).isCloseTo(0, within(1e-9));
    assertThat(value(Infidelity.ofSlopes(), map.values(weights))).isCloseTo(0, within(1e-9));
    double none = value(contributions, map.values(new double[N]));
    assertThat(none).isPositive();
    assertThat(value(contributions, map.values(times(2, truth)))).isCloseTo(none, within(1e-6));
    assertThat(value(contributions, map.values(times(3, truth)))).isCloseTo(4 * none, within(1e-5));
    assertThat(value(Infidelity.ofSlopes(), map.values(times(2, weights))))
        .isCloseTo(none, within(1e-6));
    for (double factor : new double[] {-5, 0.01, 100}) {
      assertThat(value(contributions.scaledBest(), map.values(times(factor, truth))))
          .isCloseTo(0, within(1e-9));
    }
    double[] other = weights(seed + 50);
    assertThat(value(contributions.scaledBest(), map.values(other)))
        .isLessThanOrEqualTo(value(contributions, map.values(other)))
        .isLessThanOrEqualTo(none)
        .isPositive();
  }

  /** Hidden pixels are white, shown ones black; the model notes which. */
  private static PixelModel noting(ConcurrentLinkedQueue<boolean[]> hidden) {
    return new PixelModel(
        HEIGHT,
        WIDTH,
        numbers -> {
          boolean[] white = new boolean[N];
          for (int i = 0; i < N; i++) {
            white[i] = numbers[3 * i + 1] > 0;
          }
          hidden.add(white);
          return new double[] {numbers[1], 0};
        });
  }

  private static List<Integer> sizes(Metric metric) {
    ConcurrentLinkedQueue<boolean[]> hidden = new ConcurrentLinkedQueue<>();
    PixelModel model = noting(hidden);
    double[] map = weights(1);
    metric.measure(MapOf.picture(model, red()).values(map));
    return hidden.stream()
        .map(white -> (int) java.util.stream.IntStream.range(0, N).filter(i -> white[i]).count())
        .filter(count -> count > 0 && count < N)
        .toList();
  }

  @Test
  void setsHaveTheSizeAskedFor() {
    // 0.1 of 143 pixels.
    assertThat(sizes(MuFidelity.quantus().withShare(0.1).withBackground(Solid.WHITE)))
        .hasSize(100)
        .containsOnly(14);
    assertThat(sizes(MuFidelity.xplique().withBackground(Solid.WHITE)))
        .hasSizeBetween(150, 200)
        .anyMatch(size -> size != 0.2 * N)
        .satisfies(
            sizes ->
                assertThat(sizes.stream().mapToInt(size -> size).average().orElseThrow())
                    .isBetween(0.15 * N, 0.25 * N));
    // Of 2x2 cells the larger ones have 6x7 pixels.
    assertThat(
            sizes(
                MuFidelity.xplique()
                    .withGrid(2)
                    .withShare(0.25)
                    .ofExactSize(true)
                    .withBackground(Solid.WHITE)))
        .containsOnly(6 * 7, 6 * 6, 5 * 7, 5 * 6)
        .hasSize(4);
    // Squares of sides 1 to 5.
    assertThat(sizes(Infidelity.ofContributions().withBackground(Solid.WHITE)))
        .containsOnly(1, 4, 9, 16, 25);
  }

  @Test
  void aSeedMakesTheSetsAgain() {
    MapOf map = MapOf.picture(PixelModel.wild(HEIGHT, WIDTH, 4), red());
    for (Metric metric : ALL) {
      assertThat(metric.measure(map.values(weights(2))))
          .isPresent()
          .isEqualTo(metric.measure(map.values(weights(2))));
    }
  }

  @Test
  void undefinedIsNeverANumber() {
    MapOf map = MapOf.picture(PixelModel.wild(HEIGHT, WIDTH, 4), red());
    double[] gap = weights(1);
    gap[3] = Double.NaN;
    for (Metric metric : ALL) {
      assertThat(metric.measure(map.values(gap))).as(metric.name()).isEmpty();
      assertThat(metric.measure(map.values(new double[N]))).as(metric.name()).isEmpty();
    }
    // A model that answers the same to everything loses nothing.
    MapOf deaf = MapOf.picture(new PixelModel(HEIGHT, WIDTH, n -> new double[] {1, 0}), red());
    assertThat(MuFidelity.xplique().measure(deaf.values(weights(1)))).isEmpty();
  }

  @Test
  void refusesSettingsThatAreNone() {
    assertThatThrownBy(() -> MuFidelity.xplique().withShare(1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> MuFidelity.xplique().withSets(1)).hasMessageContaining("1 sets");
    assertThatThrownBy(() -> MuFidelity.xplique().withGrid(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Infidelity.ofSlopes().withSquares(0)).hasMessageContaining("0 sq");
  }
}
