package ai.pami.tabular;

import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Predictor;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of tensors as a model of rows: one input of all columns as numbers, {@code
 * [rows][columns]}, or an input a column of the column's name, {@code [rows][1]}, as scikit-learn's
 * pipelines are exported. It answers with {@code [rows]} or {@code [rows][outputs]}.
 */
public final class TensorRows implements Predictor<Row> {
  private final TensorFunction model;
  private final String output;

  /**
   * A model of rows.
   *
   * @param model is not closed with it
   * @param output the name of the tensor that is explained
   */
  public TensorRows(TensorFunction model, String output) {
    this.model = model;
    this.output = output;
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public double[][] predict(List<Row> rows) {
    Tensor answer = model.run(inputs(rows), output);
    float[] values = answer.floats();
    if (answer.rank() < 1 || answer.extent(0) != rows.size()) {
      throw new PamiException(
          "%s: output '%s' has the shape %s for %d rows, so it does not say which answer belongs to which row"
              .formatted(model.name(), output, Arrays.toString(answer.shape()), rows.size()));
    }
    int width = values.length / rows.size();
    double[][] scores = new double[rows.size()][width];
    for (int i = 0; i < values.length; i++) {
      scores[i / width][i % width] = values[i];
    }
    return scores;
  }

  private Map<String, Tensor> inputs(List<Row> rows) {
    List<TensorInfo> wanted = model.inputs();
    List<String> columns = rows.get(0).columns().stream().map(Column::name).toList();
    List<String> names = wanted.stream().map(TensorInfo::name).toList();
    if (wanted.size() == 1 && !columns.contains(names.get(0))) {
      return Map.of(names.get(0), matrix(rows, wanted.get(0)));
    }
    if (!columns.containsAll(names)) {
      throw new PamiException(
          "%s has the inputs %s, but the row has the columns %s: name the columns as the inputs"
              .formatted(model.name(), String.join(", ", names), String.join(", ", columns)));
    }
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorInfo input : wanted) {
      inputs.put(input.name(), column(rows, columns.indexOf(input.name()), input.type()));
    }
    return inputs;
  }

  private Tensor matrix(List<Row> rows, TensorInfo input) {
    int width = rows.get(0).columns().size();
    int accepted = input.shape().size() == 2 ? input.shape().get(1) : TensorInfo.FREE;
    if (input.type() != ElementType.FLOAT32 || (accepted != TensorInfo.FREE && accepted != width)) {
      throw new PamiException(
          "%s: the input %s can't take rows of %d numbers: leave out columns that are not the model's"
              .formatted(model.name(), input, width));
    }
    float[] numbers = new float[rows.size() * width];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < width; c++) {
        numbers[r * width + c] = (float) rows.get(r).number(c);
      }
    }
    return Tensor.of(numbers, rows.size(), width);
  }

  private static Tensor column(List<Row> rows, int column, ElementType type) {
    int n = rows.size();
    switch (type) {
      case STRING -> {
        return Tensor.of(rows.stream().map(row -> row.text(column)).toArray(String[]::new), n, 1);
      }
      case INT64, INT32 -> {
        return Tensor.of(
            rows.stream().mapToLong(row -> Math.round(row.number(column))).toArray(), n, 1);
      }
      default -> {
        float[] numbers = new float[n];
        for (int r = 0; r < n; r++) {
          numbers[r] = (float) rows.get(r).number(column);
        }
        return Tensor.of(numbers, n, 1);
      }
    }
  }
}
