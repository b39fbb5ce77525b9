package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
  private static int[] elements(Ranking ranking) {
    return IntStream.range(0, ranking.size()).map(ranking::element).toArray();
  }

  @Test
  void tiesStandInElementOrderAndNaNsLast() {
    double[] values = {1, Double.NaN, 3, 1, 3, -2, Double.NaN, 1};
    assertThat(elements(Ranking.descending(values))).containsExactly(2, 4, 0, 3, 7, 5, 1, 6);
  }

  @Test
  void zerosOfBothSignsAreOneValueAndInfinitiesAreValues() {
    double[] values = {-0.0, 0.0, -0.0, Double.POSITIVE_INFINITY, 1e-300, -1e-300};
    assertThat(elements(Ranking.descending(values))).containsExactly(3, 4, 0, 1, 2, 5);
  }

  /** Values of all magnitudes and signs, against a sort by comparing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalsASortByComparing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values =
        random
            .longs(3000)
            .mapToDouble(Double::longBitsToDouble)
            .map(v -> random.nextInt(4) == 0 ? random.nextInt(-3, 4) : v)
            .toArray();
    values[7] = Double.NEGATIVE_INFINITY;
    values[8] = Double.MIN_VALUE;
    values[9] = -Double.MIN_VALUE;
    values[10] = Double.NaN;
    int[] expected =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> Double.isNaN(values[i]))
                    .thenComparing(i -> Double.isNaN(values[i]) ? 0.0 : 0.0 - values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(elements(Ranking.descending(values))).isEqualTo(expected);
  }

  @Test
  void ofNothing() {
    assertThat(Ranking.descending(new double[0]).size()).isZero();
    assertThat(Prefix.of(Ranking.of(new int[0]), 0).length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyElementStandsOnceAndNoValueRises(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = random.nextInt(1, 400);
    double[] values = random.doubles(n).map(v -> Math.rint(8 * v)).toArray();
    int[] order = elements(Ranking.descending(values));
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
    for (int rank = 1; rank < n; rank++) {
      int before = order[rank - 1];
      int here = order[rank];
      assertThat(values[here]).isLessThanOrEqualTo(values[before]);
      if (values[here] == values[before]) {
        assertThat(here).isGreaterThan(before);
      }
    }
  }

  @Test
  void anOrderGivenIsKeptAndCopied() {
    int[] given = {2, 0, 1};
    Ranking ranking = Ranking.of(given);
    given[0] = 1;
    assertThat(elements(ranking)).containsExactly(2, 0, 1);
  }

  @Test
  void refusesWhatIsNoOrder() {
    for (int[] bad : List.of(new int[] {0, 0}, new int[] {0, 2}, new int[] {-1, 0})) {
      assertThatThrownBy(() -> Ranking.of(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("twice or out of range");
    }
  }

  @Test
  void prefixesKnowTheirLengthAndDomain() {
    Ranking ranking = Ranking.of(new int[] {2, 0, 1});
    assertThat(Prefix.of(ranking, 2).ranking()).isSameAs(ranking);
    assertThat(Prefix.of(ranking, 2).length()).isEqualTo(2);
    assertThat(Prefix.of(ranking, 0).fits(Domain.of(3))).isTrue();
    assertThat(Prefix.of(ranking, 3).fits(Domain.of(1, 3))).isTrue();
    assertThat(Prefix.of(ranking, 1).fits(Domain.of(2))).isFalse();
    assertThat(Prefix.of(ranking, 1)).hasToString("the first 1 elements of an order");
    for (int bad : new int[] {-1, 4}) {
      assertThatThrownBy(() -> Prefix.of(ranking, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("first %d of 3".formatted(bad));
    }
  }

  /** All prefixes of all 24 orders of four elements, of 2 orders of three. */
  @Test
  void fingerprintsTellOrdersAndLengthsApart() {
    Set<Fingerprint> seen = new HashSet<>();
    int masks = 0;
    for (int code = 0; code < 256; code++) {
      int[] order = {code >> 6, code >> 4 & 3, code >> 2 & 3, code & 3};
      if (IntStream.of(order).distinct().count() == 4) {
        masks += addPrefixes(Ranking.of(order), seen);
      }
    }
    masks += addPrefixes(Ranking.of(new int[] {0, 1, 2}), seen);
    masks += addPrefixes(Ranking.of(new int[] {0, 2, 1}), seen);
    assertThat(masks).isEqualTo(24 * 5 + 2 * 4);
    assertThat(seen).hasSize(masks);
    assertThat(Prefix.of(Ranking.of(new int[] {1, 0}), 1).fingerprint())
        .isEqualTo(Prefix.of(Ranking.of(new int[] {1, 0}), 1).fingerprint());
  }

  private static int addPrefixes(Ranking ranking, Set<Fingerprint> to) {
    for (int length = 0; length <= ranking.size(); length++) {
      to.add(Prefix.of(ranking, length).fingerprint());
    }
    return ranking.size() + 1;
  }
}
