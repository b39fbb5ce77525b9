package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.domain.Regions;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.picture.ColourMap;
import ai.pami.image.picture.Picture;
import ai.pami.image.view.PictureView;
import ai.pami.method.Baseline;
import ai.pami.method.Layer;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import ai.pami.model.Output;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One explanation of a picture in the making. */
final class ExplanationRun {
  private final ProbeEngine<ByteBuffer> engine;
  private final ImageInput input;
  private final Preprocessing preprocessing;
  private final Activation activation;
  private final ImageSettings settings;
  private final Picture picture;
  private final Picture seen;

  ExplanationRun(
      ProbeEngine<ByteBuffer> engine,
      ImageInput input,
      Preprocessing preprocessing,
      Activation activation,
      ImageSettings settings,
      Picture picture,
      Picture seen) {
    this.engine = engine;
    this.input = input;
    this.preprocessing = preprocessing;
    this.activation = activation;
    this.settings = settings;
    this.picture = picture;
    this.seen = seen;
  }

  /**
   * Asks, aggregates and records.
   *
   * @param provenance of the model
   */
  ImageExplanation explain(Targets targets, Labels labels, Map<String, String> provenance) {
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
        new Explanation(seen.domain(), explained, regions, cost, described, provenance),
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
            new PamiMethod.Result(result.maps(), result.regions(), result.probes(), next.stopped());
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

  private Iterator<View<ByteBuffer>> views(Picture guide, int pass, Baseline<ByteBuffer> baseline) {
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
