package ai.pami.tabular;

import ai.pami.model.Predictor;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact Shapley values of a row's columns (L. S. Shapley, "A value for n-person games", 1953), by
 * asking for all coalitions: those of the columns shown, the others showing the background.
 */
final class ShapleyValues {
  private ShapleyValues() {}

  /**
   * The values of the first output, {@code [columns]}.
   *
   * @param row of at most 16 columns
   */
  static double[] of(Predictor<Row> model, Row row, RowBackground background) {
    int n = row.cells().size();
    double[] worth = new double[1 << n];
    for (Row other : background.rows()) {
      List<Row> copies = new ArrayList<>();
      for (int shown = 0; shown < worth.length; shown++) {
        List<Object> cells = new ArrayList<>();
        for (int c = 0; c < n; c++) {
          cells.add((shown >> c & 1) == 1 ? row.cells().get(c) : other.cells().get(c));
        }
        copies.add(new Row(row.columns(), cells));
      }
      double[][] answers = model.predict(copies);
      for (int shown = 0; shown < worth.length; shown++) {
        worth[shown] += answers[shown][0] / background.rows().size();
      }
    }
    double[] weights = new double[n];
    for (int size = 0; size < n; size++) {
      weights[size] = 1.0 / (n * choose(n - 1, size));
    }
    double[] values = new double[n];
    for (int shown = 0; shown < worth.length; shown++) {
      for (int c = 0; c < n; c++) {
        if ((shown >> c & 1) == 0) {
          values[c] += weights[Integer.bitCount(shown)] * (worth[shown | 1 << c] - worth[shown]);
        }
      }
    }
    return values;
  }

  private static double choose(int n, int k) {
    double ways = 1;
    for (int i = 1; i <= k; i++) {
      ways = ways * (n - k + i) / i;
    }
    return ways;
  }
}
