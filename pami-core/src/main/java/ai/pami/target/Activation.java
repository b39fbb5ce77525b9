package ai.pami.target;

import ai.pami.model.Output;
import java.util.Locale;

/**
 * What turns a model's raw output into the scores that are explained. Applied only where asked: a
 * model that ends in a softmax needs {@link #NONE}.
 */
public enum Activation {
  /** The output as it is. */
  NONE {
    @Override
    Output ofHead(Output output) {
      return output;
    }
  },

  /**
   * exp(x_i) / sum exp(x_j) along the last axis that is longer than 1: logits of exclusive classes
   * to probabilities.
   */
  SOFTMAX {
    @Override
    Output ofHead(Output output) {
      int[] shape = output.shape();
      int classes = 1;
      for (int axis = shape.length - 1; axis >= 0 && classes == 1; axis--) {
        classes = shape[axis];
      }
      float[] values = output.toArray();
      for (int from = 0; from < values.length; from += classes) {
        softmax(values, from, from + classes);
      }
      return Output.of(values, shape);
    }
  },

  /** 1 / (1 + exp(-x)) of each value: logits of independent classes to probabilities. */
  SIGMOID {
    @Override
    Output ofHead(Output output) {
      float[] values = output.toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (1 / (1 + Math.exp(-values[i])));
      }
      return Output.of(values, output.shape());
    }
  };

  /** This activation applied to {@code output}: to each of its heads for itself. */
  public Output of(Output output) {
    return this == NONE
        ? output
        : Output.joined(output.heads().stream().map(this::ofHead).toList());
  }

  /** This activation applied to the answer of one head. */
  abstract Output ofHead(Output output);

  /**
   * The activation of the given name, in any case.
   *
   * @throws IllegalArgumentException if there is none, naming the choices
   */
  public static Activation named(String name) {
    for (Activation activation : values()) {
      if (activation.name().equalsIgnoreCase(name)) {
        return activation;
      }
    }
    throw new IllegalArgumentException(
        "no activation '" + name + "': choose none, softmax or sigmoid");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static void softmax(float[] values, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, values[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(values[i] - max);
    }
    for (int i = from; i < to; i++) {
      values[i] = (float) (Math.exp(values[i] - max) / sum);
    }
  }
}
