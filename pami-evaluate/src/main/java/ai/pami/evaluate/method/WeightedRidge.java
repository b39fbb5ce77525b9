package ai.pami.evaluate.method;

import java.util.BitSet;
import org.ejml.data.DMatrixRMaj;

/**
 * Weighted linear regression of scores on coalitions with an intercept that is not shrunk: the b
 * that minimises {@code sum of w (y - b0 - z b)^2 + alpha |b|^2}.
 *
 * <p>Solved from the normal equations of the centred data. With fewer copies than players it is
 * solved in the space of the copies, which is smaller and gives the same (Saunders, Gammerman,
 * Vovk, "Ridge Regression Learning Algorithm in Dual Variables", ICML 1998).
 */
final class WeightedRidge {
  private final Coalitions data;
  private final double[] weights;
  private final int n;
  private final int players;
  private final int targets;
  private final double[] meanOn;
  private final double[] meanScores;

  /**
   * @param weights a positive number a copy, {@code [data.size()]}
   */
  WeightedRidge(Coalitions data, double[] weights) {
    this.data = data;
    this.weights = weights;
    this.n = data.size();
    this.players = data.players();
    this.targets = data.scores(0).length;
    this.meanOn = new double[players];
    this.meanScores = new double[targets];
    double total = 0;
    for (int i = 0; i < n; i++) {
      double weight = weights[i];
      total += weight;
      data.coalition(i).stream().forEach(j -> meanOn[j] += weight);
      for (int k = 0; k < targets; k++) {
        meanScores[k] += weight * data.scores(i)[k];
      }
    }
    for (int j = 0; j < players; j++) {
      meanOn[j] /= total;
    }
    for (int k = 0; k < targets; k++) {
      meanScores[k] /= total;
    }
  }

  /** The coefficients, {@code [targets][players]}. */
  double[][] coefficients(double alpha) {
    DMatrixRMaj b = n < players ? inCopies(alpha) : inPlayers(alpha);
    double[][] coefficients = new double[targets][players];
    for (int j = 0; j < players; j++) {
      for (int k = 0; k < targets; k++) {
        coefficients[k][j] = b.get(j, k);
      }
    }
    return coefficients;
  }

  /** A copy's row, centred and times the root of its weight. */
  private double[] row(int i) {
    double[] row = new double[players];
    BitSet on = data.coalition(i);
    double root = Math.sqrt(weights[i]);
    for (int j = 0; j < players; j++) {
      row[j] = root * ((on.get(j) ? 1 : 0) - meanOn[j]);
    }
    return row;
  }

  private double answer(int i, int target) {
    return Math.sqrt(weights[i]) * (data.scores(i)[target] - meanScores[target]);
  }

  private DMatrixRMaj inPlayers(double alpha) {
    DMatrixRMaj a = new DMatrixRMaj(players, players);
    DMatrixRMaj b = new DMatrixRMaj(players, targets);
    for (int i = 0; i < n; i++) {
      double[] row = row(i);
      for (int r = 0; r < players; r++) {
        for (int c = 0; c < players; c++) {
          a.data[r * players + c] += row[r] * row[c];
        }
        for (int k = 0; k < targets; k++) {
          b.data[r * targets + k] += row[r] * answer(i, k);
        }
      }
    }
    for (int j = 0; j < players; j++) {
      a.add(j, j, alpha);
    }
    return SymmetricSystem.solve(a, b);
  }

  private DMatrixRMaj inCopies(double alpha) {
    double[][] rows = new double[n][];
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, targets);
    for (int i = 0; i < n; i++) {
      rows[i] = row(i);
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int p = 0; p < players; p++) {
          dot += rows[i][p] * rows[j][p];
        }
        a.set(i, j, dot + (i == j ? alpha : 0));
        a.set(j, i, a.get(i, j));
      }
      for (int k = 0; k < targets; k++) {
        b.set(i, k, answer(i, k));
      }
    }
    DMatrixRMaj dual = SymmetricSystem.solve(a, b);
    DMatrixRMaj x = new DMatrixRMaj(players, targets);
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < players; p++) {
        for (int k = 0; k < targets; k++) {
          x.add(p, k, rows[i][p] * dual.get(i, k));
        }
      }
    }
    return x;
  }
}
