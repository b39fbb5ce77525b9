package ai.pami.target;

import ai.pami.model.Output;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * One number of the output that is explained.
 *
 * @param index where it stands in the output, or a running number for composite targets; for
 *     records
 * @param label what a person calls it; the index as text where no labels are known
 * @param score reads it from an output
 */
public record Target(int index, String label, ToDoubleFunction<Output> score) {

  public Target {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(score, "score");
  }

  /** The output's value at {@code index}. */
  public static Target value(int index, String label) {
    return new Target(index, label, output -> output.get(index));
  }

  /** For messages: {@code 1 (goldfish)}. */
  @Override
  public String toString() {
    return label.equals(Integer.toString(index)) ? label : index + " (" + label + ")";
  }
}
