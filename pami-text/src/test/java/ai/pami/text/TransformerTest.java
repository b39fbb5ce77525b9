package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tokenizer of five words and models that are known functions of its tokens. */
@Timeout(60)
class TransformerTest {
  /** Words between blanks and marks; those it does not know are 0; 9 before a text, 8 after it. */
  private static final String TOKENIZER =
      """
      {"version": "1.0", "truncation": {"direction": "Right", "max_length": 4,
        "strategy": "LongestFirst", "stride": 0}, "padding": null,
       "added_tokens": [], "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
           {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"<s>": {"id": "<s>", "ids": [9], "tokens": ["<s>"]},
           "</s>": {"id": "</s>", "ids": [8], "tokens": ["</s>"]}}},
       "decoder": null,
       "model": {"type": "WordLevel", "unk_token": "?",
         "vocab": {"?": 0, "a": 1, "good": 2, "film": 3, "!": 4, "<s>": 9, "</s>": 8}}}
      """;

  @TempDir private Path folder;
  private final Tokenizer tokenizer = read(TOKENIZER);

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private static Tokenizer read(String json) {
    return Tokenizer.read(
        "words.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Remembers what it was given. */
  private static final class TokenFunction implements TensorFunction {
    final List<Map<String, Tensor>> given = new ArrayList<>();
    private final List<String> names;
    private final Function<long[], Tensor> function;

    TokenFunction(Function<long[], Tensor> function, String... names) {
      this.names = List.of(names);
      this.function = function;
    }

    @Override
    public String name() {
      return "tokens.onnx";
    }

    @Override
    public List<TensorInfo> inputs() {
      return names.stream()
          .map(name -> new TensorInfo(name, ElementType.INT64, List.of(-1, -1)))
          .toList();
    }

    @Override
    public List<TensorInfo> outputs() {
      return List.of(
          new TensorInfo("first", ElementType.FLOAT32, List.of(-1, -1)),
          new TensorInfo("second", ElementType.FLOAT32, List.of(-1, -1)));
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of("model", "tokens.onnx");
    }

    @Override
    public Tensor run(Map<String, Tensor> inputs, String output) {
      given.add(inputs);
      Tensor answer = function.apply(inputs.get("input_ids").longs());
      return output.equals("first") ? answer : Tensor.of(new float[] {7}, 1, 1);
    }

    @Override
    public void close() {}
  }

  /** A classifier: how many tokens, and their sum. */
  private static Tensor sums(long[] ids) {
    long sum = 0;
    for (long id : ids) {
      sum += id;
    }
    return Tensor.of(new float[] {ids.length, sum}, 1, 2);
  }

  /** An encoder: a row (id, 1) a token. */
  private static Tensor rows(long[] ids) {
    float[] rows = new float[2 * ids.length];
    for (int i = 0; i < ids.length; i++) {
      rows[2 * i] = ids[i];
      rows[2 * i + 1] = 1;
    }
    return Tensor.of(rows, 1, ids.length, 2);
  }

  @Test
  void aTextBecomesTokensUnderTheNamesTheModelKnows() {
    TokenFunction all =
        new TokenFunction(TransformerTest::sums, "input_ids", "attention_mask", "token_type_ids");
    assertThat(Transformer.of(all, tokenizer).predict(List.of("a good unheard-of film", "")))
        .isDeepEqualTo(new double[][] {{8, 9 + 1 + 2 + 3 + 8}, {2, 17}});
    Map<String, Tensor> first = all.given.get(0);
    assertThat(first.get("input_ids").shape()).containsExactly(1, 8);
    assertThat(first.get("input_ids").longs()).containsExactly(9, 1, 2, 0, 0, 0, 3, 8);
    assertThat(first.get("attention_mask").longs()).hasSize(8).containsOnly(1);
    assertThat(first.get("token_type_ids").longs()).hasSize(8).containsOnly(0);
    TokenFunction ids = new TokenFunction(TransformerTest::sums, "input_ids");
    Transformer.of(ids, tokenizer).predict(List.of("a"));
    assertThat(ids.given.get(0)).containsOnlyKeys("input_ids");
  }

  @Test
  void aModelOfOtherInputsIsRefused() {
    for (String[] names : new String[][] {{"pixels"}, {"input_ids", "position_ids"}}) {
      assertThatThrownBy(
              () -> Transformer.of(new TokenFunction(TransformerTest::sums, names), tokenizer))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tokens.onnx has the inputs " + String.join(", ", names))
          .hasMessageContaining("input_ids");
    }
  }

  @Test
  void anEncodersRowsBecomeAnEmbeddingOfLengthOneAndAHeadMakesScoresOfIt() {
    Transformer encoder =
        Transformer.of(new TokenFunction(TransformerTest::rows, "input_ids"), tokenizer);
    double mean = (9 + 2 + 8) / 3.0;
    double length = Math.sqrt(mean * mean + 1);
    double[] embedding = encoder.predict(List.of("good"))[0];
    assertThat(embedding).containsExactly(new double[] {mean / length, 1 / length}, within(1e-12));
    double[] scores =
        encoder.head(new LinearHead(new double[] {2, -3}, 0.5)).predict(List.of("good"))[0];
    double second = 1 / (1 + Math.exp(-(0.5 + 2 * mean / length - 3 / length)));
    assertThat(scores).containsExactly(new double[] {1 - second, second}, within(1e-12));
    Transformer wrong = encoder.head(new LinearHead(new double[3], 0));
    assertThatThrownBy(() -> wrong.predict(List.of("good")))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("embeddings of 3 numbers, but tokens.onnx makes 2");
  }

  @Test
  void aHeadDoesNotChangeWithTheArrayItWasMadeOf() {
    double[] weights = {1, 1};
    LinearHead head = new LinearHead(weights, 0);
    weights[0] = 100;
    assertThat(head.size()).isEqualTo(2);
    assertThat(head.scores(new double[] {1, -1})).containsExactly(0.5, 0.5);
  }

  @Test
  void anotherOutputThanTheFirstMayBeAsked() {
    Transformer model =
        Transformer.of(new TokenFunction(TransformerTest::sums, "input_ids"), tokenizer);
    assertThat(model.output("second").predict(List.of("a"))).isDeepEqualTo(new double[][] {{7}});
  }

  @Test
  void anOutputOfAnotherShapeIsNamed() {
    Transformer model =
        Transformer.of(
            new TokenFunction(ids -> Tensor.of(new float[2], 2), "input_ids"), tokenizer);
    assertThatThrownBy(() -> model.predict(List.of("a")))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("output 'first' has the shape [2]");
  }

  @Test
  void noMoreTokensThanTheLimitAreRead() {
    TokenFunction sums = new TokenFunction(TransformerTest::sums, "input_ids");
    Transformer model = Transformer.of(sums, tokenizer);
    assertThat(model.limit()).isEqualTo(512);
    Transformer short8 = model.limit(8);
    assertThat(short8.limit()).isEqualTo(8);
    assertThat(short8.length("a good film")).isEqualTo(5);
    assertThat(short8.predict(List.of("a ".repeat(100)))[0][0]).isEqualTo(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.limit(7))
        .withMessageContaining("7");
    assertThat(model.provenance()).containsEntry("model", "tokens.onnx");
  }

  /** Whatever length the file says that texts are cut to. */
  @Test
  void aTokenizerCutsNothingOff() {
    assertThat(tokenizer.count("a good film ! a good film !")).isEqualTo(10);
    assertThat(tokenizer.count("")).isEqualTo(2);
    assertThat(tokenizer).hasToString("words.json");
  }

  @Test
  void piecesAreTheCharactersThatWereTyped() {
    String text = " a \uD83D\uDE00\uD83D\uDE00  good, cafe\u0301 film";
    assertThat(tokenizer.pieces().of(text).stream().map(span -> span.of(text)))
        .containsExactly("a", "\uD83D\uDE00\uD83D\uDE00", "good", ",", "cafe\u0301", "film");
    assertThat(tokenizer.pieces().of("")).isEmpty();
    assertThat(tokenizer.pieces().name()).isEqualTo("pieces");
  }

  @Test
  void aFileThatIsNoTokenizerIsNamed() throws IOException {
    Path missing = folder.resolve("missing.json");
    assertThatThrownBy(() -> Tokenizer.open(missing))
        .isInstanceOf(PamiException.class)
        .hasMessage("tokenizer not found: " + missing);
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"version\": 1}");
    assertThatThrownBy(() -> Tokenizer.open(broken))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("broken.json is no tokenizer.json");
    try (Tokenizer opened =
        Tokenizer.open(Files.writeString(folder.resolve("words.json"), TOKENIZER))) {
      assertThat(opened.count("a film")).isEqualTo(4);
    }
  }
}
