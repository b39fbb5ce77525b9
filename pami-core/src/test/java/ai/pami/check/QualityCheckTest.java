package ai.pami.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.engine.ArrayComposer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.FunctionModel;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.explanation.ImportanceMap;
import ai.pami.model.Output;
import ai.pami.quality.Finding;
import ai.pami.quality.Quality;
import ai.pami.quality.Verdict;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason of a verdict, on models whose truth is known. */
class QualityCheckTest {
  private static final int WIDTH = 20;
  private static final Domain DOMAIN = Domain.of(WIDTH, WIDTH);

  /** The square of 16 elements that matters. */
  private static boolean holds(int element) {
    int x = element % WIDTH;
    int y = element / WIDTH;
    return x >= 3 && x < 7 && y >= 12 && y < 16;
  }

  private static int row(int element) {
    return element / WIDTH;
  }

  /** How much of the square is shown, 0..1; the input is 1 everywhere, backgrounds 0 or less. */
  private static double shown(double[] input) {
    double sum = 0;
    for (int i = 0; i < input.length; i++) {
      sum += holds(i) ? Math.max(0, input[i]) / 16 : 0;
    }
    return sum;
  }

  private static double[] classes(double first) {
    return new double[] {first, 0.6 * (1 - first), 0.4 * (1 - first)};
  }

  /** A classifier that names class 0 for the square and nothing else. */
  private static double[] square(double[] input) {
    return classes(0.05 + 0.9 * shown(input));
  }

  private static double[] map(IntToDoubleFunction value) {
    double[] map = new double[DOMAIN.size()];
    Arrays.setAll(map, value);
    return map;
  }

  private static double[] right() {
    return map(i -> holds(i) ? 1 : 1e-3 * (i % 7));
  }

  private static Quality check(
      Function<double[], double[]> function, int target, double[] map, int calls) {
    return check(function, List.of(target), List.of(map), 1, calls).get(0);
  }

  private static List<Quality> check(
      Function<double[], double[]> function,
      List<Integer> targets,
      List<double[]> maps,
      int explained,
      int calls) {
    FunctionModel model = new FunctionModel(DOMAIN.size(), function);
    ArrayComposer first = new ArrayComposer(DOMAIN, map(i -> 1), map(i -> 0));
    ArrayComposer second = new ArrayComposer(DOMAIN, map(i -> 1), map(i -> -1));
    Scoring scoring =
        new Scoring(
            Activation.NONE, targets.stream().map(t -> Target.value(t, "class " + t)).toList());
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, EngineOptions.defaults())) {
      Output input = engine.whole(first, Source.INPUT);
      Output background = engine.whole(first, Source.BACKGROUND);
      model.asked.set(0);
      List<Quality> found =
          new QualityCheck<>(first, scoring, input, background, second, "minus", "table")
              .check(
                  engine,
                  maps.stream().map(values -> ImportanceMap.of(DOMAIN, values)).toList(),
                  explained,
                  calls,
                  "as the test says");
      assertThat(model.asked.get()).isLessThanOrEqualTo(calls);
      return found;
    }
  }

  private static void assertReason(Quality quality, Verdict verdict, Finding.Kind kind, String is) {
    assertThat(quality.verdict()).as(quality.toString()).isEqualTo(verdict);
    assertThat(quality.reasons())
        .as(quality.toString())
        .anyMatch(reason -> reason.kind() == kind && reason.text().contains(is));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 25, 60, 150})
  void aMapThatIsRightIsReliable(int calls) {
    Quality quality = check(QualityCheckTest::square, 0, right(), calls);
    assertThat(quality.verdict()).as(quality.toString()).isEqualTo(Verdict.RELIABLE);
    assertThat(quality.curves().orElseThrow().best()).isTrue();
    assertThat(quality.curves().orElseThrow().gain()).isGreaterThan(0.15);
  }

  @Test
  void thePartsAreTheSquareAndHalfOfIt() {
    Quality quality = check(QualityCheckTest::square, 0, right(), 150);
    // 0.95 on the whole: nine tenths of it take 15 of the 16; below 0.375 another class is named.
    assertThat(quality.sufficient().orElseThrow().region().size()).isBetween(15, 16);
    assertThat(quality.sufficient().orElseThrow().tooSmall()).isBetween(13.0 / 400, 15.0 / 400);
    assertThat(quality.necessary().orElseThrow().region().size()).isBetween(10, 12);
    assertThat(quality.sufficient().orElseThrow().text())
        .startsWith("Alone it keeps the class and 90 % of its score: ");
    assertThat(quality.necessary().orElseThrow().text())
        .startsWith("Hiding it makes the model name another class: ");
  }

  @Test
  void fourCallsTestTheOrderAndNoneClaimNothing() {
    assertThat(check(QualityCheckTest::square, 0, right(), 4).curves()).isPresent();
    Quality none = check(QualityCheckTest::square, 0, right(), 3);
    assertThat(none.curves()).isEmpty();
    assertThat(none.sufficient()).isEmpty();
    assertThat(none.verdict()).isEqualTo(Verdict.WEAK);
    assertThat(none.unchecked())
        .anyMatch(one -> one.contains("3 calls for the check, as the test says"));
  }

  @Test
  void aMapOfAnotherPlaceIsUnreliable() {
    double[] elsewhere = map(i -> holds(i) ? -1 : 1e-3 * (i % 7));
    assertReason(
        check(QualityCheckTest::square, 0, elsewhere, 60),
        Verdict.UNRELIABLE,
        Finding.Kind.ORDER,
        "no better than a random order's");
  }

  @Test
  void aFlatMapIsUnreliableAndHasNoCurves() {
    Quality flat = check(QualityCheckTest::square, 0, map(i -> 0.2), 60);
    assertReason(flat, Verdict.UNRELIABLE, Finding.Kind.FLAT, "flat: 0.200 everywhere");
    assertThat(flat.curves()).isEmpty();
    assertThat(flat.sufficient()).isEmpty();
    assertReason(
        check(QualityCheckTest::square, 0, map(i -> Double.NaN), 60),
        Verdict.UNRELIABLE,
        Finding.Kind.FLAT,
        "nothing was asked");
  }

  @Test
  void aMapThatLeavesHalfOutIsUnreliable() {
    assertReason(
        check(QualityCheckTest::square, 0, map(i -> i < 220 ? Double.NaN : holds(i) ? 1 : 0), 60),
        Verdict.UNRELIABLE,
        Finding.Kind.COVERAGE,
        "55 % of the table was never asked about");
  }

  @Test
  void aScoreThatTheBareBackgroundHasIsUnreliable() {
    assertReason(
        check(input -> classes(0.80 + 0.05 * shown(input)), 0, right(), 60),
        Verdict.UNRELIABLE,
        Finding.Kind.SCORE,
        "hardly differs from the bare background's: 0.850 with the table, 0.800 without");
    assertReason(
        check(QualityCheckTest::square, 2, map(i -> -right()[i]), 60),
        Verdict.WEAK,
        Finding.Kind.SCORE,
        "scores more than the table");
    assertReason(
        check(input -> new double[] {0.995, 0.002 + 0.003 * shown(input), 0}, 1, right(), 60),
        Verdict.UNRELIABLE,
        Finding.Kind.SCORE,
        "almost no score");
  }

  @Test
  void aClassThatNeverChangesIsSaid() {
    assertReason(
        check(input -> classes(0.60 + 0.1 * shown(input)), 0, right(), 60),
        Verdict.UNRELIABLE,
        Finding.Kind.SAME_CLASS,
        "same class whatever is shown");
    assertReason(
        check(input -> classes(0.4 + 0.6 * shown(input)), 0, right(), 60),
        Verdict.WEAK,
        Finding.Kind.SAME_CLASS,
        "only its score changes, down to 0.4");
  }

  @Test
  void backgroundsThatDisagreeAreFound() {
    // Where minus ones are, what is left of the square's row decides: only the second shows it.
    Function<double[], double[]> torn =
        input -> {
          double minus = 0;
          double gone = 0;
          for (int i = 0; i < input.length; i++) {
            gone += input[i] < 0.5 && input[i] > -0.5 ? row(i) / 4000.0 : 0;
            minus += input[i] < -0.5 ? (WIDTH - row(i)) / 4000.0 : 0;
          }
          return classes(0.9 - 0.85 * Math.min(1, gone + minus));
        };
    double[] rows = map(QualityCheckTest::row);
    assertReason(
        check(torn, 0, rows, 60),
        Verdict.UNRELIABLE,
        Finding.Kind.BACKGROUNDS,
        "Another background (minus) puts parts into another order: rank correlation -0.");
  }

  @Test
  void whatSpeaksAgainstAndForTheRivalIsHiddenToSee() {
    // The first three rows are the rival's.
    Function<double[], double[]> model =
        input -> {
          double top = Arrays.stream(input, 0, 60).sum() / 60;
          double first = Math.exp(3 * shown(input));
          double second = Math.exp(2 * top);
          return new double[] {
            first / (first + second + 1), second / (first + second + 1), 1 / (first + second + 1)
          };
        };
    double[] own = map(i -> holds(i) ? 1 : i < 60 ? -0.2 : 0);
    double[] rival = map(i -> holds(i) ? -1 : i < 60 ? 0.2 : 0);
    Quality quality = check(model, List.of(0, 1), List.of(own, rival), 1, 60).get(0);
    assertThat(quality.against().orElseThrow().region().size()).isEqualTo(60);
    assertThat(quality.against().orElseThrow().text())
        .matches("Hiding it moves the score from 0\\.70\\d to 0\\.9\\d\\d\\.");
    assertThat(quality.rival().orElseThrow().region().size()).isEqualTo(40);
    assertThat(quality.rival().orElseThrow().text())
        .startsWith("Hiding what speaks more for class 1 than for class 0 moves class 1 from 0.2")
        .contains(" and class 0 from 0.70");
  }

  @Test
  void numbersThatAreNoClassesAreJudgedByTheirDifference() {
    // A regression, far below zero, that the square lowers.
    Function<double[], double[]> model =
        input -> new double[] {-1000 - 200 * shown(input), Double.MAX_VALUE / 1e300};
    double[] lowers = map(i -> holds(i) ? -12.5 : 1e-3 * (i % 7));
    Quality quality = check(model, 0, lowers, 60);
    assertThat(quality.verdict()).as(quality.toString()).isEqualTo(Verdict.RELIABLE);
    assertThat(quality.sufficient().orElseThrow().text())
        .startsWith("Alone it brings back 90 % of the difference to the bare background");
    assertThat(quality.sufficient().orElseThrow().region().size()).isBetween(15, 17);
    assertReason(
        check(input -> new double[] {-1000, 7}, 0, lowers, 60),
        Verdict.UNRELIABLE,
        Finding.Kind.SCORE,
        "hardly differs");
  }

  @Test
  void aModelThatFailsDuringTheCheckIsSaid() {
    AtomicInteger asked = new AtomicInteger();
    Quality quality =
        check(
            input ->
                asked.incrementAndGet() > 9
                    ? new double[] {Double.NaN, 0, 1}
                    : QualityCheckTest.square(input),
            0,
            right(),
            60);
    assertReason(quality, Verdict.UNRELIABLE, Finding.Kind.FAILED, "failed while");
    assertThat(quality.curves()).isEmpty();
  }

  @Test
  void severalTargetsShareTheCalls() {
    List<Quality> both =
        check(QualityCheckTest::square, List.of(0, 1), List.of(right(), right()), 2, 60);
    assertThat(both).hasSize(2).allMatch(quality -> quality.curves().isPresent());
    List<Quality> many =
        check(QualityCheckTest::square, List.of(0, 1, 2), List.of(right(), right(), right()), 3, 9);
    assertThat(many.get(1).curves()).isPresent();
    assertThat(many.get(2).curves()).isEmpty();
    assertThat(many.get(2).unchecked()).isNotEmpty();
  }
}
