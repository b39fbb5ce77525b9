package ai.pami.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Targets;
import ai.pami.text.Characters;
import ai.pami.text.Span;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextExplanation;
import ai.pami.text.TextParts;
import ai.pami.text.Transformer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real model that comes along. */
@Timeout(120)
class SentimentTest {
  private static final Path EVALUATION = Path.of(System.getProperty("pami.eval", "shared/eval"));

  private static Sentiment sentiment;

  @BeforeAll
  static void open() {
    sentiment = Sentiment.open();
  }

  @AfterAll
  static void close() {
    sentiment.close();
  }

  private static double positive(String text) {
    double[] scores = sentiment.model().predict(List.of(text))[0];
    assertThat(scores).hasSize(2);
    assertThat(scores[0] + scores[1]).isCloseTo(1, within(1e-12));
    return scores[1];
  }

  private static TextExplainer explainer() {
    return TextExplainer.of(sentiment.model()).labels(sentiment.labels());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A gorgeous, witty, seductive movie.",
        "One of the best films of the year, moving and beautifully acted.",
        "A delightful and funny comedy with a big heart."
      })
  void praiseIsPositive(String text) {
    assertThat(positive(text)).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A dull, lifeless and boring mess.",
        "The worst film of the year, badly written and badly acted.",
        "A tedious comedy without a single laugh."
      })
  void blameIsNegative(String text) {
    assertThat(positive(text)).isLessThan(0.2);
  }

  @Test
  void theLabelsAreNegativeAndPositive() {
    assertThat(sentiment.labels().size()).isEqualTo(2);
    assertThat(sentiment.labels().label(0)).isEqualTo("negative");
    assertThat(sentiment.labels().label(1)).isEqualTo("positive");
  }

  /** What is left when all words are hidden, and texts of other scripts. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "我喜欢这部电影", "\uD83D\uDC69\u200D\uD83D\uDC67", "..."})
  void anyTextHasAnAnswer(String text) {
    assertThat(positive(text)).isBetween(0.0, 1.0);
  }

  /** Every fifth sentence of the reviews was not trained on. */
  @Test
  void moreThanThreeOfFourSentencesNotTrainedOnAreReadRight() throws IOException {
    Path reviews = EVALUATION.resolve("text");
    assumeTrue(
        Files.isDirectory(reviews), "no evaluation data in " + EVALUATION + "; set -Dpami.eval");
    List<String> ill = leftOut(reviews.resolve("rt-polarity.neg"));
    List<String> well = leftOut(reviews.resolve("rt-polarity.pos"));
    // 76.0 % where it was trained; processors differ in how they round 8-bit products.
    long right =
        ill.stream().filter(text -> positive(text) < 0.5).count()
            + well.stream().filter(text -> positive(text) > 0.5).count();
    assertThat((double) right / (ill.size() + well.size())).isGreaterThanOrEqualTo(0.755);
  }

  private static List<String> leftOut(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> chosen = new ArrayList<>();
    for (int i = 4; i < lines.size(); i += 5) {
      if (!lines.get(i).isBlank()) {
        chosen.add(lines.get(i).strip());
      }
    }
    return chosen;
  }

  @Test
  void embeddingsAreOfLengthOneAndCloseForTextsOfLikeMeaning() {
    double[][] embeddings =
        sentiment
            .encoder()
            .encoder()
            .predict(
                List.of(
                    "The cat sleeps.", "A kitten is asleep.", "Interest rates rose again.", ""));
    for (double[] embedding : embeddings) {
      assertThat(embedding).hasSize(384);
      assertThat(product(embedding, embedding)).isCloseTo(1, within(1e-12));
    }
    assertThat(product(embeddings[0], embeddings[1]))
        .isGreaterThan(0.4 + product(embeddings[0], embeddings[2]));
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static List<String> pieces(String text) {
    return sentiment.encoder().tokenizer().pieces().of(text).stream()
        .map(span -> span.of(text))
        .toList();
  }

  @Test
  void piecesAreWhatWasTyped() {
    assertThat(pieces("An UNBELIEVABLY good film!"))
        .startsWith("An")
        .endsWith("good", "film", "!")
        .doesNotContain("[CLS]", "[SEP]")
        .noneMatch(piece -> piece.contains("##"));
    assertThat(String.join("", pieces("An UNBELIEVABLY good film!")))
        .isEqualTo("AnUNBELIEVABLYgoodfilm!");
    assertThat(pieces("")).isEmpty();
    assertThat(pieces(" \n")).isEmpty();
  }

  /** The tokenizer strips accents and marks; what is typed keeps them with their letters. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Amélie is a café film, déjà vu",
        "Ame\u0301lie is a cafe\u0301 film",
        "wow \uD83D\uDE00 good \u2764\uFE0F !",
        "\uD83D\uDC69\u200D\uD83D\uDC68\u200D\uD83D\uDC67 film \uD83C\uDDE9\uD83C\uDDEA",
        "\uD83D\uDC4D\uD83C\uDFFFgreat \uD835\uDD38 我喜欢 फ़िल्म 한국",
        "n\u0303o \uFB01lm \u00BD"
      })
  void piecesKeepAccentsAndEmojiWhole(String text) {
    List<Span> pieces = sentiment.encoder().tokenizer().pieces().of(text);
    List<Span> characters = new Characters().of(text);
    int end = 0;
    for (Span piece : pieces) {
      assertThat(piece.start()).isGreaterThanOrEqualTo(end);
      assertThat(text.substring(end, piece.start())).isBlank();
      assertThat(characters).extracting(Span::start).contains(piece.start());
      assertThat(characters).extracting(Span::end).contains(piece.end());
      end = piece.end();
    }
    assertThat(text.substring(end)).isBlank();
  }

  @Test
  void theWordsThatSpeakWellAreFound() {
    TextExplanation explained =
        explainer().explain("A gorgeous movie about a man and a dog.", Targets.label("positive"));
    ImportanceMap map = explained.explanation().map(0);
    assertThat(explained.passage().element(map.peak())).isEqualTo("gorgeous");
    assertThat(explained.windows()).isEqualTo(1);
  }

  @Test
  void piecesAndCharactersCanBeExplainedToo() {
    TextExplanation explained =
        explainer()
            .elements(sentiment.encoder().tokenizer().pieces())
            .explain("Amélie: unbelievably dull!", Targets.label("negative"));
    assertThat(explained.explanation().settings()).containsEntry("elements", "pieces");
    assertThat(explained.passage().element(explained.explanation().map(0).peak()))
        .isEqualTo("dull");
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 1", "2, 64", "7, 3", "7, 64"})
  void mapsAreTheSameBitsWhateverTheThreadsAndTheBatch(int threads, int batch) {
    String text = "Not a bad film, just a dull one.";
    Targets both = Targets.index(0, 1);
    TextExplanation expected = explainer().threads(1).batch(1).explain(text, both);
    TextExplanation found = explainer().threads(threads).batch(batch).explain(text, both);
    for (int k = 0; k < 2; k++) {
      assertThat(found.explanation().map(k).values())
          .containsExactly(expected.explanation().map(k).values());
    }
    assertThat(found.explanation().cost().calls()).isEqualTo(expected.explanation().cost().calls());
  }

  /** Two windows and more, and what is found lies where it was written. */
  @Test
  void aTextOfMoreTokensThanTheModelTakesIsReadInWindows() {
    String filler = "The film was shot in spring and runs for two hours. ".repeat(22);
    String text = filler + "It is a gorgeous, brilliant, wonderful masterpiece. " + filler;
    Transformer model = sentiment.model();
    assertThat(model.limit()).isEqualTo(256);
    assertThat(model.length(text)).isGreaterThan(2 * model.limit());
    TextExplanation explained =
        explainer()
            .partitioners(List.of(TextParts.sentences(Locale.ENGLISH)))
            .explain(text, Targets.label("positive"));
    assertThat(explained.windows()).isGreaterThan(2);
    Span peak = explained.passage().elements().get(explained.explanation().map(0).peak());
    assertThat(peak.start()).isBetween(filler.length(), text.length() - filler.length());
  }

  @Test
  void theRecordSaysWhichModelItWas() {
    assertThat(sentiment.model().provenance())
        .containsEntry("model", "all-minilm-l6-v2-q.onnx")
        .containsKey("model_sha256");
  }
}
