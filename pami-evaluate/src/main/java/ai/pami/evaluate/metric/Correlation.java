package ai.pami.evaluate.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How two rows of numbers go together, in -1..1. */
public enum Correlation {
  /** Of the numbers themselves. */
  PEARSON {
    @Override
    OptionalDouble of(double[] x, double[] y) {
      double meanX = Arrays.stream(x).average().orElse(Double.NaN);
      double meanY = Arrays.stream(y).average().orElse(Double.NaN);
      double xx = 0;
      double yy = 0;
      double xy = 0;
      for (int i = 0; i < x.length; i++) {
        double dx = x[i] - meanX;
        double dy = y[i] - meanY;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
      // Asked of the numbers, as rounding of a mean can make equal numbers differ from it.
      return MapValues.vary(x) && MapValues.vary(y) && xx > 0 && yy > 0
          ? OptionalDouble.of(Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy))))
          : OptionalDouble.empty();
    }
  },

  /** Of their ranks, equal numbers having the mean of their ranks. */
  SPEARMAN {
    @Override
    OptionalDouble of(double[] x, double[] y) {
      return PEARSON.of(midRanks(x), midRanks(y));
    }
  };

  /**
   * The correlation, or empty if all of one row are equal.
   *
   * @param x finite numbers
   * @param y as many
   */
  abstract OptionalDouble of(double[] x, double[] y);

  /** The rank from 1 of every number, ascending; equal numbers have the mean of their ranks. */
  static double[] midRanks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
    }
    return ranks;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
