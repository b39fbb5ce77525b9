package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partitioner;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.model.Output;
import ai.pami.model.Predictor;
import ai.pami.model.TensorModel;
import ai.pami.question.Asking;
import ai.pami.question.Explainer;
import ai.pami.question.MapCheck;
import ai.pami.question.Question;
import ai.pami.target.DenseOutput;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import ai.pami.trace.TraceReplay;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public final class ImageExplainer extends Explainer<ImageExplainer> {
  private final TensorModel model;
  private final Preprocessing preprocessing;
  private final ImageMethod method;
  private final Keeping keeping;
  private final Optional<Consumer<ImageExplanation>> viewer;

  /**
   * What is kept of a run, or answers in place of the model.
   *
   * @param most questions to keep
   */
  private record Keeping(long most, Optional<ImageTrace> recorded) {
    static final Keeping NOTHING = new Keeping(0, Optional.empty());
  }

  private ImageExplainer(
      TensorModel model,
      Preprocessing preprocessing,
      ImageMethod method,
      Asking asking,
      Keeping keeping,
      Optional<Consumer<ImageExplanation>> viewer) {
    super(asking);
    this.model = model;
    this.preprocessing = preprocessing;
    this.method = method;
    this.keeping = keeping;
    this.viewer = viewer;
  }

  /**
   * An explainer with {@link Preset#DEFAULT}, no labels, outputs taken as they are, all processors,
   * and maps that are not checked.
   */
  public static ImageExplainer of(TensorModel model, Preprocessing preprocessing) {
    return new ImageExplainer(
        model,
        preprocessing,
        Preset.DEFAULT.method(),
        Asking.defaults(),
        Keeping.NOTHING,
        Optional.empty());
  }

  /**
   * An explainer of any function of pictures, with {@link Preset#DEFAULT} and the rest as above.
   *
   * @param model is given masked copies of this size, in 8-bit RGB
   * @param height in pixels
   * @param width in pixels
   */
  public static ImageExplainer of(Predictor<Picture> model, int height, int width) {
    return of(
        PictureFunction.of(model, height, width), PictureFunction.preprocessing(Preprocessing.RAW));
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
    return of(new RecordedModel(recorded.input(), provenance), recorded.preprocessing())
        .budget(recorded.budget())
        .keeping(new Keeping(Long.MAX_VALUE, Optional.of(recorded)));
  }

  /**
   * Has Java load and compile what the first explanation needs, by explaining a small made-up
   * picture of a made-up model: for servers before their first request, or beside loading a model.
   * Takes some tenths of a second of one processor; a first explanation by the default method is
   * over about as much sooner.
   */
  public static void warmUp() {
    WarmUp.explanation();
  }

  @Override
  protected ImageExplainer with(Asking asking) {
    return new ImageExplainer(model, preprocessing, method, asking, keeping, viewer);
  }

  private ImageExplainer keeping(Keeping keeping) {
    return new ImageExplainer(model, preprocessing, method, asking(), keeping, viewer);
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
    return new ImageExplainer(model, preprocessing, method, asking(), keeping, viewer);
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
   * Who sees the explanation while it gets better: each is what a run that was cancelled now would
   * give. Called on the thread that explains, a few times a second at most; asking waits meanwhile.
   * PAMI's presets show theirs, other methods need not.
   */
  public ImageExplainer watching(Consumer<ImageExplanation> viewer) {
    return new ImageExplainer(model, preprocessing, method, asking(), keeping, Optional.of(viewer));
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
    return keeping(new Keeping(most, keeping.recorded()));
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
    EngineOptions limited = asking().limited(method.budget());
    Optional<Tracing> tracing =
        keeping.most() > 0 ? Optional.of(new Tracing(keeping.most())) : Optional.empty();
    boolean withRivals = asking().check() && method.explainsOthersAside();
    try (ImageQuestion question = question(picture, targets, limited, withRivals, tracing)) {
      MethodResult result = method.explain(question);
      MapCheck checked =
          asking().check()
              ? MapCheck.of(
                  question.question(),
                  result,
                  model.shaped(question.input().shape()),
                  secondBackground(question),
                  asking().options())
              : MapCheck.none(question.question());
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

  /** Another background than the method's, of another kind. */
  private MapCheck.Second<ByteBuffer> secondBackground(ImageQuestion question) {
    Background other =
        method.background() instanceof Blur
            ? MeanColour.ofPicture()
            : Blur.of(49, 100, Blur.Border.REFLECT);
    Picture picture = question.picture();
    return new MapCheck.Second<>(
        question.composer(picture, other, ImageQuestion.whole(picture)), other.name());
  }

  /**
   * What {@link #explain} will cost, check included: the run is begun and broken off after a second
   * or so, and what it asked by then is scaled up. Budget and deadline count in.
   *
   * @throws PamiException as {@link #explain}
   */
  public Forecast forecast(Picture picture, Targets targets) {
    ImageExplainer unseen =
        new ImageExplainer(
            model, preprocessing, method, asking(), Keeping.NOTHING, Optional.empty());
    return asking()
        .forecast(
            trial ->
                unseen
                    .with(asking().withOptions(trial))
                    .explain(picture, targets)
                    .explanation()
                    .cost());
  }

  /**
   * What the model answers for a picture, activation applied: for embeddings to compare with, see
   * {@link Targets#similarity}.
   *
   * @throws PamiException if the model can't read the picture or fails
   */
  public Output answer(Picture picture) {
    ImageInput input = ImageInput.of(model.input(), preprocessing, picture);
    try (var batch =
        model
            .shaped(input.shape())
            .allocate(model.shaped(input.shape()).fixedBatchSize().orElse(1))) {
      batch
          .slot(0)
          .put(
              0,
              input.encode(preprocessing.fit(picture, input.height(), input.width()).toFloats()));
      return asking().activation().of(batch.run(1).get(0)).copy();
    }
  }

  /**
   * Targets over an area of a picture, for models that answer for every place: segmentation, depth,
   * text maps. See {@link Targets#over}.
   *
   * @param area of the picture that will be explained
   * @param classes chosen from the means over the area, a number a channel
   */
  public Targets over(Picture picture, PictureArea area, Targets classes) {
    ImageInput input = ImageInput.of(model.input(), preprocessing, picture);
    Placement placement = preprocessing.place(picture, input.height(), input.width());
    return (output, labels) ->
        Targets.over(area.on(DenseOutput.of(output).grid(), placement), classes)
            .choose(output, labels);
  }

  /**
   * Opens the model for one picture and asks the first two calls, the unmasked picture and the bare
   * background: for methods that ask on their own. To be closed.
   *
   * @throws PamiException as {@link #explain}
   */
  public ImageQuestion question(Picture picture, Targets targets) {
    return question(
        picture,
        targets,
        asking().withCheck(false).limited(method.budget()),
        false,
        Optional.empty());
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
            .withThreads(asking().options().threads())
            .withBatch(asking().options().batch())
            .withCancellation(asking().options().cancellation());
    return new ImageCopies(
        new ProbeEngine<>(model.shaped(input.shape()), unlimited),
        new TensorComposer(input, shown.toFloats(), hidden),
        new Scoring(asking().activation(), List.of(target)));
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
    if (keeping.recorded().isPresent()) {
      used = used.withReplay(new TraceReplay(keeping.recorded().get().trace()));
    }
    ProbeEngine<ByteBuffer> engine = new ProbeEngine<>(model.shaped(input.shape()), used);
    try {
      return ImageQuestion.open(
          input,
          preprocessing,
          picture,
          tracing,
          method.foreseen(limited.budget()),
          opened -> {
            Picture seen = opened.picture();
            var composer = opened.composer(seen, method.background(), ImageQuestion.whole(seen));
            return Question.open(engine, composer, "picture", targets, asking(), withRivals);
          },
          this::watch);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private MapWatch watch(ImageQuestion question) {
    return asking()
        .until(
            viewer
                .map(seen -> MapWatch.of((maps, calls) -> seen.accept(soFar(question, maps))))
                .orElseGet(MapWatch::none));
  }

  private ImageExplanation soFar(ImageQuestion question, List<ImportanceMap> maps) {
    long probes = question.engine().calls() - 2;
    return question.explained(
        new MethodResult(maps, List.of(), probes, StopReason.CANCELLED),
        MapCheck.none(question.question()),
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
    return asking().describe(described);
  }
}
