package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that fail, and texts that can't be explained. */
@Timeout(60)
class TextFailureTest {
  private static final String TEXT = "one two three four five six";

  private static double[][] rows(int count, int numbers) {
    double[][] rows = new double[count][numbers];
    for (int i = 0; i < count; i++) {
      rows[i][0] = i;
    }
    return rows;
  }

  private static AbstractThrowableAssert<?, ?> assertFails(Predictor<String> model) {
    return assertThatThrownBy(
            () ->
                TextExplainer.of(model)
                    .threads(2)
                    .labels(Labels.of(List.of("bad", "good")))
                    .explain(TEXT, Targets.index(1)))
        .isInstanceOf(PamiException.class);
  }

  /** Right for the first so many texts, then as {@code later} says. */
  private static Predictor<String> after(int texts, Function<List<String>, double[][]> later) {
    AtomicLong asked = new AtomicLong();
    return asks -> asked.addAndGet(asks.size()) <= texts ? rows(asks.size(), 2) : later.apply(asks);
  }

  @Test
  void aTextWithoutWordsSaysSoBeforeTheModelIsAsked() {
    AtomicLong asked = new AtomicLong();
    TextExplainer explainer =
        TextExplainer.of(
            texts -> {
              asked.addAndGet(texts.size());
              return rows(texts.size(), 1);
            });
    for (String text : List.of("", "  \n ")) {
      assertThatThrownBy(() -> explainer.explain(text, Targets.top(1)))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("the text is empty");
      assertThatThrownBy(() -> explainer.forecast(text, Targets.top(1)))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("the text is empty");
    }
    assertThat(asked.get()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, the unmasked text",
    "1, the bare background",
    "2, dropping 1 elements",
    "7, dropping"
  })
  void aScoreThatIsNoNumberNamesItsTargetAndWhereItCameUp(int before, String where) {
    assertFails(after(before, texts -> filled(texts.size(), Double.NaN)))
        .hasMessageContaining("target 1 (good)")
        .hasMessageContaining("NaN")
        .hasMessageContaining(where);
  }

  private static double[][] filled(int count, double value) {
    double[][] rows = new double[count][2];
    for (double[] row : rows) {
      Arrays.fill(row, value);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void anInfiniteScoreIsNamedAsWell(int before) {
    assertFails(after(before, texts -> filled(texts.size(), Double.POSITIVE_INFINITY)))
        .hasMessageContaining("target 1 (good)")
        .hasMessageContaining("Infinity");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void aModelThatThrowsIsNamedWithItsReason(int before) {
    IllegalStateException reason = new IllegalStateException("the service is down");
    assertFails(
            after(
                before,
                texts -> {
                  throw reason;
                }))
        .hasMessageContaining("the model")
        .hasMessageContaining("the service is down")
        .hasRootCause(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void aModelThatAnswersNullSaysWhatItMustReturn(int before) {
    assertFails(after(before, texts -> null))
        .hasMessageContaining("null")
        .hasMessageContaining("a row for each");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void aModelThatAnswersWithTooManyRowsSaysWhatItMustReturn(int before) {
    assertFails(after(before, texts -> rows(texts.size() + 1, 2)))
        .hasMessageContaining("rows: it must return a row for each");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void aRowThatIsNullOrEmptyIsNamed(int before) {
    assertFails(after(before, texts -> new double[texts.size()][]))
        .hasMessageContaining("no numbers");
    assertFails(after(before, texts -> new double[texts.size()][0]))
        .hasMessageContaining("no numbers");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void rowsOfSeveralLengthsAreRefused(int before) {
    assertFails(after(before, texts -> rows(texts.size(), 3)))
        .hasMessageContaining("2 numbers")
        .hasMessageContaining("3")
        .hasMessageContaining("one length");
  }

  @Test
  void aTargetThatTheModelDoesNotHaveIsNamed() {
    TextExplainer explainer = TextExplainer.of(texts -> rows(texts.size(), 2));
    assertThatThrownBy(() -> explainer.explain(TEXT, Targets.index(2)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("target 2")
        .hasMessageContaining("0..1");
    assertThatThrownBy(
            () -> explainer.labels(Labels.of(List.of("a"))).explain(TEXT, Targets.top(1)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("1 labels");
  }
}
