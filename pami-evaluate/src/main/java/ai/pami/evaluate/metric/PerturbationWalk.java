package ai.pami.evaluate.metric;

import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.engine.Source;
import ai.pami.image.ImageCopies;
import ai.pami.image.background.Background;
import java.util.Arrays;
import java.util.Optional;

/**
 * Goes from one picture to another in the order of a map, most important pixels first, and notes
 * the scores on the way. Consecutive copies differ in one step of pixels and only those are
 * written, wherever a batch's slots come round to the next.
 *
 * @param name of the metric
 * @param step pixels a step
 * @param background where insertion starts and deletion ends
 */
record PerturbationWalk(String name, int step, Background background) {
  /** What two walks over one map must share to be the same. */
  record Way(int step, Background background, Source inserted) {}

  /** Two rows of a picture of 224x224. */
  static final int DEFAULT_STEP = 448;

  PerturbationWalk {
    if (step < 1) {
      throw new IllegalArgumentException("a step must be of at least 1 pixel, not " + step);
    }
  }

  PerturbationWalk withName(String name) {
    return new PerturbationWalk(name, step, background);
  }

  PerturbationWalk withStep(int step) {
    return new PerturbationWalk(name, step, background);
  }

  PerturbationWalk withBackground(Background background) {
    return new PerturbationWalk(name, step, background);
  }

  /**
   * The curve, or empty if the map gives no order.
   *
   * @param inserted where the walk takes pixels from: {@link Source#INPUT} to insert, {@link
   *     Source#BACKGROUND} to delete
   */
  Optional<PerturbationCurve> curve(JudgedMap judged, Source inserted) {
    return judged.curve(new Way(step, background, inserted), () -> walk(judged, inserted));
  }

  private Optional<PerturbationCurve> walk(JudgedMap judged, Source inserted) {
    double[] values = judged.map().values();
    if (!MapValues.vary(values)) {
      return Optional.empty();
    }
    int n = values.length;
    Ranking order = Ranking.descending(values);
    try (ImageCopies copies = judged.copies(background)) {
      double[] scores =
          copies.scores(
              PerturbationCurve.points(n, step),
              i -> Prefix.of(order, (int) Math.min(n, (long) i * step)),
              inserted);
      return Optional.of(new PerturbationCurve(n, step, Arrays.stream(scores).boxed().toList()));
    }
  }
}
