package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partitioner;
import ai.pami.engine.Cancellation;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.ProbeRecorder;
import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.model.TensorModel;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import ai.pami.trace.TraceReplay;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Explains what an image model looked at. Immutable and thread-safe; every setting returns a new
 * explainer.
 *
 * <pre>{@code
 * try (var model = OnnxModel.open(Path.of("squeezenet1.1.onnx"))) {
 *   var picture = Picture.read(Path.of("goldfish.jpg"));
 *   var explanation =
 *       ImageExplainer.of(model, Preprocessing.IMAGENET_CAFFE).explain(picture, Targets.top(3));
 *   ImageReport.of(explanation).write(Path.of("out"));
 * }
 * }</pre>
 *
 * @see Preset for what is asked
 */
public final class ImageExplainer {
  private final TensorModel model;
  private final Preprocessing preprocessing;
  private final Labels labels;
  private final Activation activation;
  private final ImageMethod method;
  private final EngineOptions options;
  private final boolean check;
  private final long traced;
  private final Optional<ImageTrace> recorded;
  private final Watch watch;

  /**
   * What is made of maps while they are being made.
   *
   * @param settled the rank correlation at which a run ends early
   */
  private record Watch(Optional<Consumer<ImageExplanation>> viewer, OptionalDouble settled) {
    static final Watch NONE = new Watch(Optional.empty(), OptionalDouble.empty());
  }

  private ImageExplainer(
      TensorModel model,
      Preprocessing preprocessing,
      Labels labels,
      Activation activation,
      ImageMethod method,
      EngineOptions options,
      boolean check,
      long traced,
      Optional<ImageTrace> recorded,
      Watch watch) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.labels = labels;
    this.activation = activation;
    this.method = method;
    this.options = options;
    this.check = check;
    this.traced = traced;
    this.recorded = recorded;
    this.watch = watch;
  }

  /**
   * An explainer with {@link Preset#DEFAULT}, no labels, outputs taken as they are, all processors,
   * and maps that are not checked.
   */
  public static ImageExplainer of(TensorModel model, Preprocessing preprocessing) {
    return new ImageExplainer(
        model,
        preprocessing,
        Labels.none(),
        Activation.NONE,
        Preset.DEFAULT.method(),
        EngineOptions.defaults(),
        false,
        0,
        Optional.empty(),
        Watch.NONE);
  }

  /**
   * An explainer that needs no model: it answers from a record. The method that made the record is
   * to be set; explaining the same picture then makes the same maps, bit for bit, and a question
   * that differs from the recorded one is a {@link PamiException}. Targets are to read value k of
   * the output for the record's target k.
   *
   * @param provenance of the model that answered then
   */
  public static ImageExplainer replaying(ImageTrace recorded, Map<String, String> provenance) {
    ImageExplainer asked =
        of(new RecordedModel(recorded.input(), provenance), recorded.preprocessing())
            .budget(recorded.budget());
    return new ImageExplainer(
        asked.model,
        asked.preprocessing,
        asked.labels,
        asked.activation,
        asked.method,
        asked.options,
        false,
        Long.MAX_VALUE,
        Optional.of(recorded),
        Watch.NONE);
  }

  /** What the model's outputs are called; their number must be the number of outputs. */
  public ImageExplainer labels(Labels labels) {
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, traced, recorded, watch);
  }

  /** What the model's outputs are called; {@link Labels#none()} if not set. */
  public Labels labels() {
    return labels;
  }

  /** What turns the model's outputs into scores; {@link Activation#NONE} if not set. */
  public ImageExplainer activation(Activation activation) {
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, traced, recorded, watch);
  }

  /** What is asked, by name. */
  public ImageExplainer preset(Preset preset) {
    return method(preset.method());
  }

  /** PAMI with these settings. */
  public ImageExplainer settings(ImageSettings settings) {
    return method(settings);
  }

  /** What is asked and how the answers become maps; {@link ImageSettings} is PAMI. */
  public ImageExplainer method(ImageMethod method) {
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, traced, recorded, watch);
  }

  /** What hidden pixels show, in place of the method's background. */
  public ImageExplainer background(Background background) {
    return method(method.withBackground(background));
  }

  /**
   * PAMI with the picture cut up this way, in place of the preset's partitioners; for methods other
   * than {@link ImageSettings} with {@link Preset#KEEP_AND_DROP} otherwise, over the background set
   * so far.
   */
  public ImageExplainer partitioners(List<? extends Partitioner<Picture>> partitioners) {
    ImageSettings pami =
        method instanceof ImageSettings set
            ? set
            : Preset.KEEP_AND_DROP.settings().withBackground(method.background());
    return settings(pami.withPartitioners(partitioners));
  }

  /**
   * Whether every map is checked and gets a verdict with reasons, its own curves and the parts that
   * suffice or are needed. Costs up to 10 % more calls than the method made, counted apart from
   * them and beyond the budget; the deadline holds for both. Does not change the map.
   *
   * @see ai.pami.check.QualityCheck
   */
  public ImageExplainer check(boolean check) {
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, traced, recorded, watch);
  }

  /** Model calls at the same time; one a processor if not set. Does not change the map. */
  public ImageExplainer threads(int threads) {
    return options(options.withThreads(threads));
  }

  /** Inputs a model call; found by trial if not set. Does not change the map. */
  public ImageExplainer batch(int batch) {
    return options(options.withBatch(batch));
  }

  /** Inputs the model is asked at the most, at least 3; the method's if not set. */
  public ImageExplainer budget(long budget) {
    return options(options.withBudget(budget));
  }

  /** Time after which nothing more is asked; the map is made of what was answered by then. */
  public ImageExplainer deadline(Duration deadline) {
    return options(options.withDeadline(deadline));
  }

  /** Who hears how far a run has come. */
  public ImageExplainer progress(Progress.Listener listener) {
    return options(options.withProgress(listener));
  }

  /**
   * Who sees the explanation while it gets better: each is what a run that was cancelled now would
   * give. Called on the thread that explains, a few times a second at most; asking waits meanwhile.
   * PAMI's presets show theirs, other methods need not.
   */
  public ImageExplainer watching(Consumer<ImageExplanation> viewer) {
    return watch(new Watch(Optional.of(viewer), watch.settled()));
  }

  /**
   * Ends a run of PAMI's presets once the maps have settled: when the last third of its calls
   * changed no target's ranking of pixels much. The same run ends at the same call on any machine.
   *
   * @param correlation Spearman's, of each map with what it was at two thirds of the calls; above 0
   *     and at most 1
   * @see MapWatch
   */
  public ImageExplainer untilSettled(double correlation) {
    MapWatch.none().until(correlation); // checks it
    return watch(new Watch(watch.viewer(), OptionalDouble.of(correlation)));
  }

  private ImageExplainer watch(Watch watch) {
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, traced, recorded, watch);
  }

  /** A switch that ends a run early; the map is made of what was answered by then. */
  public ImageExplainer cancellation(Cancellation cancellation) {
    return options(options.withCancellation(cancellation));
  }

  /**
   * Keeps every question and its scores with the explanation, if there are at most so many: for
   * records and to follow a number back to its copies. Costs a few kilobytes a question; nothing is
   * kept if not set.
   *
   * @param most questions, or 0 to keep nothing
   */
  public ImageExplainer traced(long most) {
    if (most < 0) {
      throw new IllegalArgumentException("a trace of at most %d questions".formatted(most));
    }
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, most, recorded, watch);
  }

  /** Who hears every question and its scores. */
  public ImageExplainer recorder(ProbeRecorder recorder) {
    return options(options.withRecorder(recorder));
  }

  private ImageExplainer options(EngineOptions options) {
    return new ImageExplainer(
        model, preprocessing, labels, activation, method, options, check, traced, recorded, watch);
  }

  /**
   * Explains the model's answer for one picture.
   *
   * @param targets what of the answer; all of them cost no more than one. With {@link
   *     ImageSelection} each gets a share of the calls, so that a map is finer with fewer targets
   * @throws PamiException if the model can't read the picture, has no such target, fails, or gives
   *     a score that is no number
   */
  public ImageExplanation explain(Picture picture, Targets targets) {
    boolean withRivals = check && method.explainsOthersAside();
    EngineOptions limited = check ? MapCheck.announced(limited()) : limited();
    Optional<Tracing> tracing = traced > 0 ? Optional.of(new Tracing(traced)) : Optional.empty();
    try (ImageQuestion question = question(picture, targets, limited, withRivals, tracing)) {
      MethodResult result = method.explain(question);
      MapCheck.Checked checked =
          check
              ? MapCheck.of(
                  question, result, model.shaped(question.input().shape()), method, options)
              : MapCheck.Checked.not(question);
      return question
          .explained(result, checked, describe(), model.provenance())
          .withTrace(
              tracing.flatMap(
                  t ->
                      t.trace(
                          question,
                          method.describe(),
                          limited.budget(),
                          preprocessing,
                          model.input())));
    }
  }

  /**
   * What {@link #explain} will cost, check included: the run is begun and broken off after a second
   * or so, and what it asked by then is scaled up. Budget and deadline count in.
   *
   * @throws PamiException as {@link #explain}
   */
  public Forecast forecast(Picture picture, Targets targets) {
    ImageExplainer unseen = watch(new Watch(Optional.empty(), watch.settled())).traced(0);
    return new CostTrial(options.withRecorder(ProbeRecorder.none()))
        .run(trial -> unseen.options(trial).explain(picture, targets));
  }

  /**
   * Opens the model for one picture and asks the first two calls, the unmasked picture and the bare
   * background: for methods that ask on their own. To be closed.
   *
   * @throws PamiException as {@link #explain}
   */
  public ImageQuestion question(Picture picture, Targets targets) {
    return question(picture, targets, limited(), false, Optional.empty());
  }

  /**
   * Opens the model for masked copies of a picture that this explainer explained. Asks nothing yet.
   * Budget, deadline and progress of this explainer are set aside, as half of what is asked for
   * would be of no use; its threads, batch size and cancellation hold. To be closed.
   *
   * @param background what hidden pixels show
   * @param target whose scores are wanted
   * @throws IllegalArgumentException if the model would see the picture at another size
   */
  public ImageCopies copies(ImageExplanation explained, Background background, Target target) {
    ImageInput input = ImageInput.of(model.input(), preprocessing, explained.picture());
    Picture shown = explained.seen();
    if (shown.height() != input.height() || shown.width() != input.width()) {
      throw new IllegalArgumentException(
          "a map over %s, but the model sees %d x %d"
              .formatted(shown.domain(), input.height(), input.width()));
    }
    float[] hidden = TensorComposer.hidden(background, shown, ImageQuestion.whole(shown));
    EngineOptions unlimited =
        EngineOptions.defaults()
            .withThreads(options.threads())
            .withBatch(options.batch())
            .withCancellation(options.cancellation());
    return new ImageCopies(
        new ProbeEngine<>(model.shaped(input.shape()), unlimited),
        new TensorComposer(input, shown.toFloats(), hidden),
        new Scoring(activation, List.of(target)));
  }

  private ImageQuestion question(
      Picture picture,
      Targets targets,
      EngineOptions limited,
      boolean withRivals,
      Optional<Tracing> tracing) {
    ImageInput input = ImageInput.of(model.input(), preprocessing, picture);
    EngineOptions used = limited;
    if (tracing.isPresent()) {
      used = used.withRecorder(tracing.get().recorder().and(used.recorder()));
    }
    if (recorded.isPresent()) {
      used = used.withReplay(new TraceReplay(recorded.get().trace()));
    }
    ProbeEngine<ByteBuffer> engine = new ProbeEngine<>(model.shaped(input.shape()), used);
    try {
      return ImageQuestion.open(
          engine,
          input,
          preprocessing,
          picture,
          method.background(),
          output -> {
            ChosenTargets chosen = ChosenTargets.of(output, targets, labels, activation);
            return withRivals ? chosen.withRivals(output, labels) : chosen;
          },
          tracing,
          this::watch);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private MapWatch watch(ImageQuestion question) {
    MapWatch begun =
        watch
            .viewer()
            .map(viewer -> MapWatch.of((maps, calls) -> viewer.accept(soFar(question, maps))))
            .orElseGet(MapWatch::none);
    return watch.settled().isPresent() ? begun.until(watch.settled().getAsDouble()) : begun;
  }

  private ImageExplanation soFar(ImageQuestion question, List<ImportanceMap> maps) {
    long probes = question.engine().calls() - 2;
    return question.explained(
        new MethodResult(maps, List.of(), probes, StopReason.CANCELLED),
        MapCheck.Checked.not(question),
        describe(),
        model.provenance());
  }

  /** What identifies the model in a record: file, SHA-256, runtime and its version. */
  public Map<String, String> provenance() {
    return model.provenance();
  }

  /** Every setting that shapes a map, by name: the method's, the preprocessing, the activation. */
  public Map<String, String> describe() {
    Map<String, String> described = new LinkedHashMap<>(method.describe());
    described.put("preprocessing", preprocessing.name());
    described.put("activation", activation.toString());
    watch.settled().ifPresent(settled -> described.put("until-settled", Double.toString(settled)));
    return described;
  }

  /** The options, with the method's budget where the caller gave none. */
  private EngineOptions limited() {
    return options.budget() == EngineOptions.NO_BUDGET
        ? options.withBudget(method.budget())
        : options;
  }
}
