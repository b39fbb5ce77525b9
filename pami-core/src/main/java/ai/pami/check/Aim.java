package ai.pami.check;

import ai.pami.model.Output;
import ai.pami.target.ClassScores;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.Optional;

/**
 * What a target's score means: when a copy still gives the answer that the input gives, and when it
 * no longer does.
 *
 * <p>Where the target is the class that the model names, the answer is kept as long as the model
 * names it and the score is at least a share of the input's; it is changed when the model names
 * another. Where it is a class that the model does not name, the answer is kept by the score alone,
 * and changed when half of it is gone. For other numbers the same shares are taken of the
 * difference between the input's score and the bare background's, as they may be negative or have
 * any origin.
 */
final class Aim {
  private enum Kind {
    /** The class that the model names. */
    ANSWER,
    /** Another class. */
    CLASS,
    /** Not a class score. */
    NUMBER
  }

  private final int index;
  private final Target target;
  private final double score;
  private final double background;
  private final Kind kind;
  private final Optional<ClassScores> classes;
  private final double share;
  private final boolean backgroundNames;

  /**
   * @param index of the target
   * @param share of the score that a sufficient part must keep, 0..1
   */
  Aim(Scoring scoring, int index, Output input, Output background, double share) {
    this.index = index;
    this.target = scoring.targets().get(index);
    this.score = target.score().applyAsDouble(input);
    this.background = target.score().applyAsDouble(background);
    this.classes =
        ClassScores.of(scoring.activation(), input)
            .filter(c -> ClassScores.of(scoring.activation(), background).isPresent())
            .filter(c -> ClassScores.isClass(target, input));
    this.kind =
        classes.isEmpty()
            ? Kind.NUMBER
            : names(ClassScores.top(input), score) ? Kind.ANSWER : Kind.CLASS;
    this.backgroundNames = names(ClassScores.top(background), this.background);
    this.share = share;
  }

  /** Whether the model names the target's class where {@code top} is the class of highest score. */
  private boolean names(int top, double score) {
    return classes.isPresent()
        && (classes.get() == ClassScores.INDEPENDENT ? score >= 0.5 : top == target.index());
  }

  int index() {
    return index;
  }

  Target target() {
    return target;
  }

  /** Of the input. */
  double score() {
    return score;
  }

  /** Of the bare background. */
  double background() {
    return background;
  }

  double difference() {
    return score - background;
  }

  /** Whether the target is a class at all. */
  boolean isClass() {
    return kind != Kind.NUMBER;
  }

  /** Whether it is the class that the model names. */
  boolean isAnswer() {
    return kind == Kind.ANSWER;
  }

  /** Whether the model names the class even when everything is hidden. */
  boolean backgroundNames() {
    return backgroundNames;
  }

  /**
   * 1 if importance is what raises the score, -1 if it is what lowers it: a number that lies below
   * the bare background's is explained by what pulls it down.
   */
  int direction() {
    return kind == Kind.NUMBER && difference() < 0 ? -1 : 1;
  }

  /**
   * Whether a copy names the target's class. {@code scores} end with the class of highest score.
   */
  boolean names(double[] scores) {
    return names((int) scores[scores.length - 1], scores[index]);
  }

  /** How much of the answer a copy has kept: 1 for the input's. */
  private double kept(double copy) {
    return kind == Kind.NUMBER ? (copy - background) / difference() : copy / score;
  }

  /** Whether a copy with these scores gives the input's answer. */
  boolean keeps(double[] scores) {
    return keeps(scores[index], kind == Kind.ANSWER && names(scores));
  }

  private boolean keeps(double copy, boolean named) {
    return (kind != Kind.ANSWER || named) && kept(copy) >= share;
  }

  /** Whether a copy with these scores no longer gives the input's answer. */
  boolean changes(double[] scores) {
    return kind == Kind.ANSWER ? !names(scores) : kept(scores[index]) <= 0.5;
  }

  boolean backgroundKeeps() {
    return keeps(background, backgroundNames);
  }

  boolean backgroundChanges() {
    return kind == Kind.ANSWER ? !backgroundNames : kept(background) <= 0.5;
  }

  /** What {@link #keeps} asks for, for "alone it ...". */
  String keepsInWords() {
    return switch (kind) {
      case ANSWER -> "keeps the class and %s of its score".formatted(Words.percent(share));
      case CLASS -> "keeps %s of the score".formatted(Words.percent(share));
      case NUMBER ->
          "brings back %s of the difference to the bare background".formatted(Words.percent(share));
    };
  }

  /** What {@link #changes} asks for, for "hiding it ...". */
  String changesInWords() {
    return switch (kind) {
      case ANSWER -> "makes the model name another class";
      case CLASS -> "takes half of the score away";
      case NUMBER -> "takes half of the difference to the bare background away";
    };
  }
}
