package ai.pami.tabular;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A row of a table: a cell a column.
 *
 * @param columns of its table
 * @param cells a {@link Double} where the column holds numbers, a {@link String} where it holds
 *     names
 */
public record Row(List<Column> columns, List<Object> cells) {
  public Row {
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
    if (columns.size() != cells.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.size(), columns.size()));
    }
    for (int i = 0; i < cells.size(); i++) {
      Class<?> wanted = columns.get(i).kind() == Column.Kind.NUMBER ? Double.class : String.class;
      if (!wanted.isInstance(cells.get(i))) {
        throw new IllegalArgumentException(
            "column '%s' holds a %s, not %s"
                .formatted(columns.get(i).name(), wanted.getSimpleName(), cells.get(i)));
      }
    }
  }

  /**
   * The number in a column.
   *
   * @throws IllegalArgumentException if it holds names
   */
  public double number(int column) {
    if (cells.get(column) instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException(
        "column '%s' holds names, no numbers".formatted(columns.get(column).name()));
  }

  /** The cell as text; numbers without a needless fraction. */
  public String text(int column) {
    Object cell = cells.get(column);
    return cell instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString(number.longValue())
        : Objects.toString(cell);
  }

  /** The names of the columns whose cells are empty here. */
  public List<String> emptyColumns() {
    return IntStream.range(0, cells.size())
        .filter(i -> cells.get(i).equals(Double.NaN) || cells.get(i).equals(""))
        .mapToObj(i -> columns.get(i).name())
        .toList();
  }

  /** All cells as numbers, {@code [columns]}. */
  public double[] numbers() {
    double[] numbers = new double[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(i);
    }
    return numbers;
  }
}
