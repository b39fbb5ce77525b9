package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.explanation.ImportanceMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up scores weighted by the shares of soft masks, for all targets at once, in the order of the
 * calls.
 */
final class SoftSum {
  private final Domain domain;
  private final int[] coverage;
  private final double[] shares;
  private final double[] sharesSquared;

  /** {@code [targets][elements]}: the sums of share*score, share^2*score and share^2*score^2. */
  private final double[][] sums;

  private final double[][] weighted;
  private final double[][] squares;
  private long masks;

  SoftSum(Domain domain, int targets) {
    this.domain = domain;
    this.coverage = new int[domain.size()];
    this.shares = new double[domain.size()];
    this.sharesSquared = new double[domain.size()];
    this.sums = new double[targets][domain.size()];
    this.weighted = new double[targets][domain.size()];
    this.squares = new double[targets][domain.size()];
  }

  void add(float[] mask, double[] scores) {
    masks++;
    for (int e = 0; e < mask.length; e++) {
      double m = mask[e];
      coverage[e] += m > 0 ? 1 : 0;
      shares[e] += m;
      sharesSquared[e] += m * m;
    }
    for (int k = 0; k < scores.length; k++) {
      double score = scores[k];
      double[] sum = sums[k];
      double[] weight = weighted[k];
      double[] square = squares[k];
      for (int e = 0; e < mask.length; e++) {
        double ms = mask[e] * score;
        sum[e] += ms;
        weight[e] += mask[e] * ms;
        square[e] += ms * ms;
      }
    }
  }

  /** How many masks were added. */
  long masks() {
    return masks;
  }

  /**
   * {@code sum of share * score / (masks * share expected)}; the standard error is that of a mean
   * of independent masks.
   */
  List<ImportanceMap> perExpectedShare(double expected) {
    return maps(
        (k, e) -> sums[k][e] / (masks * expected),
        (k, e, value) -> {
          double mean = sums[k][e] / masks;
          double variance = Math.max(0, squares[k][e] / masks - mean * mean);
          return Math.sqrt(variance / (masks - 1)) / expected;
        });
  }

  /**
   * {@code sum of share * score / sum of shares}; the standard error is that of a ratio estimate to
   * first order.
   */
  List<ImportanceMap> perShare() {
    return maps(
        (k, e) -> sums[k][e] / shares[e],
        (k, e, value) -> {
          double residue =
              squares[k][e] - 2 * value * weighted[k][e] + value * value * sharesSquared[e];
          return Math.sqrt(Math.max(0, residue) * masks / (masks - 1.0)) / shares[e];
        });
  }

  private interface Value {
    double of(int target, int element);
  }

  private interface Spread {
    double of(int target, int element, double value);
  }

  private List<ImportanceMap> maps(Value value, Spread error) {
    List<ImportanceMap> maps = new ArrayList<>();
    for (int k = 0; k < sums.length; k++) {
      double[] values = new double[domain.size()];
      double[] errors = new double[domain.size()];
      for (int e = 0; e < values.length; e++) {
        values[e] = coverage[e] > 0 ? value.of(k, e) : Double.NaN;
        errors[e] = coverage[e] > 1 ? error.of(k, e, values[e]) : Double.NaN;
      }
      maps.add(ImportanceMap.of(domain, values, errors, coverage));
    }
    return maps;
  }
}
