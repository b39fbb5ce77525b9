package ai.pami.evaluate.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

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
    return mean(values, new int[values.length]);
  }

  /**
   * The mean over classes of the mean of each class's defined values: a mean in which a value
   * weighs the less the more there are of its class. Values are drawn with those weights, so that
   * the interval is the plain mean's where there is one class, and where each value is a class.
   *
   * @param values NaN where undefined; not changed
   * @param classes of each value, any numbers
   * @throws IllegalArgumentException if the lengths differ
   */
  public Summary mean(double[] values, int[] classes) {
    requireSameLength(values.length, classes.length);
    int[] defined =
        IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    int n = defined.length;
    int undefined = values.length - n;
    if (n == 0) {
      return new Summary(Double.NaN, Double.NaN, Double.NaN, 0, undefined);
    }
    // Distances from one of the values: the mean of equal values is exact, however they round.
    double origin = values[defined[0]];
    double[] distances = Arrays.stream(defined).mapToDouble(i -> values[i] - origin).toArray();
    double[] weights = weights(Arrays.stream(defined).map(i -> classes[i]).toArray());
    double mean = origin + mean(distances, weights, i -> i);
    if (n == 1) {
      return new Summary(mean, Double.NaN, Double.NaN, n, undefined);
    }
    double[] means = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      means[r] = origin + mean(distances, weights, i -> random.nextInt(n));
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return new Summary(mean, quantile(means, tail), quantile(means, 1 - tail), n, undefined);
  }

  /** The same sum for every class, 1 each on average. */
  private static double[] weights(int[] classes) {
    Map<Integer, Integer> counts = new HashMap<>();
    Arrays.stream(classes).forEach(c -> counts.merge(c, 1, Integer::sum));
    double share = (double) classes.length / counts.size();
    return Arrays.stream(classes).mapToDouble(c -> share / counts.get(c)).toArray();
  }

  /** Of as many values as there are, each drawn by its position. */
  private static double mean(double[] values, double[] weights, IntUnaryOperator draw) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < values.length; i++) {
      int drawn = draw.applyAsInt(i);
      sum += weights[drawn] * values[drawn];
      weight += weights[drawn];
    }
    return sum / weight;
  }

  /**
   * The mean of {@code a[i] - b[i]} over the pairs of which both are defined; the others count as
   * undefined.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public Summary pairedDifference(double[] a, double[] b) {
    return pairedDifference(a, b, new int[a.length]);
  }

  /**
   * As {@link #pairedDifference(double[], double[])}, averaged as {@link #mean(double[], int[])}.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public Summary pairedDifference(double[] a, double[] b, int[] classes) {
    requireSameLength(a.length, b.length);
    double[] differences = new double[a.length];
    // NaN minus anything is NaN, which is what undefined means here.
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return mean(differences, classes);
  }

  private static void requireSameLength(int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException("%d values can't be paired with %d".formatted(a, b));
    }
  }

  /** Linear between the sorted values, of which the first is quantile 0 and the last 1. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
