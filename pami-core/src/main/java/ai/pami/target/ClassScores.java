package ai.pami.target;

import ai.pami.model.Output;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An output whose numbers are scores of classes, so that one may say which class the model names.
 * Statements about classes are made of such outputs only: of a regression's numbers, or of raw
 * logits, nobody can tell.
 */
public enum ClassScores {
  /** One class excludes the others: scores in 0..1 that add up to 1. The highest is the answer. */
  EXCLUSIVE,
  /** Every class for itself, by {@link Activation#SIGMOID}: from 0.5 up it is there. */
  INDEPENDENT;

  private static final double SUM_TOLERANCE = 1e-2;

  /**
   * What an output's numbers are, or empty if they are no class scores.
   *
   * @param activation that was applied
   * @param output after it
   */
  public static Optional<ClassScores> of(Activation activation, Output output) {
    if (output.heads().size() > 1
        || Arrays.stream(output.shape()).filter(extent -> extent > 1).count() > 1) {
      return Optional.empty();
    }
    if (activation == Activation.SIGMOID) {
      return Optional.of(INDEPENDENT);
    }
    double sum = 0;
    for (int i = 0; i < output.size(); i++) {
      double value = output.get(i);
      if (!(value >= -1e-6 && value <= 1 + 1e-6)) {
        return Optional.empty();
      }
      sum += value;
    }
    return output.size() > 1 && Math.abs(sum - 1) <= SUM_TOLERANCE
        ? Optional.of(EXCLUSIVE)
        : Optional.empty();
  }

  /** The class of highest score, the first of equal ones. */
  public static int top(Output output) {
    int top = 0;
    for (int i = 1; i < output.size(); i++) {
      top = output.get(i) > output.get(top) ? i : top;
    }
    return top;
  }

  /** Whether a target is the score of one class of {@code output}. */
  public static boolean isClass(Target target, Output output) {
    return target.index() >= 0
        && target.index() < output.size()
        && target.score().applyAsDouble(output) == output.get(target.index());
  }

  /**
   * The strongest class beside {@code index}, or -1 if there is no other. Only exclusive classes
   * have rivals.
   */
  public static int rival(Output output, int index) {
    int rival = -1;
    for (int i = 0; i < output.size(); i++) {
      if (i != index && (rival < 0 || output.get(i) > output.get(rival))) {
        rival = i;
      }
    }
    return rival;
  }

  /**
   * Where the strongest class beside {@code target} stands among the targets of {@code scoring}, or
   * empty if it is not among them or the answer is no class that excludes others.
   *
   * @param output activation applied
   */
  public static OptionalInt rivalAmong(Scoring scoring, Output output, Target target) {
    if (!isClass(target, output)
        || !of(scoring.activation(), output).equals(Optional.of(EXCLUSIVE))) {
      return OptionalInt.empty();
    }
    int rival = rival(output, target.index());
    return IntStream.range(0, scoring.targets().size())
        .filter(k -> scoring.targets().get(k).index() == rival)
        .filter(k -> isClass(scoring.targets().get(k), output))
        .findFirst();
  }
}
