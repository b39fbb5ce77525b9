package ai.pami.target;

import ai.pami.model.Output;
import java.util.List;

/**
 * Turns one output into the scores of all targets.
 *
 * @param activation applied to the output first
 * @param targets what is read from it, at least one
 */
public record Scoring(Activation activation, List<Target> targets) {
  public Scoring {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to explain: no targets");
    }
  }

  /** A score a target, {@code [targets.size()]}. */
  public double[] scores(Output output) {
    Output activated = activation.of(output);
    double[] scores = new double[targets.size()];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = targets.get(k).score().applyAsDouble(activated);
    }
    return scores;
  }
}
