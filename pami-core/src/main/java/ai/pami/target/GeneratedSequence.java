package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.model.Generator;
import ai.pami.model.Output;
import ai.pami.model.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model wrote for an input, to be explained token by token: the probability of every token
 * at its step, given the model's own words before it, and of the whole.
 *
 * <pre>{@code
 * var caption = GeneratedSequence.of(captioner, picture);
 * explainer.of(caption.predictor(captioner)).explain(picture, caption.tokens());
 * }</pre>
 */
public final class GeneratedSequence {
  private final int[] tokens;
  private final List<String> texts;

  private GeneratedSequence(int[] tokens, List<String> texts) {
    this.tokens = tokens.clone();
    this.texts = List.copyOf(texts);
    if (tokens.length == 0) {
      throw new PamiException("the model wrote nothing, so there is nothing to explain");
    }
  }

  /**
   * What the model writes for an input.
   *
   * @throws PamiException if that is nothing
   */
  public static <X> GeneratedSequence of(Generator<X> model, X input) {
    int[] written = model.generate(input);
    return new GeneratedSequence(written, Arrays.stream(written).mapToObj(model::text).toList());
  }

  /**
   * Tokens that were written elsewhere.
   *
   * @param texts what each reads as
   * @throws IllegalArgumentException if there are not as many texts as tokens
   */
  public static GeneratedSequence of(int[] tokens, List<String> texts) {
    if (tokens.length != texts.size()) {
      throw new IllegalArgumentException(
          "%d tokens, but %d texts of them".formatted(tokens.length, texts.size()));
    }
    return new GeneratedSequence(tokens, texts);
  }

  /** The tokens, a copy. */
  public int[] toArray() {
    return tokens.clone();
  }

  /** All that was written. */
  public String text() {
    return String.join("", texts);
  }

  /** The model as the explainer asks it: a row of the tokens' probabilities an input. */
  public <X> Predictor<X> predictor(Generator<X> model) {
    return inputs -> model.probabilities(inputs, tokens.clone());
  }

  /**
   * A target a token, in their order. The output is a probability a token, {@code [tokens]}, as
   * {@link #predictor} gives, or a decoder's own {@code [steps][vocabulary]} after softmax, where
   * row s says what follows the first s tokens.
   *
   * @throws PamiException on choosing, if the output is neither
   */
  public Targets tokens() {
    return (output, labels) -> {
      int stride = stride(output);
      return IntStream.range(0, tokens.length)
          .mapToObj(step -> new Target(step, texts.get(step), o -> o.get(place(step, stride))))
          .toList();
    };
  }

  /** The probability of all tokens together: the product of those of {@link #tokens()}. */
  public Targets whole() {
    return (output, labels) -> {
      int stride = stride(output);
      return List.of(
          Target.computed(
              text(),
              o -> {
                double logarithm = 0;
                for (int step = 0; step < tokens.length; step++) {
                  logarithm += Math.log(o.get(place(step, stride)));
                }
                return Math.exp(logarithm);
              }));
    };
  }

  private int place(int step, int stride) {
    return stride == 1 ? step : step * stride + tokens[step];
  }

  /** How far apart two steps are in the output. */
  private int stride(Output output) {
    int[] shape = output.shape();
    if (shape.length == 1 && shape[0] == tokens.length) {
      return 1;
    }
    if (shape.length == 2
        && shape[0] >= tokens.length
        && Arrays.stream(tokens).allMatch(token -> token >= 0 && token < shape[1])) {
      return shape[1];
    }
    throw new PamiException(
        "the output has the shape %s, which does not fit the %d tokens %s: it must be [%d], or [steps, vocabulary]"
            .formatted(
                Arrays.toString(shape),
                tokens.length,
                texts.stream().collect(Collectors.joining("|")),
                tokens.length));
  }
}
