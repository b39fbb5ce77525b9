package ai.pami.evaluate.metric;

import static ai.pami.evaluate.metric.MapOf.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.evaluate.data.Box;
import ai.pami.image.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalisationTest {
  private static final List<Metric> ALL =
      List.of(
          EnergyInBox.scaled(),
          EnergyInBox.positive(),
          EnergyInBox.absolute(),
          EnergyInBox.signed(),
          RelevanceRank.of(),
          TopKIntersection.quantus().withK(3),
          TopKIntersection.quantus().withK(3).conceptInfluence(),
          PixelAuc.of());

  /** 4x2 pixels, the first two of row 0 inside. */
  private static final double[] VALUES = {4, 1, 3, 0, 2, -2, 0, 0};

  private static final Box INSIDE = box(0, 0, 1, 0);

  private static double value(Metric metric, JudgedMap judged) {
    return metric.measure(judged).orElseThrow();
  }

  /**
   * Scaled, v + 2: 6 3 5 2 4 0 2 2, in all 24, inside 9. Positive: 10 and 5. Absolute: 12 and 5.
   * Signed: 8 and 5.
   */
  @Test
  void energyWorkedOutByHand() {
    JudgedMap judged = MapOf.size(4, 2).values(VALUES, INSIDE);
    assertThat(value(EnergyInBox.scaled(), judged)).isEqualTo(9 / 24.0);
    assertThat(value(EnergyInBox.positive(), judged)).isEqualTo(5 / 10.0);
    assertThat(value(EnergyInBox.absolute(), judged)).isEqualTo(5 / 12.0);
    assertThat(value(EnergyInBox.signed(), judged)).isEqualTo(5 / 8.0);
  }

  /**
   * Of the 2 highest, 4 and 3, one lies inside. Of the 3 highest, 4, 3, 2, one does; inside is a
   * quarter of the picture. Of the 2 x 6 pairs the 4 wins 6 and the 1 wins 4.
   */
  @Test
  void ranksWorkedOutByHand() {
    JudgedMap judged = MapOf.size(4, 2).values(VALUES, INSIDE);
    TopKIntersection three = TopKIntersection.quantus().withK(3);
    assertThat(value(RelevanceRank.of(), judged)).isEqualTo(1 / 2.0);
    assertThat(value(three, judged)).isEqualTo(1 / 3.0);
    assertThat(value(three.conceptInfluence(), judged)).isCloseTo(4 / 3.0, within(1e-12));
    assertThat(value(PixelAuc.of(), judged)).isEqualTo(10 / 12.0);
  }

  /** Three ones, one inside, share the two places: 2/3 of a pixel of 2. Pairs: 1/2 + 1/2 of 4. */
  @Test
  void tiesAreShared() {
    JudgedMap judged =
        MapOf.size(2, 2).values(new double[] {1, 1, 1, 0}, box(0, 0, 0, 0), box(1, 1, 1, 1));
    assertThat(value(RelevanceRank.of(), judged)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(value(PixelAuc.of(), judged)).isEqualTo(0.25);
  }

  @Test
  void thePerfectMapHasAllAndTheInvertedNothing() {
    double[] perfect = {1, 1, 0, 0, 0, 0, 0, 0};
    double[] inverted = {0, 0, 1, 1, 1, 1, 1, 1};
    for (Metric metric : ALL) {
      double best = metric.name().equals("top-k") ? 2 / 3.0 : 1;
      if (!metric.name().equals("concept-influence")) {
        // The third place of the perfect map is tied among six pixels outside.
        assertThat(value(metric, MapOf.size(4, 2).values(perfect, INSIDE))).isEqualTo(best);
      }
      assertThat(value(metric, MapOf.size(4, 2).values(inverted, INSIDE))).isZero();
      assertThat(metric.higherIsBetter()).isTrue();
    }
  }

  @Test
  void pixelsWithoutAValueAreLeftOutOfTheMaskToo() {
    double[] values = {4, Double.NaN, 3, 0, Double.NaN, -2, 0, 0};
    JudgedMap judged = MapOf.size(4, 2).values(values, INSIDE);
    // Scaled: 6 5 2 0 2 2, in all 17, inside 6.
    assertThat(value(EnergyInBox.scaled(), judged)).isCloseTo(6 / 17.0, within(1e-12));
    assertThat(value(RelevanceRank.of(), judged)).isEqualTo(1);
    assertThat(value(PixelAuc.of(), judged)).isEqualTo(1);
  }

  @Test
  void undefinedIsNeverANumber() {
    MapOf map = MapOf.size(4, 2);
    double[] unknown = new double[8];
    Arrays.fill(unknown, Double.NaN);
    double[] unknownInside = VALUES.clone();
    unknownInside[0] = Double.NaN;
    unknownInside[1] = Double.NaN;
    for (Metric metric : ALL) {
      assertThat(metric.measure(map.values(VALUES))).as(metric.name()).isEmpty();
      assertThat(metric.measure(map.values(new double[8], INSIDE))).as(metric.name()).isEmpty();
      assertThat(metric.measure(map.values(unknown, INSIDE))).as(metric.name()).isEmpty();
      assertThat(metric.measure(map.values(unknownInside, INSIDE))).as(metric.name()).isEmpty();
    }
    double[] negative = {-1, -2, -3, -4, -5, -6, -7, -8};
    assertThat(EnergyInBox.positive().measure(map.values(negative, INSIDE))).isEmpty();
    assertThat(EnergyInBox.signed().measure(map.values(negative, INSIDE))).isEmpty();
    assertThat(PixelAuc.of().measure(map.values(VALUES, box(0, 0, 3, 1)))).isEmpty();
    assertThat(TopKIntersection.quantus().measure(map.values(VALUES, INSIDE))).isEmpty();
  }

  /** 40x20 squashed to 4x4: middles at columns 5, 15, 25, 35 and rows 2.5, 7.5, 12.5, 17.5. */
  @Test
  void boxesAreMappedThroughASquash() {
    MapOf map = MapOf.placed(40, 20, new Placement(4, 4, 0, 0, 10, 5));
    double[] values = new double[16];
    for (int inside : new int[] {5, 6, 9, 10}) {
      values[inside] = 1;
    }
    Box box = box(10, 5, 29, 14);
    assertThat(value(EnergyInBox.scaled(), map.values(values, box))).isEqualTo(1);
    values[0] = 3;
    assertThat(value(EnergyInBox.scaled(), map.values(values, box))).isEqualTo(4 / 7.0);
    // Middles lie in a box from its first corner on, up to where its last pixel ends.
    assertThat(value(EnergyInBox.scaled(), map.values(values, box(15, 7, 24, 12))))
        .isEqualTo(2 / 7.0);
  }

  /** The middle 20x20 of 40x20 as 4x4: middles at columns 12.5, 17.5, 22.5, 27.5. */
  @Test
  void boxesAreMappedThroughACrop() {
    MapOf map = MapOf.placed(40, 20, new Placement(4, 4, 10, 0, 5, 5));
    double[] values = new double[16];
    values[0] = 1;
    values[1] = 2;
    assertThat(value(EnergyInBox.scaled(), map.values(values, box(0, 0, 14, 4))))
        .isEqualTo(1 / 3.0);
    assertThat(value(EnergyInBox.scaled(), map.values(values, box(15, 0, 39, 4))))
        .isEqualTo(2 / 3.0);
    for (Metric metric : ALL) {
      assertThat(metric.measure(map.values(values, box(0, 0, 9, 19)))).isEmpty();
      assertThat(metric.measure(map.values(values, box(30, 0, 39, 19)))).isEmpty();
    }
  }

  private static double[] random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return random
        .doubles(count)
        .map(v -> random.nextInt(8) == 0 ? Double.NaN : Math.rint(10 * v) - 3)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theAreaUnderTheCurveIsTheShareOfPairsWon(long seed) {
    double[] values = random(seed, 70);
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < 70; i++) {
      for (int j = 0; j < 70; j++) {
        boolean inside = i % 10 >= 3 && i % 10 <= 6 && i / 10 <= 4;
        boolean otherInside = j % 10 >= 3 && j % 10 <= 6 && j / 10 <= 4;
        if (inside && !otherInside && !Double.isNaN(values[i]) && !Double.isNaN(values[j])) {
          won += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    JudgedMap judged = MapOf.size(10, 7).values(values, box(3, 0, 6, 4));
    assertThat(value(PixelAuc.of(), judged)).isCloseTo(won / pairs, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void rankMetricsDependOnTheOrderAlone(long seed) {
    double[] values = random(seed, 70);
    double[] rescaled = Arrays.stream(values).map(v -> Math.exp(v / 2) - 40).toArray();
    double[] scaled = Arrays.stream(values).map(v -> 8 * v - 3).toArray();
    Box box = box(2, 1, 7, 4);
    JudgedMap judged = MapOf.size(10, 7).values(values, box);
    for (Metric metric :
        List.of(
            RelevanceRank.of(),
            TopKIntersection.quantus().withK(9),
            PixelAuc.of(),
            PointingGame.pami(),
            PointingGame.torchRay())) {
      assertThat(metric.measure(MapOf.size(10, 7).values(rescaled, box)))
          .as(metric.name())
          .isEqualTo(metric.measure(judged));
    }
    assertThat(value(EnergyInBox.scaled(), MapOf.size(10, 7).values(scaled, box)))
        .isCloseTo(value(EnergyInBox.scaled(), judged), within(1e-12));
  }

  @Test
  void refusesNoPixels() {
    assertThatThrownBy(() -> TopKIntersection.quantus().withK(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the 0 highest");
  }
}
