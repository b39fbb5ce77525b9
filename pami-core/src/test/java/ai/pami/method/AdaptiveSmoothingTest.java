package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.domain.Domain;
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
import java.util.List;
import java.util.Optional;
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

  private static AdaptiveSmoothing withTolerance(double tolerance) {
    return new AdaptiveSmoothing(tolerance, survey -> survey);
  }

  @Test
  void headsAreThoseOfTheSmoothedSurveyAndTailsTheSelections() {
    double[] values = new double[N];
    Arrays.setAll(values, e -> e);
    Ranking own = Ranking.of(IntStream.range(0, N).toArray());
    List<Ranking> orders = AdaptiveSmoothing.orders(Ranking.descending(values), own);

    assertThat(orders).hasSize(5);
    assertThat(orders.get(4)).isSameAs(own);
    for (int c = 0; c < 2; c++) {
      int head = c == 0 ? 63 : 42;
      for (int rank = 0; rank < N; rank++) {
        // The survey's last elements first, then the others in the selection's order.
        assertThat(orders.get(c).element(rank)).isEqualTo(rank < head ? N - 1 - rank : rank - head);
      }
    }
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
  void theSmoothestMapStaysThatLosesNoMoreThanTheTolerance() {
    // 0.1 of a range of 0.5, over 14 steps of the way: 0.7.
    AdaptiveSmoothing smoothing = withTolerance(0.1);
    assertThat(smoothing.chosen(new double[] {4.31, 0, 0, 0, 5}, 0.5)).isZero();
    assertThat(smoothing.chosen(new double[] {4.29, 5, 5, 5, 5}, 0.5)).isEqualTo(1);
    assertThat(smoothing.chosen(new double[] {1, 2, 3, 4.2, 5}, 0.5)).isEqualTo(4);
    assertThat(smoothing.chosen(new double[] {9, 9, 9, 9, 5}, 0)).isEqualTo(4);
    assertThat(smoothing.chosen(new double[] {9, 9, 9, 9, 5}, -1)).isEqualTo(4);
  }

  @Test
  void aToleranceIsAboveZero() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> withTolerance(bad))
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
              .explain(List.of(new Layer<>("parts", parts, composer)), List.of(parts), composer);
      assertThat(engine.calls()).isLessThanOrEqualTo(budget);
      return result;
    }
  }

  /** Reverses the survey: as unlike the selection's order as can be. */
  private static final Optional<AdaptiveSmoothing> REVERSED =
      Optional.of(
          new AdaptiveSmoothing(0.05, v -> Arrays.stream(v).map(value -> -value).toArray()));

  private static double first(double[] x) {
    double sum = 0;
    for (int e = 0; e < 21; e++) {
      sum += x[e] / 21;
    }
    return sum;
  }

  @Test
  void aMapWhoseScoreHangsOnItsOrderStaysSharp() {
    long unlimited = EngineOptions.NO_BUDGET;
    double[] plain =
        explain(AdaptiveSmoothingTest::first, Optional.empty(), unlimited).maps().get(0).values();
    MethodResult smoothed = explain(AdaptiveSmoothingTest::first, REVERSED, unlimited);
    assertThat(smoothed.maps().get(0).values()).isEqualTo(plain);
    assertThat(smoothed.stopped()).isEqualTo(StopReason.COMPLETE);
  }

  @Test
  void aMapWhoseScoreDoesNotIsSmoothed() {
    // Nearly all of the score comes with anything that is shown at all.
    ToDoubleFunction<double[]> any =
        x -> (Arrays.stream(x).anyMatch(v -> v > 0) ? 1 : 0) + 0.01 * first(x);
    ImportanceMap plain = explain(any, Optional.empty(), EngineOptions.NO_BUDGET).maps().get(0);
    ImportanceMap smoothed = explain(any, REVERSED, EngineOptions.NO_BUDGET).maps().get(0);
    assertThat(smoothed.values()).isNotEqualTo(plain.values());
  }

  /** The selection ends early enough for the smoothing's calls, and the run says why it ended. */
  @ParameterizedTest
  @ValueSource(longs = {83, 90, 100, 110})
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
