package ai.pami.target;

import ai.pami.model.Output;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * One number of the output that is explained.
 *
 * @param index where it stands in the output, a running number among a sequence's targets, or
 *     {@link #COMPUTED}; for records
 * @param label what a person calls it; the index as text where no labels are known
 * @param score reads it from an output
 */
public record Target(int index, String label, ToDoubleFunction<Output> score) {
  /** The index of a target that is computed from several of the output's numbers. */
  public static final int COMPUTED = -1;

  public Target {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(score, "score");
  }

  /** The output's value at {@code index}. */
  public static Target value(int index, String label) {
    return new Target(index, label, output -> output.get(index));
  }

  /** A number computed from the output: a difference, a mean over an area, a similarity. */
  public static Target computed(String label, ToDoubleFunction<Output> score) {
    return new Target(COMPUTED, label, score);
  }

  /** For messages: {@code 1 (goldfish)}; the label alone where the target is computed. */
  @Override
  public String toString() {
    return index == COMPUTED || label.equals(Integer.toString(index))
        ? label
        : index + " (" + label + ")";
  }
}
