package ai.pami.model;

import java.util.List;
import java.util.Map;

/**
 * A model that takes objects: texts, rows, anything. Any Java function is one; it may be slow,
 * remote or rate limited.
 *
 * <pre>{@code
 * Predictor<String> model = texts -> service.probabilities(texts);
 * }</pre>
 *
 * @param <X> one input
 */
@FunctionalInterface
public interface Predictor<X> {
  /**
   * The model's answers. Called by several threads at once unless the explainer is told to use one.
   * A thread whose answers are no longer wanted is interrupted: one that waits may end with any
   * exception, one that does not look goes on to its end.
   *
   * @param inputs at least one
   * @return a row of numbers an input, in their order, all rows of one length, {@code
   *     [inputs.size()][outputs]}
   */
  double[][] predict(List<X> inputs);

  /** What identifies the model in a record: name, hash, version. */
  default Map<String, String> provenance() {
    return Map.of("model", "Java function");
  }
}
