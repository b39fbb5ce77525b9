package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.pami.engine.Cancellation;
import ai.pami.engine.Forecast;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run costs, how it ends, and that nothing about it changes its maps. */
@Timeout(60)
class TextRunTest {
  private static final String TEXT =
      "It was not a good film, and not a bad one: slow, long, but honest, and in the end moving.";
  private static final int SIZE = Passage.of(TEXT, Words.ofAnyLanguage()).size();

  /** Two numbers that depend on every word, its place and its neighbours, in no simple way. */
  private static double[] tangled(List<String> words) {
    double sum = 0;
    double turn = 1;
    String before = "";
    for (String word : words) {
      sum += Math.sin((before + word).hashCode()) / (1 + sum * sum);
      turn = Math.cos(turn + word.hashCode());
      before = word;
    }
    return new double[] {sum, turn, 1 / (1 + Math.exp(sum * turn))};
  }

  private static TextExplainer tangled() {
    return TextExplainer.of(WordModel.of(TextRunTest::tangled));
  }

  private static Explanation explain(TextExplainer explainer) {
    return explainer.explain(TEXT, Targets.index(0, 1)).explanation();
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "1, 64", "2, 1", "2, 3", "2, 64", "7, 1", "7, 3", "7, 64"})
  void mapsAreTheSameBitsWhateverTheThreadsAndTheBatch(int threads, int batch) {
    for (TextMethod method : List.of(TextSelection.defaults(), TextSettings.defaults())) {
      TextExplainer explainer = tangled().method(method).check(true);
      Explanation expected = explain(explainer.threads(1).batch(1));
      Explanation found = explain(explainer.threads(threads).batch(batch));
      for (int k = 0; k < 2; k++) {
        assertThat(found.map(k).values()).containsExactly(expected.map(k).values());
        assertThat(found.targets().get(k).quality()).isEqualTo(expected.targets().get(k).quality());
      }
      assertThat(found.cost().calls()).isEqualTo(expected.cost().calls());
      assertThat(found.cost().threads()).isEqualTo(threads);
    }
  }

  @Test
  void anUnlimitedRunAsksFourCallsAWordAtTheMost() {
    WordModel model = WordModel.of(TextRunTest::tangled);
    Explanation explanation = TextExplainer.of(model).explain(TEXT, Targets.index(0)).explanation();
    assertThat(explanation.cost().calls())
        .isEqualTo(model.asked.get())
        .isBetween(2L + SIZE, 4L * SIZE);
    assertThat(explanation.map(0).values()).doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 10, 23, 24, 25, 26, 27, 40, 60, 88})
  void anyBudgetIsKeptAndMakesAMap(long budget) {
    WordModel model = WordModel.of(TextRunTest::tangled);
    Explanation explanation =
        TextExplainer.of(model).budget(budget).explain(TEXT, Targets.index(0)).explanation();
    assertThat(model.asked.get()).isEqualTo(explanation.cost().calls()).isLessThanOrEqualTo(budget);
    long valued =
        Arrays.stream(explanation.map(0).values()).filter(value -> !Double.isNaN(value)).count();
    assertThat(valued).isEqualTo(Math.min(SIZE, budget - 2));
    assertThat(explanation.cost().stopped())
        .isEqualTo(budget < 4L * SIZE ? StopReason.BUDGET : explanation.cost().stopped());
  }

  @Test
  void aBudgetBelowThreeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tangled().budget(2))
        .withMessageContaining("2");
  }

  private static Predictor<String> slow(int millis, AtomicLong asked) {
    return texts -> {
      double[][] rows = new double[texts.size()][];
      for (int i = 0; i < rows.length; i++) {
        asked.incrementAndGet();
        try {
          Thread.sleep(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        rows[i] = tangled(WordModel.words(texts.get(i)));
      }
      return rows;
    };
  }

  @Test
  void aDeadlineEndsARunWithAMapOfWhatWasAnswered() {
    AtomicLong asked = new AtomicLong();
    Explanation explanation =
        TextExplainer.of(slow(20, asked))
            .threads(1)
            .batch(1)
            .deadline(Duration.ofMillis(500))
            .check(true)
            .explain(TEXT, Targets.index(0))
            .explanation();
    assertThat(explanation.cost().stopped()).isEqualTo(StopReason.DEADLINE);
    assertThat(asked.get()).isBetween(3L, 27L);
    assertThat(explanation.map(0).values()).contains(Double.NaN);
    assertThat(Arrays.stream(explanation.map(0).values()).filter(v -> !Double.isNaN(v)))
        .isNotEmpty();
    assertThat(explanation.cost().checkCalls()).isZero();
  }

  @Test
  void aCancelledRunHasAMapOfWhatWasAnsweredAndIsNotChecked() {
    Cancellation cancellation = new Cancellation();
    AtomicLong asked = new AtomicLong();
    Predictor<String> model =
        texts -> {
          if (asked.addAndGet(texts.size()) >= 10) {
            cancellation.cancel();
          }
          return texts.stream().map(t -> tangled(WordModel.words(t))).toArray(double[][]::new);
        };
    Explanation explanation =
        TextExplainer.of(model)
            .threads(1)
            .batch(1)
            .cancellation(cancellation)
            .check(true)
            .explain(TEXT, Targets.index(0))
            .explanation();
    assertThat(explanation.cost().stopped()).isEqualTo(StopReason.CANCELLED);
    assertThat(explanation.map(0).values()).hasSize(SIZE).contains(Double.NaN);
    assertThat(explanation.targets().get(0).quality()).isEmpty();
    Explanation whole = explain(tangled().method(TextExplainerMethods.singleDrop()));
    for (int i = 0; i < SIZE; i++) {
      double value = explanation.map(0).value(i);
      if (!Double.isNaN(value)) {
        assertThat(value).isEqualTo(whole.map(0).value(i));
      }
    }
  }

  /** A tenth of the calls, but twelve where that would test nothing. */
  @Test
  void aCheckGivesEveryTargetAVerdictForATenthOfTheCallsOrTwelve() {
    for (String text : List.of(TEXT, "word ".repeat(3) + "good " + "word ".repeat(96))) {
      WordModel model = WordModel.of(TextRunTest::tangled);
      Explanation explanation =
          TextExplainer.of(model).check(true).explain(text, Targets.index(0, 1)).explanation();
      assertThat(explanation.targets())
          .allSatisfy(target -> assertThat(target.quality()).isPresent());
      long calls = explanation.cost().calls();
      assertThat(explanation.cost().checkCalls()).isBetween(1L, Math.max(12, calls / 10));
      assertThat(model.asked.get()).isEqualTo(calls + explanation.cost().checkCalls());
    }
  }

  @Test
  void aCheckDoesNotChangeTheMaps() {
    Explanation plain = explain(tangled());
    Explanation checked = explain(tangled().check(true));
    for (int k = 0; k < 2; k++) {
      assertThat(checked.map(k).values()).containsExactly(plain.map(k).values());
    }
    assertThat(plain.targets()).extracting(TargetExplanation::quality).allMatch(q -> q.isEmpty());
    assertThat(plain.cost().checkCalls()).isZero();
  }

  @Test
  void aRunMayEndOnceItsMapsHaveSettled() {
    Function<Integer, Explanation> run =
        threads ->
            TextExplainer.of(
                    WordModel.of(words -> new double[] {words.size(), words.indexOf("film")}))
                .method(
                    TextSettings.defaults()
                        .withPartitioners(
                            List.of(
                                TextWindows.of(1),
                                TextWindows.of(2),
                                TextWindows.of(3),
                                TextWindows.of(4),
                                TextWindows.of(5),
                                TextWindows.of(6))))
                .untilSettled(0.3)
                .threads(threads)
                .explain(TEXT, Targets.index(1))
                .explanation();
    Explanation one = run.apply(1);
    assertThat(one.cost().stopped()).isEqualTo(StopReason.SETTLED);
    assertThat(one.settings()).containsEntry("until-settled", "0.3");
    Explanation two = run.apply(2);
    assertThat(two.cost().calls()).isEqualTo(one.cost().calls());
    assertThat(two.map(0).values()).containsExactly(one.map(0).values());
    // The default has one order to make, so there is nothing to settle but its end.
    Explanation selected = explain(tangled().untilSettled(0.9));
    assertThat(selected.map(0).values()).containsExactly(explain(tangled()).map(0).values());
  }

  @Test
  void theForecastOfARunThatIsOverAtOnceIsWhatItTook() {
    TextExplainer explainer = tangled().check(true);
    Forecast forecast = explainer.forecast(TEXT, Targets.index(0));
    Explanation explanation = explainer.explain(TEXT, Targets.index(0)).explanation();
    assertThat(forecast.calls())
        .isEqualTo(explanation.cost().calls() + explanation.cost().checkCalls());
    assertThat(forecast.time()).isPositive().isLessThan(Duration.ofSeconds(5));
  }

  /** 400 words at 4 calls of 2 ms each: 3.2 s; the trial takes a good second. */
  @Test
  void theForecastOfALongRunIsScaledUpFromItsBeginning() {
    AtomicLong asked = new AtomicLong();
    Forecast forecast =
        TextExplainer.of(slow(2, asked))
            .threads(1)
            .forecast("some word or other ".repeat(100), Targets.index(0));
    assertThat(forecast.calls()).isBetween(801L, 1600L);
    assertThat(asked.get()).isLessThan(forecast.calls());
    assertThat(forecast.time()).isGreaterThan(Duration.ofMillis(2 * 801));
  }
}
