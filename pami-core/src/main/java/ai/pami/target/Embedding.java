package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.model.Output;

/** A point that outputs are compared with. */
final class Embedding {
  private final float[] reference;
  private final double length;

  Embedding(float[] reference) {
    this.reference = reference.clone();
    double squares = 0;
    for (float value : this.reference) {
      squares += (double) value * value;
    }
    this.length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException(
          "nothing is similar to a reference that is all 0 or holds no numbers");
    }
  }

  void requireSize(Output output) {
    if (output.size() != reference.length) {
      throw new PamiException(
          "the model answers with %d numbers, but the reference has %d: both must come from the same model"
              .formatted(output.size(), reference.length));
    }
  }

  /** The cosine of the angle to {@code output}; 0 for an output of zeros. */
  double cosine(Output output) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < reference.length; i++) {
      double value = output.get(i);
      product += value * reference[i];
      squares += value * value;
    }
    return squares == 0 ? 0 : product / (length * Math.sqrt(squares));
  }
}
