package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders on set functions that can be worked out on paper. */
class SelectionPathTest {
  private static int asked;

  private static List<Integer> order(
      int parts, ToDoubleFunction<BitSet> worth, double[] bonus, int tests) {
    Gain[] first = new Gain[parts];
    for (int part = 0; part < parts; part++) {
      BitSet alone = new BitSet();
      alone.set(part);
      first[part] = new Gain(worth.applyAsDouble(alone), 0);
    }
    SelectionPath path =
        new SelectionPath(first, bonus, Double.POSITIVE_INFINITY, sizes(parts), tests, tests);
    path.begin(first);
    asked = 0;
    for (List<Integer> next = path.next(); !next.isEmpty(); next = path.next()) {
      for (int part : next) {
        asked++;
        path.tested(part, new Gain(worth.applyAsDouble(path.with(part)), 0));
      }
    }
    return path.order();
  }

  private static int[] sizes(int parts) {
    int[] sizes = new int[parts];
    Arrays.fill(sizes, 10);
    return sizes;
  }

  private static double[] random(int n, long seed) {
    return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
  }

  private static List<Integer> descending(double[] values) {
    Ranking ranking = Ranking.descending(values);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      order.add(ranking.element(i));
    }
    return order;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 30})
  void additiveWorthIsOrderedByTerms(int tests) {
    double[] terms = random(20, tests);
    assertThat(order(20, s -> s.stream().mapToDouble(i -> terms[i]).sum(), new double[20], tests))
        .isEqualTo(descending(terms));
  }

  /** Where gains only shrink, the lazy order is the one that tests everything each time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shrinkingGainsAreOrderedAsByTestingAll(long seed) {
    // Covering a set: a part's gain is what it covers and no other has.
    SplittableRandom random = new SplittableRandom(seed);
    BitSet[] covers = new BitSet[15];
    Arrays.setAll(covers, i -> BitSet.valueOf(new long[] {random.nextLong(1L << 40)}));
    double[] tieBreak = new double[15];
    Arrays.setAll(tieBreak, i -> i * 1e-6);
    ToDoubleFunction<BitSet> covered =
        s -> {
          BitSet all = new BitSet();
          s.stream().forEach(i -> all.or(covers[i]));
          return all.cardinality();
        };
    assertThat(order(15, covered, tieBreak, 2)).isEqualTo(order(15, covered, tieBreak, 100));
    order(15, covered, tieBreak, 1);
    assertThat(asked).isLessThan(15 * 14 / 2);
  }

  @Test
  void aBonusGoesWithEveryGain() {
    double[] terms = {0.5, 0.4, 0.3};
    assertThat(
            order(
                3,
                s -> s.stream().mapToDouble(i -> terms[i]).sum(),
                new double[] {0, 0.05, 0.5},
                1))
        .containsExactly(2, 0, 1);
  }

  @Test
  void onePartIsAnOrder() {
    assertThat(order(1, s -> 7, new double[1], 4)).containsExactly(0);
  }

  /** What a part took when it was last hidden is more than there is left to take. */
  @Test
  void aStaleLossIsNoMoreThanWhatIsLeft() {
    Gain[] expected = {
      new Gain(0, 0.9), new Gain(0, 0.8), new Gain(0.1, 0.05), new Gain(0.01, 0.02)
    };
    SelectionPath path = new SelectionPath(expected, new double[4], 1, sizes(4), 1, 1);
    path.begin(expected);
    assertThat(path.hides()).isTrue();
    // 0.1 is left, so part 1 promises no more than 0.1, part 2 0.15.
    assertThat(path.next()).containsExactly(2);
    path.tested(2, new Gain(0.1, 0.99));
    assertThat(path.next()).containsExactly(3);
    assertThat(path.order()).startsWith(0, 2);
    assertThat(path.hides()).isFalse();
  }

  @Test
  void fewerPartsAreTestedOnceThreeTenthsHaveTheirPlaces() {
    Gain[] expected = new Gain[10];
    Arrays.setAll(expected, part -> new Gain(10 - part, 0));
    SelectionPath path =
        new SelectionPath(expected, new double[10], Double.POSITIVE_INFINITY, sizes(10), 4, 2);
    path.begin(expected);
    double worth = expected[0].shown();
    List<Integer> steps = new ArrayList<>();
    for (List<Integer> next = path.next(); !next.isEmpty(); next = path.next()) {
      steps.add(next.size());
      for (int part : next) {
        path.tested(part, new Gain(worth + expected[part].shown(), 0));
      }
      worth += expected[next.get(0)].shown();
    }
    // One part is there from the beginning; four are more than three tenths.
    assertThat(steps).startsWith(4, 4, 4, 2, 2).doesNotContain(3);
  }

  @Test
  void whereNobodyKnowsWhatThereIsToLoseHidingGoesOn() {
    Gain[] expected = {new Gain(0, 0.9), new Gain(0, 0.8)};
    SelectionPath path =
        new SelectionPath(expected, new double[2], Double.POSITIVE_INFINITY, sizes(2), 1, 1);
    path.begin(expected);
    path.next();
    path.tested(1, new Gain(0, 100));
    path.next();
    assertThat(path.hides()).isTrue();
  }

  /** An opening part is first, whatever it adds; the others are worth what they add to it. */
  @Test
  void anOpeningPartComesFirst() {
    Gain[] expected = {new Gain(0, 0), new Gain(3, 0), new Gain(2, 0)};
    SelectionPath path =
        new SelectionPath(expected, new double[3], Double.POSITIVE_INFINITY, sizes(3), 4, 4);
    path.begin(0);
    assertThat(path.next()).containsExactly(0);
    path.tested(0, new Gain(-1, 0));
    assertThat(path.next()).containsExactly(1, 2);
    assertThat(path.order().get(0)).isZero();
    path.tested(1, new Gain(0, 0));
    path.tested(2, new Gain(4, 0));
    assertThat(path.next()).containsExactly(1);
    path.tested(1, new Gain(3, 0));
    assertThat(path.next()).isEmpty();
    assertThat(path.order()).containsExactly(0, 2, 1);
  }
}
