package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.explanation.ImportanceMap;
import java.util.Arrays;

/**
 * A picture cut into rows and columns of cells, and maps of a number a cell. A picture with fewer
 * pixels a side than cells has a cell a pixel.
 */
final class CellGrid {
  /** The free parameter of the cubic kernel, as OpenCV has it. */
  private static final double A = -0.75;

  private final Domain domain;
  private final int rows;
  private final int columns;

  CellGrid(Domain domain, int side) {
    this.domain = domain;
    this.rows = Math.min(side, domain.extent(0));
    this.columns = Math.min(side, domain.extent(1));
  }

  int rows() {
    return rows;
  }

  int count() {
    return rows * columns;
  }

  private int cell(int pixel) {
    int width = domain.extent(1);
    int y = pixel / width;
    int x = pixel % width;
    int row = (int) ((y + 0.5) * rows / domain.extent(0));
    int column = (int) ((x + 0.5) * columns / width);
    return row * columns + column;
  }

  /** The cells as a label map. */
  Partition partition() {
    int[] labels = new int[domain.size()];
    Arrays.setAll(labels, this::cell);
    return Partition.of(domain, labels);
  }

  /**
   * The cells' values enlarged bicubically (Keys 1981, a = -0.75, outermost cells repeated), as the
   * authors of Sobol and HSIC attribution do.
   *
   * @param values {@code [cells]}; NaN where nothing was measured: such a cell's pixels have no
   *     value and it counts for nothing elsewhere
   * @param coverage how many copies each value rests on, {@code [cells]}
   */
  ImportanceMap map(double[] values, int[] coverage) {
    int height = domain.extent(0);
    int width = domain.extent(1);
    double[] large = new double[domain.size()];
    double[] unknown = new double[domain.size()];
    int[] held = new int[domain.size()];
    Arrays.fill(unknown, Double.NaN);
    for (int i = 0; i < large.length; i++) {
      int cell = cell(i);
      int y = i / width;
      int x = i % width;
      held[i] = coverage[cell];
      large[i] =
          Double.isNaN(values[cell])
              ? Double.NaN
              : between(values, (y + 0.5) * rows / height - 0.5, (x + 0.5) * columns / width - 0.5);
    }
    return ImportanceMap.of(domain, large, unknown, held);
  }

  private double between(double[] values, double row, double column) {
    int top = (int) Math.floor(row) - 1;
    int left = (int) Math.floor(column) - 1;
    double sum = 0;
    double weights = 0;
    for (int r = top; r < top + 4; r++) {
      double down = cubic(Math.abs(row - r));
      for (int c = left; c < left + 4; c++) {
        double value = values[clamp(r, rows) * columns + clamp(c, columns)];
        if (!Double.isNaN(value)) {
          double weight = down * cubic(Math.abs(column - c));
          sum += weight * value;
          weights += weight;
        }
      }
    }
    return sum / weights;
  }

  private static int clamp(int cell, int count) {
    return Math.max(0, Math.min(count - 1, cell));
  }

  private static double cubic(double t) {
    return t <= 1
        ? ((A + 2) * t - (A + 3)) * t * t + 1
        : t < 2 ? ((A * t - 5 * A) * t + 8 * A) * t - 4 * A : 0;
  }
}
