package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReadingWindowsTest {
  /** A model of so many words at a time that remembers what it was asked. */
  private static final class ShortSighted implements TextModel {
    private final int limit;
    private final Function<List<String>, double[]> function;
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    int most;

    ShortSighted(int limit, Function<List<String>, double[]> function) {
      this.limit = limit;
      this.function = function;
    }

    @Override
    public int limit() {
      return limit;
    }

    @Override
    public int length(String text) {
      return WordModel.words(text).size();
    }

    @Override
    public double[][] predict(List<String> texts) {
      most = Math.max(most, texts.size());
      asked.addAll(texts);
      return texts.stream()
          .map(text -> function.apply(WordModel.words(text)))
          .toArray(double[][]::new);
    }
  }

  private static Passage passage(int words) {
    return Passage.of(
        String.join(" ", IntStream.range(0, words).mapToObj(i -> "w" + i).toList()),
        Words.ofAnyLanguage());
  }

  private static MaskedText copy(Passage passage, int... hidden) {
    BitSet shown = new BitSet();
    shown.set(0, passage.size());
    IntStream.of(hidden).forEach(shown::clear);
    return new MaskedText(passage, TextBackground.deletion(), shown);
  }

  private static MaskedText bare(Passage passage) {
    return new MaskedText(passage, TextBackground.deletion(), new BitSet());
  }

  /** The windows' texts, in order. */
  private static List<String> windows(int limit, Passage passage) {
    ShortSighted model = new ShortSighted(limit, words -> new double[] {0});
    ReadingWindows windows = ReadingWindows.of(model, passage);
    assertThat(windows.predict(List.of(copy(passage)))).isDeepEqualTo(new double[][] {{0}});
    assertThat(model.asked).hasSize(windows.count());
    return model.asked;
  }

  @ParameterizedTest
  @CsvSource({"11, 10", "20, 10", "100, 10", "57, 3", "9, 1", "9, 2", "1000, 128"})
  void windowsFitOverlapByHalfAndCoverEverything(int words, int limit) {
    List<String> windows = windows(limit, passage(words));
    int end = 0;
    int from = -1;
    for (String window : windows) {
      List<String> held = WordModel.words(window);
      int start = Integer.parseInt(held.get(0).substring(1));
      assertThat(held).hasSizeLessThanOrEqualTo(limit);
      assertThat(held)
          .containsExactlyElementsOf(
              IntStream.range(start, start + held.size()).mapToObj(i -> "w" + i).toList());
      assertThat(start).isGreaterThan(from).isLessThanOrEqualTo(end);
      if (from >= 0) {
        assertThat(end - start).isGreaterThanOrEqualTo(limit / 2);
      }
      from = start;
      end = start + held.size();
    }
    assertThat(windows.get(0)).startsWith("w0");
    assertThat(end).isEqualTo(words);
  }

  @Test
  void aTextThatFitsIsReadAsItWasTyped() {
    ShortSighted model = new ShortSighted(3, words -> new double[] {words.size()});
    Passage passage = Passage.of("  one two three\n", Words.ofAnyLanguage());
    ReadingWindows windows = ReadingWindows.of(model, passage);
    assertThat(windows.count()).isEqualTo(1);
    assertThat(windows.predict(List.of(copy(passage), copy(passage, 1))))
        .isDeepEqualTo(new double[][] {{3}, {2}});
    assertThat(model.asked).containsExactly("  one two three\n", "one three");
  }

  @Test
  void aModelWithoutALimitReadsAnyText() {
    Predictor<String> model = texts -> new double[texts.size()][1];
    assertThat(ReadingWindows.of(model, passage(5000)).count()).isEqualTo(1);
  }

  /** One element may be longer than the model takes; it gets a window of its own. */
  @Test
  void anElementThatDoesNotFitIsAWindowAlone() {
    Passage passage =
        new Passage("a b c d e f", List.of(new Span(0, 1), new Span(2, 9), new Span(10, 11)));
    ShortSighted model = new ShortSighted(2, words -> new double[] {words.size()});
    ReadingWindows windows = ReadingWindows.of(model, passage);
    windows.predict(List.of(copy(passage)));
    assertThat(model.asked).contains("b c d e").allMatch(text -> !text.equals("a b c d e"));
    assertThat(String.join(" ", model.asked)).contains("a").contains("f");
  }

  @Test
  void answersAreTheMeanOfTheWindows() {
    ShortSighted model =
        new ShortSighted(4, words -> new double[] {words.size(), words.contains("w5") ? 1 : 0});
    Passage passage = passage(10);
    ReadingWindows windows = ReadingWindows.of(model, passage);
    // w0-w3, w2-w5, w4-w7, w6-w9
    assertThat(windows.count()).isEqualTo(4);
    double[][] answers =
        windows.predict(List.of(copy(passage), copy(passage, 5), copy(passage, 0), bare(passage)));
    double[][] truth = {{16 / 4.0, 2 / 4.0}, {14 / 4.0, 0}, {15 / 4.0, 2 / 4.0}, {0, 0}};
    for (int i = 0; i < truth.length; i++) {
      assertThat(answers[i]).containsExactly(truth[i], within(1e-12));
    }
  }

  @Test
  void wholeWindowsAreAskedOnlyOnce() {
    ShortSighted model = new ShortSighted(4, words -> new double[] {words.size()});
    Passage passage = passage(10);
    ReadingWindows windows = ReadingWindows.of(model, passage);
    windows.predict(List.of(copy(passage)));
    assertThat(model.asked)
        .containsExactly("w0 w1 w2 w3", "w2 w3 w4 w5", "w4 w5 w6 w7", "w6 w7 w8 w9");
    model.asked.clear();
    windows.predict(List.of(copy(passage)));
    assertThat(model.asked).isEmpty();
    // Nothing shown looks the same in every window.
    windows.predict(List.of(bare(passage)));
    assertThat(model.asked).containsExactly("");
    model.asked.clear();
    windows.predict(List.of(copy(passage, 0), copy(passage, 5), bare(passage)));
    assertThat(model.asked).containsExactly("w1 w2 w3", "w2 w3 w4", "w4 w6 w7");
  }

  /** The whole text, nothing, and each word's two windows: so a long text is explained. */
  @Test
  void anExplanationAsksOnlyTheWindowsThatChange() {
    ShortSighted model = new ShortSighted(4, words -> new double[] {words.contains("w5") ? 1 : 0});
    TextExplanation explained =
        TextExplainer.of(model)
            .method(TextExplainerMethods.singleDrop())
            .threads(1)
            .explain(passage(10).text(), Targets.index(0));
    assertThat(explained.windows()).isEqualTo(4);
    double[] truth = new double[10];
    truth[5] = 0.5; // two of four windows hold it
    assertThat(explained.explanation().map(0).values()).containsExactly(truth);
    assertThat(explained.explanation().cost().calls()).isEqualTo(12);
    // w0, w1, w8 and w9 lie in one window, the others in two.
    assertThat(model.asked).hasSize(4 + 1 + 4 + 2 * 6).doesNotHaveDuplicates();
  }

  @Test
  void longTextsHaveTheSameMapsWhateverTheThreadsAndTheBatch() {
    Function<List<String>, double[]> tangled =
        words -> new double[] {Math.sin(words.hashCode()), words.size()};
    double[][] expected = null;
    for (int[] run : new int[][] {{1, 1}, {2, 3}, {7, 64}}) {
      TextExplanation explained =
          TextExplainer.of(new ShortSighted(7, tangled))
              .threads(run[0])
              .batch(run[1])
              .explain(passage(40).text(), Targets.index(0, 1));
      double[][] maps = {
        explained.explanation().map(0).values(), explained.explanation().map(1).values()
      };
      expected = expected == null ? maps : expected;
      assertThat(maps).isDeepEqualTo(expected);
    }
  }

  @Test
  void noMoreThanSixtyFourTextsAreAskedAtATime() {
    ShortSighted model = new ShortSighted(2, words -> new double[] {words.size()});
    Passage passage = passage(300);
    double[][] answers = ReadingWindows.of(model, passage).predict(List.of(copy(passage)));
    assertThat(model.most).isEqualTo(64);
    assertThat(answers[0][0]).isCloseTo(2, within(1e-9));
  }

  private static Predictor<MaskedText> answering(Function<List<String>, double[][]> answers) {
    TextModel model =
        new TextModel() {
          @Override
          public int limit() {
            return 4;
          }

          @Override
          public int length(String text) {
            return WordModel.words(text).size();
          }

          @Override
          public double[][] predict(List<String> texts) {
            return answers.apply(texts);
          }
        };
    return ReadingWindows.of(model, passage(10));
  }

  @Test
  void rowsOfSeveralLengthsAreRefused() {
    Predictor<MaskedText> ragged =
        answering(
            texts ->
                texts.stream()
                    .map(text -> new double[text.contains("w9") ? 3 : 2])
                    .toArray(double[][]::new));
    assertThatThrownBy(() -> ragged.predict(List.of(copy(passage(10)))))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("2 numbers")
        .hasMessageContaining("3 for another");
  }

  @Test
  void aWindowWithoutAnAnswerIsRefused() {
    List<MaskedText> whole = List.of(copy(passage(10)));
    assertThatThrownBy(() -> answering(texts -> null).predict(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("given 4 texts");
    assertThatThrownBy(() -> answering(texts -> new double[3][1]).predict(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("given 4 texts");
    assertThatThrownBy(() -> answering(texts -> new double[texts.size()][]).predict(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("no numbers");
  }

  /** A window that answers no number must not be lost in the mean of the others. */
  @Test
  void aWindowThatAnswersNaNMakesTheTextsAnswerNaN() {
    double[][] answers =
        answering(
                texts ->
                    texts.stream()
                        .map(text -> new double[] {text.contains("w9") ? Double.NaN : 1})
                        .toArray(double[][]::new))
            .predict(List.of(copy(passage(10))));
    assertThat(Arrays.stream(answers[0])).containsExactly(Double.NaN);
  }
}
