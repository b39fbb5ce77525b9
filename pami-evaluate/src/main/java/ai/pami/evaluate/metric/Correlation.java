package ai.pami.evaluate.metric;

import ai.pami.domain.Ranking;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

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
    int n = values.length;
    Ranking order = Ranking.descending(values);
    double[] ranks = new double[n];
    for (int from = 0, to; from < n; from = to) {
      to = from + 1;
      while (to < n && values[order.element(to)] == values[order.element(from)]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        // Places from..to-1 from above are ranks n-to+1..n-from from below.
        ranks[order.element(i)] = (2.0 * n - from - to + 1) / 2;
      }
    }
    return ranks;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
