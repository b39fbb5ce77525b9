package ai.pami.evaluate.method;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Weighted least squares of scores on coalitions under the constraint that the values of all
 * players add up to the score of the whole picture less that of the background.
 *
 * <p>With {@code A = sum of w z z'}, {@code b = sum of w z (f(z) - f(0))}, {@code d = f(1) - f(0)}
 * and M players, the values are {@code d / M + u} with {@code sum u = 0}, where u solves {@code P A
 * P u = P (b - A 1 d / M)} and P takes away the mean: no player is singled out to bear the
 * constraint. Players of whom too little was asked keep what is theirs by even shares.
 */
final class ShapleyRegression {
  private ShapleyRegression() {}

  /**
   * The values, {@code [targets][players]}.
   *
   * @param weights a number a copy
   * @param nothing the scores of the bare background, {@code [targets]}
   * @param all the scores of the whole picture, {@code [targets]}
   */
  static double[][] values(Coalitions data, double[] weights, double[] nothing, double[] all) {
    int players = data.players();
    int targets = all.length;
    double[][] values = new double[targets][players];
    for (int k = 0; k < targets; k++) {
      Arrays.fill(values[k], (all[k] - nothing[k]) / players);
    }
    if (players == 1 || data.size() == 0) {
      return values;
    }
    DMatrixRMaj a = new DMatrixRMaj(players, players);
    DMatrixRMaj b = new DMatrixRMaj(players, targets);
    for (int i = 0; i < data.size(); i++) {
      int[] on = data.coalition(i).stream().toArray();
      for (int r : on) {
        for (int c : on) {
          a.data[r * players + c] += weights[i];
        }
        for (int k = 0; k < targets; k++) {
          // Less the even shares of the players that are on, so that only u is left to be found.
          double rest = data.scores(i)[k] - nothing[k] - on.length * values[k][0];
          b.data[r * targets + k] += weights[i] * rest;
        }
      }
    }
    centreColumns(a);
    centreColumns(b);
    centreRows(a);
    double mean = 0;
    for (int j = 0; j < players; j++) {
      mean += a.get(j, j) / players;
    }
    // The vector of ones is the one direction that P A P maps to 0.
    for (int i = 0; i < a.data.length; i++) {
      a.data[i] += mean / players;
    }
    DMatrixRMaj u = SymmetricSystem.solve(a, b);
    centreColumns(u);
    for (int k = 0; k < targets; k++) {
      for (int j = 0; j < players; j++) {
        values[k][j] += u.get(j, k);
      }
    }
    return values;
  }

  private static void centreColumns(DMatrixRMaj m) {
    for (int c = 0; c < m.numCols; c++) {
      double mean = 0;
      for (int r = 0; r < m.numRows; r++) {
        mean += m.get(r, c) / m.numRows;
      }
      for (int r = 0; r < m.numRows; r++) {
        m.add(r, c, -mean);
      }
    }
  }

  private static void centreRows(DMatrixRMaj m) {
    for (int r = 0; r < m.numRows; r++) {
      double mean = 0;
      for (int c = 0; c < m.numCols; c++) {
        mean += m.get(r, c) / m.numCols;
      }
      for (int c = 0; c < m.numCols; c++) {
        m.add(r, c, -mean);
      }
    }
  }
}
