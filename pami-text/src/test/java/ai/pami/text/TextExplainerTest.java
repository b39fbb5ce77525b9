package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Ranking;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations of models that are known functions of a text's words. */
@Timeout(60)
class TextExplainerTest {
  private static TextExplanation explain(WordModel model, String text) {
    return TextExplainer.of(model).threads(1).explain(text, Targets.index(0));
  }

  private static double sum(ImportanceMap map) {
    return Arrays.stream(map.values()).sum();
  }

  /** A text of different words, each with a weight in steps of 1/1024, so that sums are exact. */
  private static Map<String, Double> weights(int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Double> weights = new HashMap<>();
    List<Integer> steps = new ArrayList<>();
    while (steps.size() < words) {
      int step = random.nextInt(-2000, 4000);
      if (!steps.contains(step)) {
        steps.add(step);
        weights.put("w" + (steps.size() - 1), step / 1024.0);
      }
    }
    return weights;
  }

  private static String text(int words) {
    return String.join(" ", IntStream.range(0, words).mapToObj(i -> "w" + i).toList());
  }

  @Test
  void anElementIsNamedPlacedAndValued() {
    TextExplanation explained =
        explain(WordModel.additive(Map.of("good", 2.0, "film", 0.5)), "A good film!");
    assertThat(explained.importances(0))
        .containsExactly(
            new TextExplanation.Importance("A", new Span(0, 1), 0),
            new TextExplanation.Importance("good", new Span(2, 6), 2),
            new TextExplanation.Importance("film", new Span(7, 11), 0.5),
            new TextExplanation.Importance("!", new Span(11, 12), 0));
    assertThat(explained.windows()).isEqualTo(1);
    assertThat(explained.passage().text()).isEqualTo("A good film!");
    assertThat(explained.explanation().targets().get(0).score()).isEqualTo(2.5);
    assertThat(explained.explanation().targets().get(0).backgroundScore()).isZero();
    assertThat(explained.explanation().provenance()).containsEntry("model", "Java function");
    assertThat(explained.explanation().settings())
        .containsEntry("method", "selection")
        .containsEntry("elements", "words")
        .containsEntry("background", "deletion")
        .containsEntry("evidence", "drop")
        .containsEntry("activation", "none");
  }

  /** Where a word adds the same whatever else is there, the map is the weights. */
  @ParameterizedTest
  @CsvSource({"2, 1", "5, 2", "13, 3", "40, 4", "120, 5"})
  void anAdditiveModelsWordsAreRankedByTheirWeights(int words, long seed) {
    Map<String, Double> weights = weights(words, seed);
    TextExplanation explained = explain(WordModel.additive(weights), text(words));
    Ranking ranking = Ranking.descending(explained.explanation().map(0).values());
    List<String> ranked =
        IntStream.range(0, words)
            .mapToObj(rank -> explained.passage().element(ranking.element(rank)))
            .toList();
    assertThat(ranked)
        .containsExactlyElementsOf(
            weights.keySet().stream()
                .sorted((a, b) -> Double.compare(weights.get(b), weights.get(a)))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "2, 1", "13, 3", "200, 5"})
  void singleDropsOfAnAdditiveModelAreExactlyTheWeights(int words, long seed) {
    Map<String, Double> weights = weights(words, seed);
    TextExplanation explained =
        TextExplainer.of(WordModel.additive(weights))
            .method(TextExplainerMethods.singleDrop())
            .explain(text(words), Targets.index(0));
    assertThat(explained.explanation().map(0).values())
        .containsExactly(
            IntStream.range(0, words).mapToDouble(i -> weights.get("w" + i)).toArray());
    assertThat(explained.explanation().cost().calls()).isEqualTo(2 + words);
  }

  /** Kept, dropped, over pairs: for an additive model all say the same of a pair's words. */
  @Test
  void keptAndDroppedWindowsOfAnAdditiveModelAreMeansOfItsWeights() {
    Map<String, Double> weights = Map.of("a", 1.0, "b", 4.0, "c", 0.25);
    TextExplanation explained =
        TextExplainer.of(WordModel.additive(weights))
            .method(TextSettings.defaults())
            .explain("a b c", Targets.index(0));
    // Each word alone, then in pairs: (a), (a b); (b), (a b), (b c); (c), (b c).
    assertThat(explained.explanation().map(0).values())
        .containsExactly((1 + 5) / 2.0, (4 + 5 + 4.25) / 3, (0.25 + 4.25) / 2);
  }

  /** Words that count only together: one of them carries what both are worth, others nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {"not good at all , a film", "a film that is not at all good", "good ? no , not"})
  void wordsThatCountOnlyTogetherAreWorthWhatTheyDoTogether(String text) {
    WordModel both =
        WordModel.of(
            words -> new double[] {words.contains("not") && words.contains("good") ? 1 : 0});
    TextExplanation explained = explain(both, text);
    ImportanceMap map = explained.explanation().map(0);
    assertThat(explained.passage().element(map.peak())).isIn("not", "good");
    assertThat(map.max()).isEqualTo(1);
    assertThat(sum(map)).isEqualTo(1);
  }

  /**
   * Words of which one is enough: each alone is worth little, as the other is still there. The
   * selection finds what the second one's loss takes when the first is gone; single drops can't.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a great and superb film",
        "superb , the film is so very great",
        "this film is great superb"
      })
  void wordsThatStandInForOneAnotherAreFoundWhereSingleDropsSeeNeither(String text) {
    WordModel either =
        WordModel.of(
            words -> {
              double great = words.contains("great") ? 0.9 : 0;
              double superb = words.contains("superb") ? 0.9 : 0;
              double film = words.contains("film") ? 0.05 : 0;
              return new double[] {1 - (1 - great) * (1 - superb) + film};
            });
    ImportanceMap selected = explain(either, text).explanation().map(0);
    Passage passage = Passage.of(text, Words.ofAnyLanguage());
    Ranking ranking = Ranking.descending(selected.values());
    assertThat(List.of(passage.element(ranking.element(0)), passage.element(ranking.element(1))))
        .containsExactlyInAnyOrder("great", "superb");
    assertThat(selected.value(ranking.element(0)) + selected.value(ranking.element(1)))
        .isCloseTo(0.99, within(1e-9));
    assertThat(sum(selected)).isCloseTo(1.04, within(1e-9));
    ImportanceMap dropped =
        TextExplainer.of(either)
            .method(TextExplainerMethods.singleDrop())
            .explain(text, Targets.index(0))
            .explanation()
            .map(0);
    assertThat(dropped.max()).isCloseTo(0.09, within(1e-9));
  }

  @Test
  void severalTargetsAreExplainedInOneRunWithinTheSameBudget() {
    WordModel three =
        WordModel.of(
            words ->
                new double[] {
                  words.contains("good") ? 1 : 0,
                  words.contains("film") ? 2 : 0,
                  words.contains("a") ? 0.5 : 0
                });
    String text = "oh , a truly good film";
    TextExplanation all =
        TextExplainer.of(three)
            .labels(Labels.of(List.of("joy", "art", "one")))
            .explain(text, Targets.label("art").and(Targets.index(0, 2)));
    assertThat(all.explanation().targets())
        .extracting(target -> target.target().toString())
        .containsExactly("1 (art)", "0 (joy)", "2 (one)");
    assertThat(all.explanation().map(0).values()).containsExactly(0, 0, 0, 0, 0, 2);
    assertThat(all.explanation().map(1).values()).containsExactly(0, 0, 0, 0, 1, 0);
    assertThat(all.explanation().map(2).values()).containsExactly(0, 0, 0.5, 0, 0, 0);
    assertThat(all.explanation().cost().calls())
        .isEqualTo(three.asked.get())
        .isLessThanOrEqualTo(24);
  }

  @Test
  void withPamiSeveralTargetsCostExactlyWhatOneDoes() {
    String text = "w0 w1 w2 w3 w4 w5 w6 w7";
    List<Long> calls = new ArrayList<>();
    for (Targets targets : List.of(Targets.index(1), Targets.index(0, 1, 2))) {
      WordModel model =
          WordModel.of(words -> new double[] {words.size(), words.indexOf("w3"), words.hashCode()});
      TextExplanation explained =
          TextExplainer.of(model).method(TextSettings.defaults()).explain(text, targets);
      assertThat(explained.explanation().cost().calls()).isEqualTo(model.asked.get());
      calls.add(model.asked.get());
    }
    // The text, nothing, 8 words and 7 pairs, each kept and dropped.
    assertThat(calls).containsOnly(2L + 2 * (8 + 7));
  }

  @Test
  void aTextOfOneWordIsExplainedByThatWord() {
    TextExplanation explained = explain(WordModel.additive(Map.of("good", 0.75)), " good\n");
    assertThat(explained.importances(0))
        .containsExactly(new TextExplanation.Importance("good", new Span(1, 5), 0.75));
    assertThat(explained.explanation().cost().stopped()).isEqualTo(StopReason.COMPLETE);
  }

  /** What hides a word may be a word; the bare background is then full of them. */
  @Test
  void aReplacementStandsForEveryHiddenWord() {
    Map<String, Double> weights = Map.of("good", 2.0, "hidden", -0.25);
    TextExplanation explained =
        TextExplainer.of(WordModel.additive(weights))
            .background(TextBackground.word("hidden"))
            .explain("a good film", Targets.index(0));
    assertThat(explained.explanation().targets().get(0).backgroundScore()).isEqualTo(-0.75);
    assertThat(explained.explanation().map(0).values()).containsExactly(0.25, 2.25, 0.25);
    assertThat(explained.explanation().settings()).containsEntry("background", "word:hidden");
  }

  @Test
  void emojiAndAccentsAreExplainedWhole() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDC68\u200D\uD83D\uDC67";
    String cafe = "cafe\u0301";
    List<String> texts = new ArrayList<>();
    TextExplanation explained =
        TextExplainer.of(
                asked -> {
                  texts.addAll(asked);
                  return asked.stream()
                      .map(
                          text ->
                              new double[] {
                                (text.contains(family) ? 3 : 0) + (text.contains(cafe) ? 1 : 0)
                              })
                      .toArray(double[][]::new);
                })
            .threads(1)
            .explain("The " + cafe + " " + family + "!", Targets.index(0));
    assertThat(explained.importances(0))
        .extracting(TextExplanation.Importance::text)
        .containsExactly("The", cafe, family, "!");
    assertThat(explained.explanation().map(0).values()).containsExactly(0, 1, 3, 0);
    // No half of either was ever asked about.
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text.replace(cafe, "").replace(family, ""))
                    .doesNotContain("cafe", "\u0301", "\u200D", "\uD83D"));
  }

  @Test
  void elementsMayBeCharacters() {
    TextExplanation explained =
        TextExplainer.of(
                texts ->
                    texts.stream()
                        .map(text -> new double[] {text.chars().filter(c -> c == 'o').count()})
                        .toArray(double[][]::new))
            .elements(new Characters())
            .explain("go on", Targets.index(0));
    assertThat(explained.explanation().map(0).values()).containsExactly(0, 1, 1, 0);
    assertThat(explained.explanation().settings()).containsEntry("elements", "characters");
  }

  @Test
  void aTextMayBeCutIntoSentencesAndPhrases() {
    TextExplanation explained =
        TextExplainer.of(WordModel.additive(Map.of("good", 1.0)))
            .background(TextBackground.word("x"))
            .partitioners(List.of(TextParts.phrases()))
            .explain("bad start, good end", Targets.index(0));
    // The first phrase, then the second: what a phrase has is what each of its words has.
    assertThat(explained.explanation().map(0).values()).containsExactly(0, 0, 0, 1, 1);
    assertThat(explained.explanation().settings())
        .containsEntry("method", "pami")
        .containsEntry("partitioners", "phrases")
        .containsEntry("background", "word:x");
  }

  /** Longer than can be put in an order: phrases are dropped. */
  @Test
  @Timeout(10)
  void fiveThousandWordsAreExplainedByTheirPhrasesWithinSeconds() {
    String filler = "the film goes on and on, ".repeat(357);
    String text = filler + "brilliant acting here, " + filler;
    WordModel model = WordModel.additive(Map.of("brilliant", 1.0));
    TextExplanation explained = TextExplainer.of(model).explain(text, Targets.index(0));
    assertThat(explained.passage().size()).isGreaterThan(5000);
    ImportanceMap map = explained.explanation().map(0);
    for (TextExplanation.Importance one : explained.importances(0)) {
      boolean inPhrase =
          one.span().start() >= filler.length()
              && one.span().end() <= filler.length() + "brilliant acting here,".length();
      assertThat(one.importance()).isEqualTo(inPhrase ? 1 : 0);
    }
    assertThat(map.coverage(0)).isEqualTo(1);
    assertThat(model.asked.get()).isEqualTo(2 + 2 * 357 + 1);
  }
}
