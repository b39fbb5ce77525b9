package ai.pami.evaluate.metric;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.domain.SoftMask;
import ai.pami.engine.Source;
import ai.pami.image.ImageCopies;
import ai.pami.image.background.Background;
import java.util.Optional;

/**
 * Shows the model only what a map finds important.
 *
 * @param background what shines through where the map is low
 * @param topShare the share of pixels shown whole, or 0 to weigh every pixel by its value scaled to
 *     0..1
 */
record MapWeighting(Background background, double topShare) {
  MapWeighting {
    if (!(topShare >= 0 && topShare <= 1)) {
      throw new IllegalArgumentException("a share must be in 0..1, not " + topShare);
    }
  }

  /**
   * The scores of a picture and of what the map leaves of it.
   *
   * @param whole Y
   * @param weighted O
   */
  record Scores(double whole, double weighted) {}

  /** The scores, or empty if the map has no two different values. */
  Optional<Scores> scores(JudgedMap judged) {
    if (!MapValues.vary(judged.map().values())) {
      return Optional.empty();
    }
    Mask mask = mask(judged);
    try (ImageCopies copies = judged.copies(background)) {
      double weighted = copies.scores(1, i -> mask, Source.INPUT)[0];
      return Optional.of(new Scores(judged.inputScore(), weighted));
    }
  }

  private Mask mask(JudgedMap judged) {
    double[] values = judged.map().values();
    if (topShare > 0) {
      int kept = (int) Math.round(topShare * values.length);
      return Prefix.of(Ranking.descending(values), kept);
    }
    Domain domain = judged.map().domain();
    double[] scaled = judged.map().minMax();
    float[] shares = new float[scaled.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Double.isNaN(scaled[i]) ? 0 : (float) scaled[i];
    }
    return SoftMask.covering(domain, domain.extent(0), shares);
  }
}
