package ai.pami.evaluate.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much scores depend on single players: the Hilbert-Schmidt independence criterion with a
 * kernel that is 1 where two copies agree about the player, and a Gaussian of the scores' distance.
 *
 * <p>With x in {0, 1} and u = x - mean(x), H K H = 2 u u', so that the criterion is {@code 2 u' L u
 * / (n - 1)^2}: L is needed a row at a time and never held.
 */
final class Dependence {
  private Dependence() {}

  /** The criterion, {@code [players]} for each target; NaN with fewer than two copies. */
  static List<double[]> of(Coalitions data, int targets) {
    int n = data.size();
    double[][] centred = new double[data.players()][n];
    for (int p = 0; p < centred.length; p++) {
      int player = p;
      Arrays.setAll(centred[p], i -> data.coalition(i).get(player) ? 1 : 0);
      double mean = Arrays.stream(centred[p]).sum() / n;
      Arrays.setAll(centred[p], i -> centred[player][i] - mean);
    }
    List<double[]> all = new ArrayList<>();
    for (int k = 0; k < targets; k++) {
      int target = k;
      double[] scores = new double[n];
      Arrays.setAll(scores, i -> data.scores(i)[target]);
      all.add(criterion(centred, scores));
    }
    return all;
  }

  private static double[] criterion(double[][] centred, double[] scores) {
    int n = scores.length;
    double[] values = new double[centred.length];
    if (n < 2) {
      Arrays.fill(values, Double.NaN);
      return values;
    }
    double width = width(scores);
    if (width == 0) {
      return values;
    }
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double distance = (scores[i] - scores[j]) / width;
        row[j] = Math.exp(-distance * distance / 2);
      }
      for (int p = 0; p < values.length; p++) {
        double[] u = centred[p];
        double below = 0;
        for (int j = 0; j < i; j++) {
          below += row[j] * u[j];
        }
        values[p] += u[i] * (2 * below + u[i]);
      }
    }
    for (int p = 0; p < values.length; p++) {
      values[p] = Math.max(0, 2 * values[p] / ((n - 1.0) * (n - 1.0)));
    }
    return values;
  }

  /**
   * The median distance of two scores, the lower one of an even number; their root mean square
   * distance if most are equal.
   */
  static double width(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    long pairs = (long) sorted.length * (sorted.length - 1) / 2;
    long wanted = (pairs + 1) / 2;
    // Numbers that are not negative have the order of their bits.
    long low = 0;
    long high = Double.doubleToLongBits(sorted[sorted.length - 1] - sorted[0]);
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (pairsWithin(sorted, Double.longBitsToDouble(middle)) >= wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double median = Double.longBitsToDouble(low);
    return median > 0 ? median : rootMeanSquareDistance(sorted);
  }

  private static long pairsWithin(double[] sorted, double distance) {
    long pairs = 0;
    int from = 0;
    for (int i = 0; i < sorted.length; i++) {
      while (sorted[i] - sorted[from] > distance) {
        from++;
      }
      pairs += i - from;
    }
    return pairs;
  }

  private static double rootMeanSquareDistance(double[] scores) {
    double mean = Arrays.stream(scores).average().orElse(0);
    double squares = Arrays.stream(scores).map(y -> (y - mean) * (y - mean)).sum();
    return scores[0] == scores[scores.length - 1]
        ? 0
        : Math.sqrt(2 * squares / (scores.length - 1));
  }
}
