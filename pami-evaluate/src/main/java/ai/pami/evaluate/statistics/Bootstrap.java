package ai.pami.evaluate.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap of a mean (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
 * section 13.3): the mean is taken again of as many values drawn with replacement, many times, and
 * the interval is what holds the middle part of those means. Deterministic for a seed.
 *
 * @param resamples how often, at least 100
 * @param level the share of the means that the interval holds, between 0 and 1
 * @param seed for the draws
 */
public record Bootstrap(int resamples, double level, long seed) {
  public Bootstrap {
    if (resamples < 100) {
      throw new IllegalArgumentException("resamples must be at least 100, not " + resamples);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must lie between 0 and 1, not " + level);
    }
  }

  /** 10,000 resamples, an interval of 95 %. */
  public static Bootstrap of(long seed) {
    return new Bootstrap(10_000, 0.95, seed);
  }

  /**
   * The mean of the values that are defined.
   *
   * @param values NaN where undefined; not changed
   */
  public Summary mean(double[] values) {
    double[] defined = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    int n = defined.length;
    int undefined = values.length - n;
    if (n == 0) {
      return new Summary(Double.NaN, Double.NaN, Double.NaN, 0, undefined);
    }
    // Distances from one of the values: the mean of equal values is exact, however they round.
    double origin = defined[0];
    double[] distances = Arrays.stream(defined).map(value -> value - origin).toArray();
    double mean = origin + Arrays.stream(distances).sum() / n;
    if (n == 1) {
      return new Summary(mean, Double.NaN, Double.NaN, n, undefined);
    }
    double[] means = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += distances[random.nextInt(n)];
      }
      means[r] = origin + sum / n;
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return new Summary(mean, quantile(means, tail), quantile(means, 1 - tail), n, undefined);
  }

  /**
   * The mean of {@code a[i] - b[i]} over the pairs of which both are defined; the others count as
   * undefined.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public Summary pairedDifference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "%d values can't be paired with %d".formatted(a.length, b.length));
    }
    double[] differences = new double[a.length];
    // NaN minus anything is NaN, which is what undefined means here.
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return mean(differences);
  }

  /** Linear between the sorted values, of which the first is quantile 0 and the last 1. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
