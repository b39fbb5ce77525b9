package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.domain.Regions;
import ai.pami.engine.Composer;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.method.Baseline;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.model.Output;
import ai.pami.target.ClassScores;
import ai.pami.target.Scoring;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One picture, a model and what is to be explained of its answer: what a method works on. Closing
 * it stops its engine.
 */
public final class ImageQuestion implements AutoCloseable {
  private final ProbeEngine<ByteBuffer> engine;
  private final ImageInput input;
  private final Picture original;
  private final Picture picture;
  private final Placement placement;
  private final Scoring scoring;
  private final int explained;
  private final Output inputOutput;
  private final Output backgroundOutput;
  private final Baseline<ByteBuffer> baseline;
  private final Optional<Tracing> tracing;
  private final boolean readsOutput;
  private final MapWatch watch;

  private ImageQuestion(
      ProbeEngine<ByteBuffer> engine,
      ImageInput input,
      Preprocessing preprocessing,
      Picture original,
      Background background,
      Function<Output, ChosenTargets> choice,
      Optional<Tracing> tracing,
      Function<ImageQuestion, MapWatch> watch) {
    this.engine = engine;
    this.input = input;
    this.original = original;
    this.tracing = tracing;
    this.picture = preprocessing.fit(original, input.height(), input.width());
    this.placement = preprocessing.place(original, input.height(), input.width());
    Composer<ByteBuffer> composer = composer(picture, background, whole(picture));
    Output output = engine.whole(composer, Source.INPUT);
    ChosenTargets chosen = choice.apply(output);
    this.scoring = chosen.scoring();
    this.explained = chosen.explained();
    this.inputOutput = scoring.activation().of(output);
    double[] inputScores = finite(output, "the unmasked picture");
    Output bare = engine.whole(composer, Source.BACKGROUND);
    this.backgroundOutput = scoring.activation().of(bare);
    this.baseline = new Baseline<>(composer, inputScores, finite(bare, "the bare background"));
    this.readsOutput = readsOutput(output);
    this.watch = watch.apply(this);
  }

  /**
   * Asks the unmasked picture and the bare background.
   *
   * @param choice what to explain of the unmasked picture's output
   * @param tracing keeps what is asked, if it is to be kept
   * @param watch looks at the maps while they are being made
   */
  static ImageQuestion open(
      ProbeEngine<ByteBuffer> engine,
      ImageInput input,
      Preprocessing preprocessing,
      Picture original,
      Background background,
      Function<Output, ChosenTargets> choice,
      Optional<Tracing> tracing,
      Function<ImageQuestion, MapWatch> watch) {
    return new ImageQuestion(
        engine, input, preprocessing, original, background, choice, tracing, watch);
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

  boolean readsOutput() {
    return readsOutput;
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

  /** Asks the model; one engine serves one explanation. */
  public ProbeEngine<ByteBuffer> engine() {
    return engine;
  }

  /** Who is to see the maps while they are being made, and may end the run. */
  public MapWatch watch() {
    return watch;
  }

  /** How a picture is written into the model's input. */
  ImageInput input() {
    return input;
  }

  /** The picture as the model sees it. */
  public Picture picture() {
    return picture;
  }

  /** Reads the targets' scores from an output. */
  public Scoring scoring() {
    return scoring;
  }

  /** The composer of the picture and the method's background, and the scores of both. */
  public Baseline<ByteBuffer> baseline() {
    return baseline;
  }

  /**
   * Mixes another picture of the model's size, such as a shifted copy, with its background.
   *
   * @param regions what the background may follow; see {@link Background#followsRegions()}
   */
  public Composer<ByteBuffer> composer(Picture shown, Background background, Regions regions) {
    float[] hidden = TensorComposer.hidden(background, shown, regions);
    TensorComposer composer = new TensorComposer(input, shown.toFloats(), hidden);
    tracing.ifPresent(
        t ->
            t.note(
                composer,
                shown.equals(picture),
                () -> Picture.of(shown.width(), shown.height(), hidden)));
    return composer;
  }

  /** The whole picture as one region, for backgrounds when no regions are at hand. */
  static Regions whole(Picture picture) {
    return Partition.of(picture.domain(), new int[picture.domain().size()]);
  }

  /** How many of the targets were asked for; those after them are their rivals. */
  public int explained() {
    return explained;
  }

  /** What the model answered for the unmasked picture, activation applied. */
  Output inputOutput() {
    return inputOutput;
  }

  /** What the model answered for the bare background, activation applied. */
  Output backgroundOutput() {
    return backgroundOutput;
  }

  /**
   * The record of what a method found.
   *
   * @param checked what a check of the maps found and took
   * @param settings what shaped it
   * @param provenance of the model
   */
  ImageExplanation explained(
      MethodResult result,
      MapCheck.Checked checked,
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
    return new ImageExplanation(
        new Explanation(picture.domain(), targets, result.regions(), cost, settings, provenance),
        original,
        picture,
        placement);
  }

  private TargetExplanation target(MethodResult result, MapCheck.Checked checked, int k) {
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
