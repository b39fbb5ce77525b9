package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.domain.Fingerprint;
import ai.pami.domain.Partition;
import ai.pami.domain.Ranking;
import ai.pami.engine.ArrayComposer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.FunctionModel;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which map stays, on maps and models whose curves are known. */
class AdaptiveSmoothingTest {
  private static final int N = 140;
  private static final Domain DOMAIN = Domain.of(10, 14);

  /** The selection's order, and as unlike it as can be the survey's. */
  private static final Ranking OWN = Ranking.of(IntStream.range(0, N).toArray());

  private static final Ranking SMOOTH =
      Ranking.of(IntStream.range(0, N).map(rank -> N - 1 - rank).toArray());

  private static AdaptiveSmoothing withEvenness(double evenness) {
    return new AdaptiveSmoothing(evenness, survey -> survey);
  }

  @Test
  void mapsBeginWithTheSmoothedSurveyAndGoOnWithTheSelection() {
    List<SmootherOrder> orders = AdaptiveSmoothing.orders(SMOOTH, OWN, 0.2);

    assertThat(orders).extracting(SmootherOrder::share).containsExactly(0.6, 0.45, 0.3, 0.15, 0.0);
    assertThat(orders.get(4).order()).isSameAs(OWN);
    for (SmootherOrder order : orders) {
      assertThat(order.head()).isEqualTo(0.2);
      int head = (int) Math.round(order.share() * N);
      for (int rank = 0; rank < N; rank++) {
        // The survey's last elements first, then the others in the selection's order.
        assertThat(order.order().element(rank)).isEqualTo(rank < head ? N - 1 - rank : rank - head);
      }
    }
  }

  /** So that maps of all orders are asked about them once. */
  @Test
  void whatMapsHaveInCommonIsOneMask() {
    Ranking other = Ranking.descending(new SplittableRandom(1).doubles(N).toArray());
    Set<Fingerprint> asked = new HashSet<>();
    for (Ranking one : List.of(OWN, other)) {
      for (SmootherOrder order : AdaptiveSmoothing.orders(SMOOTH, one, 0.1)) {
        for (int length : AdaptiveSmoothing.lengths(N)) {
          asked.add(order.first(length).fingerprint());
        }
      }
    }
    assertThat(asked).hasSize((int) AdaptiveSmoothing.calls(1));
  }

  /** Values stay the survey's but for what keeps the order of equal ones. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void valuesAreDealtOutAnew(long seed) {
    double[] survey = new SplittableRandom(seed).ints(N, -3, 4).asDoubleStream().toArray();
    Ranking anew = Ranking.descending(new SplittableRandom(-seed).doubles(N).toArray());
    ImportanceMap map =
        new SmoothedSurvey(ImportanceMap.of(DOMAIN, survey), values -> values).dealtApart(anew);
    double[] sorted = Arrays.stream(map.values()).map(v -> Math.rint(v) + 0.0).sorted().toArray();
    assertThat(sorted).isEqualTo(Arrays.stream(survey).sorted().toArray());
    Ranking order = Ranking.descending(map.values());
    for (int rank = 0; rank < N; rank++) {
      assertThat(order.element(rank)).isEqualTo(anew.element(rank));
    }
  }

  @Test
  void aMapIsWorthItsMeanScoreAndItsEvenness() {
    AdaptiveSmoothing smoothing = withEvenness(0.1);
    Ranking any = Ranking.descending(new double[N]);
    double[] curve = {0, 1, 1, 1, 1, 1, 1, 1};
    // Half of the 14 steps at 1 of 2, a root of 0.3 and a head of 0.2.
    assertThat(smoothing.worth(new SmootherOrder(any, any, 0.09, 0.2), curve, 2))
        .isCloseTo(0.25 + 0.1 * (0.3 + 0.2), within(1e-12));
    assertThat(smoothing.worth(new SmootherOrder(any, any, 0, 0), curve, 1))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void asManyOrdersAreComparedAsCallsAreLeft() {
    assertThat(AdaptiveSmoothing.calls(1)).isEqualTo(48);
    assertThat(AdaptiveSmoothing.calls(3)).isEqualTo(144);
    assertThat(AdaptiveSmoothing.orders(1, 48)).isEqualTo(2);
    assertThat(AdaptiveSmoothing.orders(1, 67)).isEqualTo(2);
    assertThat(AdaptiveSmoothing.orders(1, 68)).isEqualTo(3);
    assertThat(AdaptiveSmoothing.orders(1, 88)).isEqualTo(4);
    assertThat(AdaptiveSmoothing.orders(2, 175)).isEqualTo(3);
    assertThat(AdaptiveSmoothing.orders(2, EngineOptions.NO_BUDGET)).isEqualTo(4);
  }

  @Test
  void evennessIsAboveZero() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> withEvenness(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Double.toString(bad));
    }
  }

  private static MethodResult explain(
      ToDoubleFunction<double[]> model, Optional<AdaptiveSmoothing> adaptive, long budget) {
    double[] ones = new double[N];
    Arrays.fill(ones, 1);
    ArrayComposer composer = new ArrayComposer(DOMAIN, ones, new double[N]);
    Scoring scoring = new Scoring(Activation.NONE, List.of(Target.value(0, "score")));
    int[] labels = new int[N];
    Arrays.setAll(labels, e -> e / 7);
    Partition parts = Partition.of(DOMAIN, labels);
    EngineOptions options = EngineOptions.defaults().withBudget(budget);
    try (ProbeEngine<double[]> engine =
        new ProbeEngine<>(
            new FunctionModel(N, x -> new double[] {model.applyAsDouble(x)}), options)) {
      Baseline<double[]> baseline = Baselines.asked(engine, scoring, composer);
      SelectionOptions selection =
          new SelectionOptions(
              Evidence.BOTH, 1, 0, 0, 0, 4, 2, false, UnaryOperator.identity(), adaptive);
      MethodResult result =
          new SelectionMethod<>(engine, scoring, baseline, selection)
              .explain(
                  List.of(new Layer<>("parts", parts, composer)),
                  List.of(parts, parts, parts, parts),
                  composer);
      assertThat(engine.calls()).isLessThanOrEqualTo(budget);
      return result;
    }
  }

  /** Reverses the survey: as unlike the selection's order as can be. */
  private static final Optional<AdaptiveSmoothing> REVERSED =
      Optional.of(
          new AdaptiveSmoothing(0.075, v -> Arrays.stream(v).map(value -> -value).toArray()));

  /** Nearly all of it hangs on the first 21 elements; no two parts are worth the same. */
  private static double first(double[] x) {
    double sum = 0;
    for (int e = 0; e < N; e++) {
      int part = e / 7;
      sum += x[e] * (e < 21 ? 1 : 0.001) * (1 - 0.001 * part) / 21;
    }
    return sum;
  }

  private static List<Integer> order(MethodResult result) {
    Ranking order = Ranking.descending(result.maps().get(0).values());
    return IntStream.range(0, N).mapToObj(order::element).toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void aMapWhoseScoreHangsOnItsOrderHasTheSmallestHeadAndIsSharpBehindIt() {
    long unlimited = EngineOptions.NO_BUDGET;
    MethodResult plain = explain(AdaptiveSmoothingTest::first, Optional.empty(), unlimited);
    MethodResult smoothed = explain(AdaptiveSmoothingTest::first, REVERSED, unlimited);
    assertThat(order(plain).subList(0, 21)).isEqualTo(range(0, 21));
    // What the reversed survey has first is the head of a twentieth.
    assertThat(order(smoothed).subList(0, 7)).isEqualTo(range(133, 140));
    assertThat(order(smoothed).subList(7, 28)).isEqualTo(range(0, 21));
    assertThat(smoothed.stopped()).isEqualTo(StopReason.COMPLETE);
  }

  @Test
  void aMapWhoseScoreDoesNotIsSmoothed() {
    // Nearly all of the score comes with anything that is shown at all.
    ToDoubleFunction<double[]> any =
        x -> (Arrays.stream(x).anyMatch(v -> v > 0) ? 1 : 0) + 0.01 * first(x);
    long unlimited = EngineOptions.NO_BUDGET;
    List<Integer> plain = order(explain(any, Optional.empty(), unlimited)).subList(0, 63);
    List<Integer> smoothed = order(explain(any, REVERSED, unlimited)).subList(0, 63);
    assertThat(plain).containsAll(range(0, 21));
    assertThat(smoothed).doesNotContainAnyElementsOf(range(0, 21));
  }

  /** Then there is nothing that a map could lose: equal values stay equal. */
  @Test
  void aMapStaysWhereTheInputScoresNoMoreThanTheBareBackground() {
    long unlimited = EngineOptions.NO_BUDGET;
    MethodResult smoothed = explain(AdaptiveSmoothingTest::first, REVERSED, unlimited);
    MethodResult kept = explain(x -> -first(x), REVERSED, unlimited);
    assertThat(Arrays.stream(smoothed.maps().get(0).values()).distinct().count()).isEqualTo(N);
    assertThat(Arrays.stream(kept.maps().get(0).values()).distinct().count()).isEqualTo(20);
  }

  /** The selection ends early enough for the smoothing's calls, and the run says why it ended. */
  @ParameterizedTest
  @ValueSource(longs = {91, 98, 108, 118})
  void smoothingsCallsAreKeptBack(long budget) {
    ToDoubleFunction<double[]> any = x -> Arrays.stream(x).anyMatch(v -> v > 0) ? 1 : 0;
    MethodResult plain = explain(any, Optional.empty(), budget - AdaptiveSmoothing.calls(1));
    MethodResult smoothed = explain(any, REVERSED, budget);
    assertThat(plain.stopped()).isEqualTo(StopReason.BUDGET);
    assertThat(smoothed.stopped()).isEqualTo(StopReason.BUDGET);
    assertThat(smoothed.probes()).isGreaterThan(plain.probes());
  }

  @Test
  void ownGainsAreNotSmoothed() {
    assertThatThrownBy(
            () ->
                new SelectionOptions(
                    Evidence.DROP, 1, 0, 0, 0, 4, 4, true, UnaryOperator.identity(), REVERSED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not smoothed");
  }
}
