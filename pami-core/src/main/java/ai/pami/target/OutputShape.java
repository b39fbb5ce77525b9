package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.model.Output;
import java.util.Arrays;

/** What an output can be, by its shape. */
final class OutputShape {
  private OutputShape() {}

  /**
   * Makes sure that the output is a number a class.
   *
   * @throws PamiException if it is not, saying what it is and what would fit
   */
  static void requireClasses(Output output, Labels labels) {
    if (output.heads().size() > 1) {
      throw new PamiException(
          "the model answers with %d outputs, of the shapes %s, not one number a class: choose one of them, or name its number with the target"
              .formatted(
                  output.heads().size(),
                  output.heads().stream().map(head -> Arrays.toString(head.shape())).toList()));
    }
    long axes = Arrays.stream(output.shape()).filter(extent -> extent > 1).count();
    if (axes > 1) {
      throw new PamiException(
          "the model's output has the shape %s, not one number a class: choose another output, or %s"
              .formatted(
                  Arrays.toString(output.shape()),
                  axes == 2
                      ? "explain detected boxes, a line that is read, or an area of it"
                      : "explain an area of it"));
    }
    labels.requireSize(output.size());
  }
}
