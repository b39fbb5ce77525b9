package ai.pami.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  private static double value(Metric metric, double... values) {
    return metric.measure(MapOf.size(2, values.length / 2).values(values)).orElseThrow();
  }

  /** 1, 2, 3, 4: (-3 - 2 + 3 + 12) / (4 x 10). */
  @Test
  void sparsenessWorkedOutByHand() {
    assertThat(value(Sparseness.of(), 3, 1, 4, 2)).isEqualTo(0.25);
    assertThat(value(Sparseness.of(), -3, 1, 4, -2)).isEqualTo(0.25);
    assertThat(value(Sparseness.of(), 0, 0, 7, 0)).isEqualTo(0.75);
    assertThat(value(Sparseness.of(), 5, 5, -5, 5)).isZero();
    assertThat(value(Sparseness.of(), Double.NaN, 5, 0, Double.NaN)).isEqualTo(0.5);
  }

  /** 1/4, 1/4, 1/2, 0: 2 x 1/4 ln 4 + 1/2 ln 2 = 3/2 ln 2. */
  @Test
  void complexityWorkedOutByHand() {
    assertThat(value(Complexity.of(), 1, -1, 2, 0)).isCloseTo(1.5 * Math.log(2), within(1e-12));
    assertThat(value(Complexity.normalised(), 1, -1, 2, 0)).isCloseTo(0.75, within(1e-12));
    assertThat(value(Complexity.of(), 0, 0, 7, 0)).isZero();
    assertThat(value(Complexity.of(), 5, 5, -5, 5)).isCloseTo(Math.log(4), within(1e-12));
    assertThat(value(Complexity.normalised(), 5, Double.NaN, -5, 5)).isCloseTo(1, within(1e-12));
  }

  /** Gini is also the mean difference of all pairs over twice the mean. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sparsenessIsTheMeanDifferenceOfPairs(long seed) {
    double[] values = new SplittableRandom(seed).doubles(50, -3, 3).toArray();
    double differences = 0;
    double sum = 0;
    for (double a : values) {
      sum += Math.abs(a);
      for (double b : values) {
        differences += Math.abs(Math.abs(a) - Math.abs(b));
      }
    }
    assertThat(value(Sparseness.of(), values))
        .isCloseTo(differences / (2 * 50 * sum), within(1e-12));
    double[] scaled = Arrays.stream(values).map(v -> -8 * v).toArray();
    for (Metric metric : List.of(Sparseness.of(), Complexity.of(), Complexity.normalised())) {
      assertThat(value(metric, scaled)).isCloseTo(value(metric, values), within(1e-12));
    }
  }

  @Test
  void mapsWithoutMassAreUndefined() {
    double[] unknown = {Double.NaN, Double.NaN};
    for (Metric metric : List.of(Sparseness.of(), Complexity.of(), Complexity.normalised())) {
      assertThat(metric.measure(MapOf.size(2, 1).values(new double[2]))).isEmpty();
      assertThat(metric.measure(MapOf.size(2, 1).values(unknown))).isEmpty();
    }
    assertThat(
            Complexity.normalised().measure(MapOf.size(2, 1).values(new double[] {1, Double.NaN})))
        .isEmpty();
  }
}
