package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partitioner;
import ai.pami.engine.Cancellation;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Progress;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.model.TensorModel;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

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
  private final ImageSettings settings;
  private final EngineOptions options;

  private ImageExplainer(
      TensorModel model,
      Preprocessing preprocessing,
      Labels labels,
      Activation activation,
      ImageSettings settings,
      EngineOptions options) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.labels = labels;
    this.activation = activation;
    this.settings = settings;
    this.options = options;
  }

  /**
   * An explainer with {@link Preset#DEFAULT}, no labels, outputs taken as they are, and all
   * processors.
   */
  public static ImageExplainer of(TensorModel model, Preprocessing preprocessing) {
    return new ImageExplainer(
        model,
        preprocessing,
        Labels.none(),
        Activation.NONE,
        Preset.DEFAULT.settings(),
        EngineOptions.defaults());
  }

  /** What the model's outputs are called; their number must be the number of outputs. */
  public ImageExplainer labels(Labels labels) {
    return new ImageExplainer(model, preprocessing, labels, activation, settings, options);
  }

  /** What turns the model's outputs into scores; {@link Activation#NONE} if not set. */
  public ImageExplainer activation(Activation activation) {
    return new ImageExplainer(model, preprocessing, labels, activation, settings, options);
  }

  /** What is asked, by name. */
  public ImageExplainer preset(Preset preset) {
    return settings(preset.settings());
  }

  /** What is asked, in full. */
  public ImageExplainer settings(ImageSettings settings) {
    return new ImageExplainer(model, preprocessing, labels, activation, settings, options);
  }

  /** What hidden pixels show, in place of the preset's background. */
  public ImageExplainer background(Background background) {
    return settings(settings.withBackground(background));
  }

  /** How the picture is cut up, in place of the preset's partitioners. */
  public ImageExplainer partitioners(List<? extends Partitioner<Picture>> partitioners) {
    return settings(settings.withPartitioners(partitioners));
  }

  /** Model calls at the same time; one a processor if not set. Does not change the map. */
  public ImageExplainer threads(int threads) {
    return options(options.withThreads(threads));
  }

  /** Inputs a model call; found by trial if not set. Does not change the map. */
  public ImageExplainer batch(int batch) {
    return options(options.withBatch(batch));
  }

  /** Inputs the model is asked at the most, at least 3; the settings' if not set. */
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

  /** A switch that ends a run early; the map is made of what was answered by then. */
  public ImageExplainer cancellation(Cancellation cancellation) {
    return options(options.withCancellation(cancellation));
  }

  private ImageExplainer options(EngineOptions options) {
    return new ImageExplainer(model, preprocessing, labels, activation, settings, options);
  }

  /**
   * Explains the model's answer for one picture.
   *
   * @param targets what of the answer; all of them cost no more than one
   * @throws PamiException if the model can't read the picture, has no such target, fails, or gives
   *     a score that is no number
   */
  public ImageExplanation explain(Picture picture, Targets targets) {
    ImageInput input = ImageInput.of(model.input(), preprocessing, picture);
    Picture seen = preprocessing.fit(picture, input.height(), input.width());
    try (ProbeEngine<ByteBuffer> engine =
        new ProbeEngine<>(model.shaped(input.shape()), limited())) {
      return new ExplanationRun(engine, input, preprocessing, activation, settings, picture, seen)
          .explain(targets, labels, model.provenance());
    }
  }

  /** The options, with the settings' budget where the caller gave none. */
  private EngineOptions limited() {
    return options.budget() == EngineOptions.NO_BUDGET
        ? options.withBudget(settings.budget())
        : options;
  }
}
