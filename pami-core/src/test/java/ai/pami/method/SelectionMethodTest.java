package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Survey and selection on models whose best order is known. */
class SelectionMethodTest {
  private static final int N = 12;
  private static final Domain DOMAIN = Domain.of(3, 4);

  private static Scoring scoring(int targets) {
    List<Target> all = new ArrayList<>();
    for (int k = 0; k < targets; k++) {
      all.add(Target.value(k, "target " + k));
    }
    return new Scoring(Activation.NONE, all);
  }

  private static Partition each() {
    int[] labels = new int[N];
    Arrays.setAll(labels, i -> i);
    return Partition.of(DOMAIN, labels);
  }

  private static Partition pairs() {
    int[] labels = new int[N];
    Arrays.setAll(labels, i -> i / 2);
    return Partition.of(DOMAIN, labels);
  }

  private static MethodResult explain(
      Function<double[], double[]> model,
      int targets,
      int explained,
      double prior,
      EngineOptions options) {
    return explain(
        model,
        targets,
        new SelectionOptions(Evidence.BOTH, explained, prior, 0, 0, 3, false, survey -> survey),
        options);
  }

  /** Only what losses take. */
  private static MethodResult drop(
      Function<double[], double[]> model, boolean ownGains, EngineOptions options) {
    return explain(
        model,
        1,
        new SelectionOptions(Evidence.DROP, 1, 0, 0, 0, 3, ownGains, survey -> survey),
        options);
  }

  private static MethodResult explain(
      Function<double[], double[]> model,
      int targets,
      SelectionOptions selection,
      EngineOptions options) {
    return explain(model, targets, selection, options, List.of(each()));
  }

  private static MethodResult explain(
      Function<double[], double[]> model,
      int targets,
      SelectionOptions selection,
      EngineOptions options,
      List<Partition> ordered) {
    double[] ones = new double[N];
    Arrays.fill(ones, 1);
    ArrayComposer composer = new ArrayComposer(DOMAIN, ones, new double[N]);
    Scoring scoring = scoring(targets);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(new FunctionModel(N, model), options)) {
      Baseline<double[]> baseline = Baselines.asked(engine, scoring, composer);
      MethodResult result =
          new SelectionMethod<>(engine, scoring, baseline, selection)
              .explain(
                  List.of(
                      new Layer<>("pairs", pairs(), composer),
                      new Layer<>("each", each(), composer)),
                  ordered,
                  composer);
      assertThat(engine.calls()).isLessThanOrEqualTo(options.budget());
      return result;
    }
  }

  private static int[] order(ImportanceMap map) {
    Ranking ranking = Ranking.descending(map.values());
    int[] order = new int[N];
    Arrays.setAll(order, ranking::element);
    return order;
  }

  /** Where an element adds the same whatever else is shown, the order is that of the terms. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ordersTheTermsOfAnAdditiveModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] terms = random.doubles(N, -0.2, 1).toArray();
    MethodResult result =
        explain(x -> new double[] {sum(terms, x)}, 1, 1, 0, EngineOptions.defaults());
    assertThat(result.stopped()).isEqualTo(StopReason.COMPLETE);
    int[] order = order(result.maps().get(0));
    // The first is taken on the word of the survey, which knows it beside its neighbour too.
    for (int i = 2; i < N; i++) {
      assertThat(terms[order[i]]).isLessThanOrEqualTo(terms[order[i - 1]]);
    }
  }

  /** Answers that are known already cost no call, so the second order is free. */
  @Test
  void aBudgetIsOfCallsNotOfQuestions() {
    double[] terms = new SplittableRandom(5).doubles(N, -0.2, 1).toArray();
    SelectionOptions selection =
        new SelectionOptions(Evidence.BOTH, 1, 0, 0, 0, 3, false, survey -> survey);
    for (long budget = 40; ; budget++) {
      EngineOptions options = EngineOptions.defaults().withBudget(budget);
      Function<double[], double[]> model = x -> new double[] {sum(terms, x)};
      if (explain(model, 1, selection, options, List.of(each())).stopped() == StopReason.COMPLETE) {
        MethodResult twice = explain(model, 1, selection, options, List.of(each(), each()));
        assertThat(twice.stopped()).isEqualTo(StopReason.COMPLETE);
        return;
      }
      assertThat(budget).isLessThan(500);
    }
  }

  private static double sum(double[] terms, double[] x) {
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += terms[i] * x[i];
    }
    return sum;
  }

  /** Two places that are worth something only together. */
  @Test
  void putsWhatIsNeededTogetherFirst() {
    Function<double[], double[]> both =
        x -> new double[] {x[2] * x[9] + 0.2 * (x[0] + x[4] - x[0] * x[4])};
    int[] order = order(explain(both, 1, 1, 0, EngineOptions.defaults()).maps().get(0));
    assertThat(Arrays.copyOf(order, 2)).containsExactlyInAnyOrder(2, 9);
    assertThat(Arrays.copyOfRange(order, 2, 4)).containsExactlyInAnyOrder(0, 4);
  }

  @Test
  void everyTargetHasAnOrderOfItsOwn() {
    Function<double[], double[]> two =
        x -> new double[] {x[3] + 0.1 * x[5], x[8] + 0.1 * x[1], x[6]};
    MethodResult result = explain(two, 3, 2, 0, EngineOptions.defaults());
    assertThat(Arrays.copyOf(order(result.maps().get(0)), 2)).containsExactly(3, 5);
    assertThat(Arrays.copyOf(order(result.maps().get(1)), 2)).containsExactly(8, 1);
    // The third is mapped by the survey alone: the mean over its pair and itself.
    assertThat(result.maps().get(2).value(6)).isCloseTo(1, within(1e-9));
    assertThat(result.maps().get(2).value(7)).isCloseTo(0.5, within(1e-9));
  }

  /** A target's map does not depend on those that are explained by the survey only. */
  @Test
  void othersOnTheSideChangeNothing() {
    Function<double[], double[]> two = x -> new double[] {x[3] * x[4] + 0.1 * x[5], x[8] + x[1]};
    assertThat(explain(two, 1, 1, 0.3, EngineOptions.defaults()).maps().get(0).values())
        .containsExactly(explain(two, 2, 1, 0.3, EngineOptions.defaults()).maps().get(0).values());
  }

  /** With a prior that outweighs every gain, the order is the prior's. */
  @Test
  void aStrongPriorDecides() {
    Function<double[], double[]> model = x -> new double[] {x[3] + 0.8 * x[2] + 0.9 * x[7]};
    MethodResult result = explain(model, 1, 1, 1000, EngineOptions.defaults());
    assertThat(Arrays.copyOf(order(result.maps().get(0)), 3)).containsExactly(3, 2, 7);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5, 14, 38, 39, 40, 41, 47, 60, 1000})
  void anyBudgetMakesAMap(long budget) {
    Function<double[], double[]> model = x -> new double[] {x[3] * x[4] + 0.1 * x[5]};
    MethodResult result = explain(model, 1, 1, 0.3, EngineOptions.defaults().withBudget(budget));
    assertThat(result.stopped()).isEqualTo(budget < 1000 ? StopReason.BUDGET : StopReason.COMPLETE);
    double[] values = result.maps().get(0).values();
    if (budget >= 38) {
      assertThat(values).doesNotContain(Double.NaN);
    }
    assertThat(Arrays.stream(values).filter(v -> !Double.isNaN(v))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "7, 64", "3, 0"})
  void isTheSameWhateverTheThreadsAndTheBatch(int threads, int batch) {
    Function<double[], double[]> model =
        x -> new double[] {Math.sin(x[3] * x[4] + x[7]) + 0.1 * x[5], Math.cos(x[1] + x[2] * x[8])};
    EngineOptions one = EngineOptions.defaults().withThreads(1).withBatch(1);
    EngineOptions options = EngineOptions.defaults().withThreads(threads);
    MethodResult expected = explain(model, 2, 2, 0.3, one.withBudget(120));
    MethodResult result =
        explain(model, 2, 2, 0.3, (batch > 0 ? options.withBatch(batch) : options).withBudget(120));
    for (int k = 0; k < 2; k++) {
      assertThat(result.maps().get(k).values()).containsExactly(expected.maps().get(k).values());
    }
  }

  @Test
  void aConstantModelHasAFlatMap() {
    MethodResult result = explain(x -> new double[] {0.5}, 1, 1, 0.3, EngineOptions.defaults());
    assertThat(result.maps().get(0).values()).containsOnly(0);
  }

  /** Terms in steps of 1/64, which a model's single precision holds. */
  private static double[] steps(long seed) {
    return new SplittableRandom(seed)
        .ints(-20, 64)
        .distinct()
        .limit(N)
        .mapToDouble(i -> i / 64.0)
        .toArray();
  }

  /** Where an element's loss takes the same whatever else is lost, it is the element's term. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void lossesOfAnAdditiveModelAreItsTerms(long seed) {
    double[] terms = steps(seed);
    MethodResult result = drop(x -> new double[] {sum(terms, x)}, true, EngineOptions.defaults());
    assertThat(result.stopped()).isEqualTo(StopReason.COMPLETE);
    // Only the first is taken on the word of the survey, which knows it beside its neighbour too.
    int[] order = order(result.maps().get(0));
    for (int i = 2; i < N; i++) {
      assertThat(terms[order[i]]).isLessThanOrEqualTo(terms[order[i - 1]]);
    }
    assertThat(Arrays.stream(result.maps().get(0).values()).sum())
        .isEqualTo(Arrays.stream(terms).sum());
  }

  /** Of two places either is enough: what the second's loss takes shows once the first is lost. */
  @Test
  void lossesPutPlacesThatStandInForOneAnotherFirst() {
    Function<double[], double[]> either =
        x -> new double[] {1 - (1 - 0.9 * x[2]) * (1 - 0.9 * x[9]) + 0.05 * x[5] + 0.02 * x[0]};
    int[] order = order(drop(either, false, EngineOptions.defaults()).maps().get(0));
    assertThat(Arrays.copyOf(order, 2)).containsExactlyInAnyOrder(2, 9);
    assertThat(Arrays.copyOfRange(order, 2, 4)).containsExactly(5, 0);
    ImportanceMap gains = drop(either, true, EngineOptions.defaults()).maps().get(0);
    // Nobody can say whose it is, so they share it; which came first can still be told.
    assertThat(gains.value(2)).isCloseTo(0.99 / 2, within(1e-6));
    assertThat(gains.value(9)).isCloseTo(0.99 / 2, within(1e-6));
    assertThat(gains.value(2)).isNotEqualTo(gains.value(9));
    assertThat(gains.value(5)).isCloseTo(0.05, within(1e-6));
  }

  /** A decoy that comes first does not get what those after it add. */
  @Test
  void aPlaceBeforeTwoThatStandInForOneAnotherDoesNotGetTheirs() {
    Function<double[], double[]> either =
        x -> new double[] {1 - (1 - 0.99 * x[2]) * (1 - 0.99 * x[9]) + 0.02 * x[5]};
    ImportanceMap gains = drop(either, true, EngineOptions.defaults()).maps().get(0);
    assertThat(gains.value(5)).isLessThan(0.4);
    assertThat(gains.value(2) + gains.value(9)).isGreaterThan(0.6);
    assertThat(Arrays.stream(gains.values()).sum()).isCloseTo(0.9999 + 0.02, within(1e-6));
  }

  /** The same order takes less, as nothing is asked about places shown alone. */
  @Test
  void lossesAloneTakeFewerProbes() {
    double[] terms = steps(6);
    Function<double[], double[]> model = x -> new double[] {sum(terms, x)};
    MethodResult dropped = drop(model, false, EngineOptions.defaults());
    MethodResult both = explain(model, 1, 1, 0, EngineOptions.defaults());
    assertThat(order(dropped.maps().get(0))).containsExactly(order(both.maps().get(0)));
    assertThat(dropped.probes()).isLessThan(both.probes());
  }

  /** Place 2 alone makes the score: with it gone, copies that hide more say nothing. */
  @Test
  void onceNothingIsLeftToLosePartsAreOnlyShown() {
    List<Integer> hiddenWithTheOnlyOne = Collections.synchronizedList(new ArrayList<>());
    Function<double[], double[]> model =
        x -> {
          int hidden = (int) Arrays.stream(x).filter(v -> v == 0).count();
          // A survey's copy hides two at the most, or all but two.
          if (x[2] == 0 && hidden > 2 && hidden < N - 2) {
            hiddenWithTheOnlyOne.add(hidden);
          }
          return new double[] {x[2]};
        };
    ImportanceMap map = explain(model, 1, 1, 0, EngineOptions.defaults()).maps().get(0);
    assertThat(order(map)[0]).isEqualTo(2);
    assertThat(hiddenWithTheOnlyOne).isEmpty();
  }

  /** Both orders are told by the terms; an element's key is the mean of its places. */
  @Test
  void agreementIsTheMeanOfAllOrders() {
    double[] terms = {9, 1, 7, 8, 2, 3, 12, -1, 5, 4, 6, 0.5};
    double[] sums = new double[N / 2];
    Arrays.setAll(sums, pair -> terms[2 * pair] + terms[2 * pair + 1]);
    double[] key = new double[N];
    Arrays.setAll(key, i -> (above(terms, i) + 0.5 + 2 * above(sums, i / 2) + 1) / 2);
    int[] order =
        order(
            explain(
                    x -> new double[] {sum(terms, x)},
                    1,
                    new SelectionOptions(Evidence.BOTH, 1, 0, 1, 0, 20, false, survey -> survey),
                    EngineOptions.defaults(),
                    List.of(each(), pairs()))
                .maps()
                .get(0));
    for (int rank = 1; rank < N; rank++) {
      assertThat(key[order[rank]]).isGreaterThanOrEqualTo(key[order[rank - 1]]);
    }
    assertThat(key[order[0]]).isLessThan(key[order[N - 1]]);
  }

  private static int above(double[] values, int i) {
    return (int) Arrays.stream(values).filter(value -> value > values[i]).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 10, 19, 20, 21, 22, 23, 30, 40})
  void anyBudgetMakesAMapOfLosses(long budget) {
    double[] terms = steps(7);
    MethodResult result =
        drop(x -> new double[] {sum(terms, x)}, true, EngineOptions.defaults().withBudget(budget));
    assertThat(result.stopped()).isEqualTo(StopReason.BUDGET);
    double[] values = result.maps().get(0).values();
    assertThat(Arrays.stream(values).filter(v -> !Double.isNaN(v))).isNotEmpty();
    if (budget >= 20) {
      assertThat(values).doesNotContain(Double.NaN);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConstantModelHasAFlatMapOfLosses(boolean ownGains) {
    MethodResult result = drop(x -> new double[] {0.5}, ownGains, EngineOptions.defaults());
    assertThat(result.maps().get(0).values()).containsOnly(0);
  }

  @Test
  void refusesToSelectByWhatPlacesShownAloneSay() {
    assertThatThrownBy(() -> new SelectionOptions(Evidence.KEEP, 1, 0.3, 0, 0, 4, false, s -> s))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keep");
  }

  @Test
  void refusesToBlendThePartsOwnGains() {
    assertThatThrownBy(() -> new SelectionOptions(Evidence.DROP, 1, 0, 0, 0.5, 4, true, s -> s))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5");
  }

  @Test
  void refusesOptionsWithoutSense() {
    assertThatThrownBy(() -> new SelectionOptions(Evidence.BOTH, 0, 0.3, 0, 0, 4, false, s -> s))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new SelectionOptions(Evidence.BOTH, 1, Double.NaN, 0, 0, 4, false, s -> s))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SelectionOptions(Evidence.BOTH, 1, 0, 0.6, 0.5, 4, false, s -> s))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
