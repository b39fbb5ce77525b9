package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.engine.Cancellation;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Progress;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.background.Background;
import ai.pami.image.picture.ColourMap;
import ai.pami.image.picture.Picture;
import ai.pami.image.view.PictureView;
import ai.pami.method.Baseline;
import ai.pami.method.Layer;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import ai.pami.model.Output;
import ai.pami.model.TensorModel;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

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
      return new Run(engine, input, picture, seen).explain(targets);
    }
  }

  /** The options, with the settings' budget where the caller gave none. */
  private EngineOptions limited() {
    return options.budget() == EngineOptions.NO_BUDGET
        ? options.withBudget(settings.budget())
        : options;
  }

  /** One explanation in the making. */
  private final class Run {
    private final ProbeEngine<ByteBuffer> engine;
    private final ImageInput input;
    private final Picture picture;
    private final Picture seen;

    Run(ProbeEngine<ByteBuffer> engine, ImageInput input, Picture picture, Picture seen) {
      this.engine = engine;
      this.input = input;
      this.picture = picture;
      this.seen = seen;
    }

    ImageExplanation explain(Targets targets) {
      TensorComposer asItIs = composer(seen, whole(seen));
      Output output = engine.whole(asItIs, Source.INPUT);
      List<Target> chosen = targets.choose(activation.of(output), labels);
      Scoring scoring = new Scoring(activation, chosen);
      double[] scores = finite(scoring, output, "the unmasked picture");
      double[] backgroundScores =
          finite(scoring, engine.whole(asItIs, Source.BACKGROUND), "the bare background");
      Baseline<ByteBuffer> baseline = new Baseline<>(asItIs, scores, backgroundScores);
      List<UsedRegions> regions = new ArrayList<>();
      PamiMethod.Result result = passes(scoring, baseline, regions);
      List<TargetExplanation> explained =
          IntStream.range(0, chosen.size())
              .mapToObj(
                  k ->
                      new TargetExplanation(
                          chosen.get(k), scores[k], backgroundScores[k], result.maps().get(k)))
              .toList();
      Cost cost =
          new Cost(
              engine.calls(),
              result.probes(),
              engine.elapsed(),
              result.stopped(),
              engine.threads(),
              engine.batchSize());
      var described = settings.describe();
      described.put("preprocessing", preprocessing.name());
      described.put("activation", activation.toString());
      return new ImageExplanation(
          new Explanation(seen.domain(), explained, regions, cost, described, model.provenance()),
          picture,
          seen,
          preprocessing.place(picture, input.height(), input.width()));
    }

    private double[] finite(Scoring scoring, Output output, String what) {
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

    /** All passes; a later one that could not look everywhere does not replace the one before. */
    private PamiMethod.Result passes(
        Scoring scoring, Baseline<ByteBuffer> baseline, List<UsedRegions> regions) {
      PamiMethod<ByteBuffer> method =
          new PamiMethod<>(engine, scoring, baseline, settings.evidence());
      int layers = settings.partitioners().size() * settings.views().size();
      PamiMethod.Result result = null;
      Picture guide = seen;
      for (int pass = 1; pass <= settings.passes(); pass++) {
        PamiMethod.Result next =
            method.explain(views(guide, pass, baseline), layers * (settings.passes() - pass + 1));
        regions.addAll(next.regions());
        boolean complete = next.stopped() == StopReason.COMPLETE;
        if (result == null || complete || coversAll(next.maps().get(0))) {
          result = next;
        } else {
          result =
              new PamiMethod.Result(
                  result.maps(), result.regions(), result.probes(), next.stopped());
        }
        if (!complete) {
          break;
        }
        guide = heatMap(result.maps());
      }
      return result;
    }

    private boolean coversAll(ImportanceMap map) {
      return IntStream.range(0, map.domain().size()).allMatch(i -> map.coverage(i) > 0);
    }

    /** What a later pass cuts up: the mean of all targets' maps, each stretched to 0..1. */
    private Picture heatMap(List<ImportanceMap> maps) {
      double[] mean = new double[seen.width() * seen.height()];
      for (ImportanceMap map : maps) {
        double[] stretched = map.minMax();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += Double.isNaN(stretched[i]) ? 0 : stretched[i] / maps.size();
        }
      }
      return ColourMap.VIRIDIS.colour(seen.width(), seen.height(), mean);
    }

    private Iterator<View<ByteBuffer>> views(
        Picture guide, int pass, Baseline<ByteBuffer> baseline) {
      return settings.views().stream()
          .map(
              view ->
                  new View<>(
                      pass == 1 ? view.name() : view.name() + ", pass " + pass,
                      view.toPicture(seen.width(), seen.height()),
                      layers(view, guide, baseline)))
          .iterator();
    }

    private Iterator<Layer<ByteBuffer>> layers(
        PictureView view, Picture guide, Baseline<ByteBuffer> baseline) {
      Picture viewed = view.of(seen);
      Picture viewedGuide = view.of(guide);
      boolean follows = settings.background().followsRegions();
      var shared =
          view == PictureView.AS_IT_IS && !follows
              ? baseline.composer()
              : composer(viewed, whole(viewed));
      return settings.partitioners().stream()
          .map(
              partitioner -> {
                Regions regions = partitioner.partition(viewedGuide);
                return new Layer<>(
                    partitioner.name(), regions, follows ? composer(viewed, regions) : shared);
              })
          .iterator();
    }

    /** The whole picture as one region, for backgrounds when no regions are at hand. */
    private Regions whole(Picture picture) {
      return Partition.of(picture.domain(), new int[picture.domain().size()]);
    }

    private TensorComposer composer(Picture picture, Regions regions) {
      float[] background = settings.background().of(picture, regions);
      if (background.length != 3 * picture.width() * picture.height()) {
        throw new IllegalArgumentException(
            "background '%s' gives %d values for %s: it must give [height][width][3]"
                .formatted(settings.background().name(), background.length, picture));
      }
      return new TensorComposer(input, picture.toFloats(), background);
    }
  }
}
