package ai.pami.explanation;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much each element matters for one target, with the standard error of that number.
 *
 * <p>Values are in absolute scale: the mean evidence of the probes that held the element, in units
 * of the target's score (a probability if the target is one), so that maps of different inputs can
 * be compared. {@link #minMax()} gives the scale 0..1 of one map's own least and greatest value.
 *
 * <p>An element that no probe held has no value: it is {@link Double#NaN}.
 */
public final class ImportanceMap {
  /** How many observations the map's mean variance counts for beside an element's own. */
  private static final int SHARED_FREEDOM = 6;

  private final Domain domain;
  private final double[] values;
  private final double[] standardErrors;
  private final int[] coverage;

  /** The mean over the elements of the variance of one region's evidence. */
  private final double sharedVariance;

  /**
   * A map over {@code domain}; the arrays hold a number an element and are not copied.
   *
   * @param values mean evidence, or NaN where nothing was measured
   * @param standardErrors of the values; NaN where fewer than two probes held the element
   * @param coverage how many regions held each element
   * @throws IllegalArgumentException if an array's length is not the domain's size
   */
  ImportanceMap(Domain domain, double[] values, double[] standardErrors, int[] coverage) {
    if (values.length != domain.size()
        || standardErrors.length != domain.size()
        || coverage.length != domain.size()) {
      throw new IllegalArgumentException("a map over %s has another length".formatted(domain));
    }
    this.domain = domain;
    this.values = values;
    this.standardErrors = standardErrors;
    this.coverage = coverage;
    this.sharedVariance =
        IntStream.range(0, domain.size())
            .filter(e -> coverage[e] > 1 && !Double.isNaN(standardErrors[e]))
            .mapToDouble(this::variance)
            .average()
            .orElse(Double.NaN);
  }

  /** The variance of one region's evidence, as {@code element} saw it. */
  private double variance(int element) {
    return standardErrors[element] * standardErrors[element] * coverage[element];
  }

  /** A map of known values without standard errors, held by one probe each; copied. */
  public static ImportanceMap of(Domain domain, double[] values) {
    double[] unknown = new double[values.length];
    Arrays.fill(unknown, Double.NaN);
    int[] coverage = new int[values.length];
    Arrays.setAll(coverage, i -> Double.isNaN(values[i]) ? 0 : 1);
    return new ImportanceMap(domain, values.clone(), unknown, coverage);
  }

  /**
   * A map of known values; copied.
   *
   * @param values importance, or NaN where nothing was measured
   * @param standardErrors of the values; NaN where unknown
   * @param coverage how many probes held each element
   * @throws IllegalArgumentException if an array's length is not the domain's size
   */
  public static ImportanceMap of(
      Domain domain, double[] values, double[] standardErrors, int[] coverage) {
    return new ImportanceMap(domain, values.clone(), standardErrors.clone(), coverage.clone());
  }

  public Domain domain() {
    return domain;
  }

  /** The importance of {@code element}, or NaN if no probe held it. */
  public double value(int element) {
    return values[element];
  }

  /** The standard error of the importance of {@code element}, or NaN below two probes. */
  public double standardError(int element) {
    return standardErrors[element];
  }

  /**
   * Half the width of the 95 % interval around the importance of {@code element}. Few regions hold
   * an element and often agree by chance, so the spread that it saw itself is moderated with the
   * mean spread of the whole map, which counts as six observations more (Smyth 2004, "Linear models
   * and empirical Bayes methods", equation of the posterior variance):
   *
   * <pre>v = (6 v_map + (n - 1) v_own) / (6 + n - 1),   margin = t(6 + n - 1) sqrt(v / n)</pre>
   *
   * with n regions that held the element and Student's t. NaN where fewer than two held it.
   *
   * <p>It tells how far the value may lie from that of very many partitions of the same kind; it
   * says nothing of the model's own errors.
   */
  public double margin(int element) {
    int n = coverage[element];
    if (n < 2) {
      return Double.NaN;
    }
    int freedom = SHARED_FREEDOM + n - 1;
    double moderated = (SHARED_FREEDOM * sharedVariance + (n - 1) * variance(element)) / freedom;
    return StudentT.at95(freedom) * Math.sqrt(moderated / n);
  }

  /** How many probes held {@code element}. */
  public int coverage(int element) {
    return coverage[element];
  }

  /** The importance of every element, {@code [domain.size()]}, a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The importance of every element in single precision, {@code [domain.size()]}, a copy. */
  public float[] toFloats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** The least value, or NaN if no element has one. */
  public double min() {
    double min = Double.NaN;
    for (double value : values) {
      min = value < min || Double.isNaN(min) ? value : min;
    }
    return min;
  }

  /** The greatest value, or NaN if no element has one. */
  public double max() {
    double max = Double.NaN;
    for (double value : values) {
      max = value > max || Double.isNaN(max) ? value : max;
    }
    return max;
  }

  /** The first element of the greatest value, or -1 if no element has a value. */
  public int peak() {
    int peak = -1;
    for (int i = 0; i < values.length; i++) {
      if (peak < 0 ? !Double.isNaN(values[i]) : values[i] > values[peak]) {
        peak = i;
      }
    }
    return peak;
  }

  /**
   * How far this map and another rank elements alike: Spearman's rank correlation in -1..1, equal
   * values sharing the mean of their ranks, over the elements that have a value in both. NaN if
   * either is flat there.
   *
   * @throws IllegalArgumentException if the other is of another domain
   */
  public double rankCorrelation(ImportanceMap other) {
    if (!domain.equals(other.domain)) {
      throw new IllegalArgumentException(
          "a map over %s has no rank correlation with one over %s".formatted(domain, other.domain));
    }
    int[] both =
        IntStream.range(0, values.length)
            .filter(e -> !Double.isNaN(values[e]) && !Double.isNaN(other.values[e]))
            .toArray();
    double[] x = ranks(values, both);
    double[] y = ranks(other.values, both);
    double middle = (both.length + 1) / 2.0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < both.length; i++) {
      double dx = x[i] - middle;
      double dy = y[i] - middle;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }

  private static double[] ranks(double[] values, int[] elements) {
    double[] ranked = IntStream.of(elements).mapToDouble(e -> values[e]).toArray();
    Ranking order = Ranking.descending(ranked);
    double[] ranks = new double[ranked.length];
    for (int from = 0, to; from < ranked.length; from = to) {
      to = from + 1;
      while (to < ranked.length && ranked[order.element(to)] == ranked[order.element(from)]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order.element(i)] = (from + to + 1) / 2.0;
      }
    }
    return ranks;
  }

  /**
   * Every value scaled so that the least is 0 and the greatest 1, {@code [domain.size()]}; all 0 if
   * they are equal, NaN where there is no value.
   */
  public double[] minMax() {
    double min = min();
    double range = max() - min;
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = range > 0 ? (values[i] - min) / range : values[i] - min;
    }
    return scaled;
  }
}
