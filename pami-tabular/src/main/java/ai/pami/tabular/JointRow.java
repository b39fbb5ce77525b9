package ai.pami.tabular;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.question.JointExplainer;
import ai.pami.question.JointInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row as one of several inputs that a model takes together; see {@link JointExplainer}. Its parts
 * are its columns.
 */
public final class JointRow {
  private JointRow() {}

  /**
   * A row whose hidden cells show those of another row.
   *
   * @param name what the input is called in records
   * @param hidden of the same columns, such as {@link RowBackground#typical}'s only row
   * @throws IllegalArgumentException if it has other columns
   */
  public static JointInput<Row> of(String name, Row row, Row hidden) {
    if (!row.columns().equals(hidden.columns())) {
      throw new IllegalArgumentException(
          "the row and what hides it have different columns: %s and %s"
              .formatted(row.columns(), hidden.columns()));
    }
    int size = row.cells().size();
    return new JointInput<>(
        name,
        Partition.of(Domain.of(size), IntStream.range(0, size).toArray()),
        shown -> {
          List<Object> cells = new ArrayList<>(hidden.cells());
          shown.stream().forEach(column -> cells.set(column, row.cells().get(column)));
          return new Row(row.columns(), cells);
        });
  }
}
