package ai.pami.text;

import ai.pami.PamiException;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transformer and its tokenizer as a model of texts. Where the model answers with a row a text
 * ({@code [1][outputs]}: a classifier), that is the answer; where it answers with a row a token
 * ({@code [1][tokens][size]}: an encoder), the rows' mean scaled to length 1, the text's embedding,
 * is, or what a head makes of it.
 *
 * <p>Texts are run one by one: models with dynamically quantised activations answer differently
 * next to other texts.
 *
 * <pre>{@code
 * var model = OnnxFunction.open(Path.of("sentiment.onnx"));
 * var tokenizer = Tokenizer.open(Path.of("tokenizer.json"));
 * TextExplainer.of(Transformer.of(model, tokenizer)).activation(Activation.SOFTMAX)
 * }</pre>
 */
public final class Transformer implements TextModel {
  private static final int USUAL_LIMIT = 512;

  private final TensorFunction model;
  private final Tokenizer tokenizer;
  private final String output;
  private final Optional<LinearHead> head;
  private final int limit;

  private Transformer(
      TensorFunction model,
      Tokenizer tokenizer,
      String output,
      Optional<LinearHead> head,
      int limit) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.output = output;
    this.head = head;
    this.limit = limit;
  }

  /**
   * The model's first output, for texts of up to 512 tokens. Neither model nor tokenizer is closed
   * with it.
   *
   * @param model with the inputs {@code input_ids} and, if it has them, {@code attention_mask} and
   *     {@code token_type_ids}, each {@code [batch][tokens]}
   * @throws PamiException if the model needs other inputs
   */
  public static Transformer of(TensorFunction model, Tokenizer tokenizer) {
    List<String> names = model.inputs().stream().map(TensorInfo::name).toList();
    List<String> known = List.of("input_ids", "attention_mask", "token_type_ids");
    if (!names.contains("input_ids") || !known.containsAll(names)) {
      throw new PamiException(
          "%s has the inputs %s: a model of texts needs input_ids and may have attention_mask and token_type_ids"
              .formatted(model.name(), String.join(", ", names)));
    }
    return new Transformer(
        model, tokenizer, model.outputs().get(0).name(), Optional.empty(), USUAL_LIMIT);
  }

  /** Another output than the first. */
  public Transformer output(String name) {
    return new Transformer(model, tokenizer, name, head, limit);
  }

  /** What makes scores of the embeddings of an encoder. */
  public Transformer head(LinearHead head) {
    return new Transformer(model, tokenizer, output, Optional.of(head), limit);
  }

  /**
   * How many tokens a text may have, the marks of its beginning and end included. Longer ones are
   * read in overlapping windows.
   *
   * @throws IllegalArgumentException if that is below 8
   */
  public Transformer limit(int tokens) {
    if (tokens < 8) {
      throw new IllegalArgumentException("a limit of %d tokens".formatted(tokens));
    }
    return new Transformer(model, tokenizer, output, head, tokens);
  }

  @Override
  public int limit() {
    return limit;
  }

  @Override
  public int length(String text) {
    return tokenizer.count(text);
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public double[][] predict(List<String> texts) {
    return texts.stream().map(this::answer).toArray(double[][]::new);
  }

  private double[] answer(String text) {
    Tokenizer.Tokens tokens = tokenizer.tokens(text);
    int length = Math.min(limit, tokens.ids().size());
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorInfo input : model.inputs()) {
      long[] numbers =
          switch (input.name()) {
            case "input_ids" -> numbers(tokens.ids(), length);
            case "token_type_ids" -> numbers(tokens.types(), length);
            default -> {
              long[] ones = new long[length];
              Arrays.fill(ones, 1);
              yield ones;
            }
          };
      inputs.put(input.name(), Tensor.of(numbers, 1, length));
    }
    return read(model.run(inputs, output));
  }

  private static long[] numbers(List<Long> tokens, int length) {
    return tokens.stream().limit(length).mapToLong(Long::longValue).toArray();
  }

  private double[] read(Tensor answer) {
    float[] values = answer.floats();
    if (answer.rank() == 2) {
      double[] scores = new double[values.length];
      Arrays.setAll(scores, i -> values[i]);
      return scores;
    }
    if (answer.rank() != 3) {
      throw new PamiException(
          "%s: output '%s' has the shape %s, neither a row a text nor a row a token"
              .formatted(model.name(), output, Arrays.toString(answer.shape())));
    }
    double[] embedding = embedding(values, answer.extent(1), answer.extent(2));
    if (head.isEmpty()) {
      return embedding;
    }
    if (head.get().size() != embedding.length) {
      throw new PamiException(
          "the head takes embeddings of %d numbers, but %s makes %d"
              .formatted(head.get().size(), model.name(), embedding.length));
    }
    return head.get().scores(embedding);
  }

  /** The mean of the tokens' rows, scaled to length 1. */
  private static double[] embedding(float[] values, int tokens, int size) {
    double[] mean = new double[size];
    for (int i = 0; i < values.length; i++) {
      mean[i % size] += values[i] / (double) tokens;
    }
    double square = 0;
    for (double number : mean) {
      square += number * number;
    }
    for (int i = 0; i < size; i++) {
      mean[i] /= Math.sqrt(square);
    }
    return mean;
  }
}
