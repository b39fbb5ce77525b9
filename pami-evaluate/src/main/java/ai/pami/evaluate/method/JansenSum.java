package ai.pami.evaluate.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up answers in the order A, B, A with cell 0 of B, A with cell 1 of B, ..., A, B, ... to
 * Jansen's estimate of total Sobol' indices. Jansen, "Analysis of variance designs for model
 * output", Computer Physics Communications 117, 1999.
 */
final class JansenSum {
  private final int cells;
  private final int targets;

  /** {@code [targets][cells]}, of half the squared differences. */
  private final double[][] sums;

  private final int[] coverage;

  /** Welford's mean and sum of squared deviations of the answers to A and B, {@code [targets]}. */
  private final double[] mean;

  private final double[] squares;
  private long wholes;
  private double[] atA;
  private long answers;

  JansenSum(int cells, int targets) {
    this.cells = cells;
    this.targets = targets;
    this.sums = new double[targets][cells];
    this.coverage = new int[cells];
    this.mean = new double[targets];
    this.squares = new double[targets];
  }

  void add(double[] scores) {
    int step = (int) (answers++ % (cells + 2));
    if (step == 0) {
      atA = scores;
    }
    if (step < 2) {
      wholes++;
      for (int k = 0; k < targets; k++) {
        double before = scores[k] - mean[k];
        mean[k] += before / wholes;
        squares[k] += before * (scores[k] - mean[k]);
      }
      return;
    }
    int cell = step - 2;
    coverage[cell]++;
    for (int k = 0; k < targets; k++) {
      double difference = atA[k] - scores[k];
      sums[k][cell] += difference * difference / 2;
    }
  }

  long answers() {
    return answers;
  }

  /** How many differences each cell's index rests on, {@code [cells]}, a copy. */
  int[] coverage() {
    return coverage.clone();
  }

  /**
   * The total indices, {@code [cells]} for each target; NaN for cells without an answer, 0 where
   * the score never changed.
   */
  List<double[]> indices() {
    List<double[]> indices = new ArrayList<>();
    for (int k = 0; k < targets; k++) {
      double variance = squares[k] / (wholes - 1);
      double[] sum = sums[k];
      double[] index = new double[cells];
      Arrays.setAll(
          index,
          i -> coverage[i] == 0 ? Double.NaN : sum[i] == 0 ? 0 : sum[i] / coverage[i] / variance);
      indices.add(index);
    }
    return indices;
  }
}
