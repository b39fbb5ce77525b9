package ai.pami.question;

import ai.pami.PamiException;
import ai.pami.engine.Composer;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.method.Baseline;
import ai.pami.method.MethodResult;
import ai.pami.model.Output;
import ai.pami.target.ClassScores;
import ai.pami.target.Scoring;
import ai.pami.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One input, a model and what is to be explained of its answer. Opening it asks the first two
 * calls, the unmasked input and the bare background; closing it stops its engine.
 *
 * @param <S> what the model reads an input from
 */
public final class Question<S> implements AutoCloseable {
  private final ProbeEngine<S> engine;
  private final String noun;
  private final Scoring scoring;
  private final int explained;
  private final Output inputOutput;
  private final Output backgroundOutput;
  private final Baseline<S> baseline;
  private final boolean readsOutput;

  private Question(
      ProbeEngine<S> engine,
      Composer<S> composer,
      String noun,
      Targets targets,
      Asking asking,
      boolean withRivals) {
    this.engine = engine;
    this.noun = noun;
    Output output = engine.whole(composer, Source.INPUT);
    ChosenTargets chosen = ChosenTargets.of(output, targets, asking.labels(), asking.activation());
    if (withRivals) {
      chosen = chosen.withRivals(output, asking.labels());
    }
    this.scoring = chosen.scoring();
    this.explained = chosen.explained();
    this.inputOutput = scoring.activation().of(output);
    double[] inputScores = finite(output, "the unmasked " + noun);
    Output bare = engine.whole(composer, Source.BACKGROUND);
    this.backgroundOutput = scoring.activation().of(bare);
    this.baseline = new Baseline<>(composer, inputScores, finite(bare, "the bare background"));
    this.readsOutput = readsOutput(output);
  }

  /**
   * Asks the unmasked input and the bare background.
   *
   * @param engine serves this question alone, and is closed with it
   * @param composer mixes the input with its background
   * @param noun what the input is called in sentences: {@code picture}
   * @param targets chosen from what the model answers for the unmasked input
   * @param withRivals whether the strongest other class is explained beside each class
   * @throws PamiException if there is no such target, the model fails, or gives a score that is no
   *     number
   */
  public static <S> Question<S> open(
      ProbeEngine<S> engine,
      Composer<S> composer,
      String noun,
      Targets targets,
      Asking asking,
      boolean withRivals) {
    return new Question<>(engine, composer, noun, targets, asking, withRivals);
  }

  /** Whether every target asked for is simply the output's value at its index. */
  private boolean readsOutput(Output output) {
    double[] scores = scoring.scores(output);
    Output activated = scoring.activation().of(output);
    return IntStream.range(0, explained)
        .allMatch(
            k -> {
              int index = scoring.targets().get(k).index();
              return index >= 0 && index < activated.size() && activated.get(index) == scores[k];
            });
  }

  private double[] finite(Output output, String what) {
    double[] scores = scoring.scores(output);
    for (int k = 0; k < scores.length; k++) {
      if (!Double.isFinite(scores[k])) {
        throw new PamiException(
            "the score of target %s is %s for %s: check the preprocessing and the model's range"
                .formatted(scoring.targets().get(k), scores[k], what));
      }
    }
    return scores;
  }

  /** Whether every target asked for is simply the output's value at its index. */
  public boolean readsOutput() {
    return readsOutput;
  }

  /** Asks the model; one engine serves one explanation. */
  public ProbeEngine<S> engine() {
    return engine;
  }

  /** What the input is called in sentences. */
  public String noun() {
    return noun;
  }

  /** Reads the targets' scores from an output. */
  public Scoring scoring() {
    return scoring;
  }

  /** How many of the targets were asked for; those after them are their rivals. */
  public int explained() {
    return explained;
  }

  /** The composer of the input and the method's background, and the scores of both. */
  public Baseline<S> baseline() {
    return baseline;
  }

  /** What the model answered for the unmasked input, activation applied. */
  public Output inputOutput() {
    return inputOutput;
  }

  /** What the model answered for the bare background, activation applied. */
  public Output backgroundOutput() {
    return backgroundOutput;
  }

  /**
   * The record of what a method found.
   *
   * @param checked what a check of the maps found and took
   * @param settings what shaped it
   * @param provenance of the model
   */
  public Explanation explained(
      MethodResult result,
      MapCheck checked,
      Map<String, String> settings,
      Map<String, String> provenance) {
    List<TargetExplanation> targets =
        IntStream.range(0, explained).mapToObj(k -> target(result, checked, k)).toList();
    Cost cost =
        new Cost(
            engine.calls(),
            result.probes(),
            checked.started(),
            result.stopped(),
            engine.threads(),
            engine.batchSize(),
            checked.calls(),
            checked.time());
    return new Explanation(
        baseline.composer().domain(), targets, result.regions(), cost, settings, provenance);
  }

  private TargetExplanation target(MethodResult result, MapCheck checked, int k) {
    Optional<TargetExplanation> rival =
        checked.qualities().isEmpty()
            ? Optional.empty()
            : ClassScores.rivalAmong(scoring, inputOutput, scoring.targets().get(k)).stream()
                .mapToObj(r -> plain(result, r))
                .findFirst();
    TargetExplanation own = plain(result, k);
    return new TargetExplanation(
        own.target(),
        own.score(),
        own.backgroundScore(),
        own.map(),
        checked.qualities().isEmpty() ? Optional.empty() : Optional.of(checked.qualities().get(k)),
        rival);
  }

  private TargetExplanation plain(MethodResult result, int k) {
    return new TargetExplanation(
        scoring.targets().get(k),
        baseline.inputScores()[k],
        baseline.backgroundScores()[k],
        result.maps().get(k));
  }

  @Override
  public void close() {
    engine.close();
  }
}
