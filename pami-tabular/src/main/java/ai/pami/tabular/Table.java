package ai.pami.tabular;

import ai.pami.PamiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of the same columns.
 *
 * @param columns at least one, no name twice
 * @param rows of exactly these columns
 */
public record Table(List<Column> columns, List<Row> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (!row.columns().equals(columns)) {
        throw new IllegalArgumentException("a row of other columns than its table's");
      }
    }
  }

  /**
   * Reads a CSV file (RFC 4180, UTF-8) whose first line names the columns. Cells are separated by
   * commas, or by the semicolons or tabs that the first line has in their place; beside semicolons
   * numbers may have decimal commas. A column all of whose cells are numbers, or empty ({@code NA}
   * and {@code NaN} are), holds numbers; others hold names. A name among many numbers is taken for
   * a mistake.
   *
   * @throws PamiException if the file can't be read, has no rows, names a column twice or not at
   *     all, or a line has too many or too few cells, naming the line
   */
  public static Table read(Path file) {
    return read(file, List.of());
  }

  /**
   * The same without some columns, at whose cells it does not look.
   *
   * @throws PamiException as {@link #read(Path)}, or if there is no such column
   */
  public static Table read(Path file, List<String> without) {
    return CsvTable.read(file, without);
  }

  /**
   * Where the column of this name stands.
   *
   * @throws PamiException if there is none, naming those there are
   */
  public int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new PamiException(
        "no column '%s': there are %s"
            .formatted(name, String.join(", ", columns.stream().map(Column::name).toList())));
  }

  /** The same rows without some columns. */
  public Table without(List<String> names) {
    List<Integer> dropped = names.stream().map(this::column).toList();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!dropped.contains(i)) {
        kept.add(i);
      }
    }
    List<Column> left = kept.stream().map(columns::get).toList();
    return new Table(
        left,
        rows.stream()
            .map(row -> new Row(left, kept.stream().map(i -> row.cells().get(i)).toList()))
            .toList());
  }
}
