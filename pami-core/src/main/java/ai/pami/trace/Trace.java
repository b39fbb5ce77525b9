package ai.pami.trace;

import ai.pami.domain.Fingerprint;
import ai.pami.domain.Mask;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every question of one run and what was answered, in the order in which the method heard it.
 * Immutable.
 */
public final class Trace {
  private final List<TracedMask> masks;
  private final List<Question> questions;
  private final List<double[]> scores;
  private final List<Round> rounds;
  private final double[] inputScores;
  private final double[] backgroundScores;

  /**
   * A mask that was asked about, whatever copies it was laid on.
   *
   * @param fingerprint of the mask
   * @param mask empty where a record does not hold it: a prefix of an order that follows from the
   *     scores
   */
  public record TracedMask(Fingerprint fingerprint, Optional<Mask> mask) {}

  /**
   * One question.
   *
   * @param mask its number among the {@link #masks()}
   * @param shown what the mask's elements show; all others show the other source
   * @param copy which input and background were mixed, numbered in the order of their first use; 0
   *     is the input as it lies with the method's background
   * @param asked whether the model was asked, not a known answer used again
   */
  public record Question(int mask, Source shown, int copy, boolean asked) {}

  /**
   * One round of asking.
   *
   * @param answers how many of the questions belong to it, those of the rounds before apart
   * @param stopped why it ended
   * @param calls inputs the model had been asked by its end, of all rounds
   */
  public record Round(long answers, StopReason stopped, long calls) {}

  /**
   * A trace.
   *
   * @param scores of every question, {@code [questions][targets]}; kept, not copied
   * @param inputScores of the unmasked input, {@code [targets]}
   * @param backgroundScores of the bare background, {@code [targets]}
   * @throws IllegalArgumentException if the numbers of things do not go together
   */
  public Trace(
      List<TracedMask> masks,
      List<Question> questions,
      List<double[]> scores,
      List<Round> rounds,
      double[] inputScores,
      double[] backgroundScores) {
    this.masks = List.copyOf(masks);
    this.questions = List.copyOf(questions);
    this.scores = List.copyOf(scores);
    this.rounds = List.copyOf(rounds);
    this.inputScores = inputScores.clone();
    this.backgroundScores = backgroundScores.clone();
    long answers = rounds.stream().mapToLong(Round::answers).sum();
    require(questions.size() == scores.size(), "questions and answers", scores.size());
    require(questions.size() == answers, "questions and the rounds' answers", answers);
    require(inputScores.length == backgroundScores.length, "targets", backgroundScores.length);
    for (int i = 0; i < questions.size(); i++) {
      int mask = questions.get(i).mask();
      require(mask >= 0 && mask < masks.size(), "masks and a question's mask", mask);
      int targets = scores.get(i).length;
      require(targets == inputScores.length, "targets and a question's scores", targets);
    }
  }

  private static void require(boolean holds, String what, long number) {
    if (!holds) {
      throw new IllegalArgumentException(
          "a trace's %s do not go together: %d".formatted(what, number));
    }
  }

  /** The same questions, with the scores of the first {@code count} targets only. */
  public Trace ofFirstTargets(int count) {
    return new Trace(
        masks,
        questions,
        scores.stream().map(all -> Arrays.copyOf(all, count)).toList(),
        rounds,
        Arrays.copyOf(inputScores, count),
        Arrays.copyOf(backgroundScores, count));
  }

  /** The masks asked about, each once. */
  public List<TracedMask> masks() {
    return masks;
  }

  /** The questions, in the order answered. */
  public List<Question> questions() {
    return questions;
  }

  /** The score of question {@code i} for target {@code k}. */
  public double score(int i, int k) {
    return scores.get(i)[k];
  }

  /** The scores of question {@code i}, {@code [targets]}, a copy. */
  public double[] scores(int i) {
    return scores.get(i).clone();
  }

  /** The rounds in which was asked. */
  public List<Round> rounds() {
    return rounds;
  }

  /** The scores of the unmasked input, {@code [targets]}, a copy. */
  public double[] inputScores() {
    return inputScores.clone();
  }

  /** The scores of the bare background, {@code [targets]}, a copy. */
  public double[] backgroundScores() {
    return backgroundScores.clone();
  }

  /** The number of targets. */
  public int targets() {
    return inputScores.length;
  }
}
