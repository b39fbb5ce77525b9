package ai.pami.image;

import ai.pami.domain.Regions;
import ai.pami.engine.Composer;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.picture.ColourMap;
import ai.pami.image.picture.Picture;
import ai.pami.image.view.PictureView;
import ai.pami.method.Layer;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** PAMI on one picture: views, layers and passes. */
final class PamiRun {
  private final ImageSettings settings;
  private final ImageQuestion question;
  private final Picture seen;

  PamiRun(ImageSettings settings, ImageQuestion question) {
    this.settings = settings;
    this.question = question;
    this.seen = question.picture();
  }

  /** All passes; a later one that could not look everywhere does not replace the one before. */
  MethodResult explain() {
    List<UsedRegions> regions = new ArrayList<>();
    int layers = settings.partitioners().size() * settings.views().size();
    MethodResult result = null;
    Picture guide = seen;
    for (int pass = 1; pass <= settings.passes(); pass++) {
      MapWatch watch = pass < settings.passes() ? question.watch().showing() : question.watch();
      PamiMethod<ByteBuffer> method =
          new PamiMethod<>(
              question.engine(),
              question.scoring(),
              question.baseline(),
              settings.evidence(),
              watch);
      MethodResult next =
          method.explain(views(guide, pass), layers * (settings.passes() - pass + 1));
      regions.addAll(next.regions());
      boolean complete = next.stopped() == StopReason.COMPLETE;
      if (result == null || complete || coversAll(next.maps().get(0))) {
        result = next;
      } else {
        result = new MethodResult(result.maps(), result.regions(), result.probes(), next.stopped());
      }
      if (!complete) {
        break;
      }
      guide = heatMap(result.maps());
    }
    return new MethodResult(result.maps(), regions, result.probes(), result.stopped());
  }

  private Composer<ByteBuffer> composer(Picture viewed, Regions regions) {
    return question.composer(viewed, settings.background(), regions);
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

  private Iterator<View<ByteBuffer>> views(Picture guide, int pass) {
    return settings.views().stream()
        .map(
            view ->
                new View<>(
                    pass == 1 ? view.name() : view.name() + ", pass " + pass,
                    view.toPicture(seen.width(), seen.height()),
                    layers(view, guide)))
        .iterator();
  }

  private Iterator<Layer<ByteBuffer>> layers(PictureView view, Picture guide) {
    Picture viewed = view.of(seen);
    Picture viewedGuide = view.of(guide);
    boolean follows = settings.background().followsRegions();
    var shared =
        view == PictureView.AS_IT_IS && !follows
            ? question.baseline().composer()
            : composer(viewed, ImageQuestion.whole(viewed));
    return settings.partitioners().stream()
        .map(
            partitioner -> {
              Regions regions = partitioner.partition(viewedGuide);
              return new Layer<>(
                  partitioner.name(), regions, follows ? composer(viewed, regions) : shared);
            })
        .iterator();
  }
}
