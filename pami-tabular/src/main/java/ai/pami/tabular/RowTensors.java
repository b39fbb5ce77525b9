package ai.pami.tabular;

import ai.pami.PamiException;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes rows into the tensors that a model takes. */
final class RowTensors {
  private final TensorFunction model;

  RowTensors(TensorFunction model) {
    this.model = model;
  }

  /**
   * A tensor an input.
   *
   * @throws PamiException if the columns are not those the model takes, naming both
   */
  Map<String, Tensor> of(List<Row> rows) {
    List<TensorInfo> wanted = model.inputs();
    List<String> columns = rows.get(0).columns().stream().map(Column::name).toList();
    List<String> names = wanted.stream().map(TensorInfo::name).toList();
    if (wanted.size() == 1 && (width(wanted.get(0)) != 1 || !columns.contains(names.get(0)))) {
      return Map.of(names.get(0), matrix(rows, wanted.get(0)));
    }
    List<String> missing = names.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new PamiException(
          "%s has the inputs %s, but the row has the columns %s: there is no %s; name the columns as the inputs"
              .formatted(
                  model.name(),
                  String.join(", ", names),
                  String.join(", ", columns),
                  String.join(", ", missing)));
    }
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorInfo input : wanted) {
      if (width(input) > 1) {
        throw new PamiException(
            "%s: the input %s takes %d columns at once: a model is asked with one input of all columns, or an input a column"
                .formatted(model.name(), input, width(input)));
      }
      int[] column = {columns.indexOf(input.name())};
      int[] shape =
          input.shape().size() == 1 ? new int[] {rows.size()} : new int[] {rows.size(), 1};
      inputs.put(input.name(), tensor(rows, column, input, shape));
    }
    return inputs;
  }

  /** How many columns an input takes; {@link TensorInfo#FREE} for any. */
  private static int width(TensorInfo input) {
    List<Integer> shape = input.shape();
    return shape.size() == 1 ? 1 : shape.size() == 2 ? shape.get(1) : TensorInfo.FREE;
  }

  private Tensor matrix(List<Row> rows, TensorInfo input) {
    int columns = rows.get(0).columns().size();
    int accepted = width(input);
    if (input.shape().size() > 2 || (accepted != TensorInfo.FREE && accepted != columns)) {
      throw new PamiException(
          "%s: the input %s can't take rows of %d columns, %s: leave out those that are not the model's"
              .formatted(
                  model.name(),
                  input,
                  columns,
                  String.join(", ", rows.get(0).columns().stream().map(Column::name).toList())));
    }
    int[] all = IntStream.range(0, columns).toArray();
    return tensor(rows, all, input, rows.size(), columns);
  }

  private Tensor tensor(List<Row> rows, int[] columns, TensorInfo input, int... shape) {
    int n = rows.size() * columns.length;
    switch (input.type()) {
      case FLOAT32 -> {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
          numbers[i] = (float) number(rows.get(i / columns.length), columns, i, input);
        }
        return Tensor.of(numbers, shape);
      }
      case INT64, INT32 -> {
        long[] numbers = new long[n];
        for (int i = 0; i < n; i++) {
          numbers[i] = whole(rows.get(i / columns.length), columns, i, input);
        }
        return Tensor.of(numbers, shape);
      }
      case STRING -> {
        String[] texts = new String[n];
        for (int i = 0; i < n; i++) {
          texts[i] = rows.get(i / columns.length).text(columns[i % columns.length]);
        }
        return Tensor.of(texts, shape);
      }
      default ->
          throw new PamiException(
              "%s: the input %s can't take the cells of a table".formatted(model.name(), input));
    }
  }

  private double number(Row row, int[] columns, int i, TensorInfo input) {
    int column = columns[i % columns.length];
    if (row.columns().get(column).kind() != Column.Kind.NUMBER) {
      throw new PamiException(
          "%s: column '%s' holds names such as '%s', but the input %s takes numbers: leave the column out, or write it in numbers as the model was trained with"
              .formatted(model.name(), row.columns().get(column).name(), row.text(column), input));
    }
    return row.number(column);
  }

  private long whole(Row row, int[] columns, int i, TensorInfo input) {
    double number = number(row, columns, i, input);
    if (number != Math.rint(number) || Double.isInfinite(number)) {
      throw new PamiException(
          "%s: column '%s' %s, but the input %s takes whole numbers"
              .formatted(
                  model.name(),
                  row.columns().get(columns[i % columns.length]).name(),
                  Double.isNaN(number) ? "is empty in a row" : "holds " + number,
                  input));
    }
    return (long) number;
  }
}
