package ai.pami.text;

import ai.pami.model.Predictor;

/**
 * A model of texts that takes only so much at a time. A {@link Predictor} that is no such model is
 * given texts of any length.
 */
public interface TextModel extends Predictor<String> {
  /** How long a text may be, in the model's own measure (tokens). */
  int limit();

  /** How long a text is in that measure. */
  int length(String text);
}
