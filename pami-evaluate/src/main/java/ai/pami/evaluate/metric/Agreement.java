package ai.pami.evaluate.metric;

import ai.pami.domain.Ranking;
import ai.pami.explanation.ImportanceMap;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How alike two maps of one size are; 1 for equal ones. Immutable.
 *
 * <p>Pixels without a value in one of the maps are left out; {@link #ssim} needs all. Undefined if
 * one of the maps has no two different values.
 */
public final class Agreement {
  private enum Kind {
    SPEARMAN,
    SPEARMAN_OF_ABSOLUTE,
    TOP,
    SSIM,
    SSIM_UNIFORM
  }

  private final String name;
  private final Kind kind;
  private final double topShare;

  private Agreement(String name, Kind kind, double topShare) {
    this.name = name;
    this.kind = kind;
    this.topShare = topShare;
  }

  /** Spearman's rank correlation, -1..1, ties having mean ranks. Named {@code spearman}. */
  public static Agreement spearman() {
    return new Agreement("spearman", Kind.SPEARMAN, 0);
  }

  /**
   * Spearman's rank correlation of absolute values (Adebayo et al. 2018 report both). Named {@code
   * spearman-absolute}.
   */
  public static Agreement spearmanOfAbsolute() {
    return new Agreement("spearman-absolute", Kind.SPEARMAN_OF_ABSOLUTE, 0);
  }

  /**
   * The share of the highest pixels of one map that are among the highest of the other (Ghorbani,
   * Abid, Zou 2019), 0..1. Of equal values those first in element order are taken. Named {@code
   * top-overlap}.
   *
   * @param share of the pixels that count as highest, above 0, at most 1; at least one pixel does
   */
  public static Agreement topOverlap(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share must be above 0 and at most 1, not " + share);
    }
    return new Agreement("top-overlap", Kind.TOP, share);
  }

  /**
   * Structural similarity, -1..1, of the maps scaled to 0..1, as published (Wang et al. 2004): the
   * mean over Gaussian windows of 11 pixels and sigma 1.5 that lie inside the map, K1 = 0.01, K2 =
   * 0.03. Undefined for maps smaller than a window. Named {@code ssim}.
   */
  public static Agreement ssim() {
    return new Agreement("ssim", Kind.SSIM, 0);
  }

  /**
   * As {@link #ssim()}, but with flat windows of 7 pixels and sample covariances, scikit-image's
   * defaults. Named {@code ssim-uniform}.
   */
  public static Agreement ssimUniform() {
    return new Agreement("ssim-uniform", Kind.SSIM_UNIFORM, 0);
  }

  public String name() {
    return name;
  }

  /**
   * The agreement of two maps.
   *
   * @throws IllegalArgumentException if their domains differ
   */
  public OptionalDouble between(ImportanceMap a, ImportanceMap b) {
    if (!a.domain().equals(b.domain())) {
      throw new IllegalArgumentException(
          "maps over %s and %s can't agree".formatted(a.domain(), b.domain()));
    }
    int[] known =
        IntStream.range(0, a.domain().size())
            .filter(i -> !Double.isNaN(a.value(i)) && !Double.isNaN(b.value(i)))
            .toArray();
    double[] x = Arrays.stream(known).mapToDouble(a::value).toArray();
    double[] y = Arrays.stream(known).mapToDouble(b::value).toArray();
    if (!MapValues.vary(x) || !MapValues.vary(y)) {
      return OptionalDouble.empty();
    }
    return switch (kind) {
      case SPEARMAN -> Correlation.SPEARMAN.of(x, y);
      case SPEARMAN_OF_ABSOLUTE -> Correlation.SPEARMAN.of(absolute(x), absolute(y));
      case TOP -> OptionalDouble.of(overlap(x, y));
      case SSIM, SSIM_UNIFORM ->
          known.length < a.domain().size() ? OptionalDouble.empty() : similarity(a, b);
    };
  }

  private static double[] absolute(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  private double overlap(double[] x, double[] y) {
    int k = (int) Math.max(1, Math.round(topShare * x.length));
    Ranking first = Ranking.descending(x);
    Ranking second = Ranking.descending(y);
    boolean[] high = new boolean[x.length];
    for (int rank = 0; rank < k; rank++) {
      high[first.element(rank)] = true;
    }
    int shared = 0;
    for (int rank = 0; rank < k; rank++) {
      shared += high[second.element(rank)] ? 1 : 0;
    }
    return (double) shared / k;
  }

  private OptionalDouble similarity(ImportanceMap a, ImportanceMap b) {
    StructuralSimilarity ssim =
        kind == Kind.SSIM ? StructuralSimilarity.published() : StructuralSimilarity.uniform();
    return ssim.of(a.minMax(), b.minMax(), a.domain().extent(1));
  }
}
