package ai.pami.signal;

/**
 * Times that are kept and hidden together: cells of equal length, the last one cut off by the end.
 *
 * @param length of the series, in values
 * @param size of a cell, in values, at least 1
 */
public record TimeCells(int length, int size) {
  /** More would make maps no easier to read, only larger. */
  private static final int MOST = 4096;

  public TimeCells {
    if (length < 1 || size < 1) {
      throw new IllegalArgumentException("%d values in cells of %d".formatted(length, size));
    }
  }

  /** A cell a value, for up to 4,096 values; for longer series as many cells or less. */
  public static TimeCells of(int length) {
    return new TimeCells(length, (length + MOST - 1) / MOST);
  }

  /** How many cells there are. */
  public int count() {
    return (length + size - 1) / size;
  }

  /** The first value of a cell; at {@link #count()} the length. */
  public int start(int cell) {
    return Math.min(length, cell * size);
  }

  /** The cell that holds a value. */
  public int cellOf(int time) {
    return time / size;
  }
}
