package ai.pami.model;

import java.util.List;

/**
 * A model that writes one token after another: captions, answers, a decoder that reads text. What
 * it wrote is explained by what makes it write the same again, see {@link
 * ai.pami.target.GeneratedSequence}.
 *
 * @param <X> one input
 */
public interface Generator<X> {
  /** What the model writes for an input, greedily or in any other way: at least one token. */
  int[] generate(X input);

  /** What a token reads as. */
  String text(int token);

  /**
   * The probability of each of {@code tokens} at its step, given the input and the tokens before it
   * (teacher forcing). Called by several threads at once unless the explainer is told to use one.
   *
   * @param inputs at least one
   * @param tokens what {@link #generate} wrote for the unmasked input
   * @return {@code [inputs.size()][tokens.length]}, in 0..1
   */
  double[][] probabilities(List<X> inputs, int[] tokens);
}
