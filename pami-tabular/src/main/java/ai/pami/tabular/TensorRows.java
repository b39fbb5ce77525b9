package ai.pami.tabular;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model of tensors as a model of rows: one input of all columns, {@code [rows][columns]}, or an
 * input a column of the column's name, {@code [rows][1]}, as scikit-learn's pipelines are exported;
 * numbers, whole numbers or texts. It answers with {@code [rows]} or {@code [rows][outputs]}. A
 * model that takes or answers one row at a time is asked so.
 */
public final class TensorRows implements Predictor<Row> {
  private final TensorFunction model;
  private final RowTensors tensors;
  private final TensorInfo output;

  /**
   * A model of rows that answers with its first output of scores.
   *
   * @param model is not closed with it
   * @throws PamiException if it has no such output
   */
  public TensorRows(TensorFunction model) {
    this(model, model.scores().name());
  }

  /**
   * A model of rows.
   *
   * @param model is not closed with it
   * @param output the name of the tensor that is explained
   */
  public TensorRows(TensorFunction model, String output) {
    this.model = model;
    this.tensors = new RowTensors(model);
    this.output =
        model.outputs().stream()
            .filter(one -> one.name().equals(output))
            .findFirst()
            .orElseGet(() -> new TensorInfo(output, model.scores().type(), List.of()));
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  /**
   * Asks the model for a row, to see that it can take such rows.
   *
   * @return what its answers are called, where the model says so; else none
   * @throws PamiException if it can't
   */
  public List<String> labels(Row row) {
    return ask(List.of(row)).names();
  }

  @Override
  public double[][] predict(List<Row> rows) {
    if (oneByOne() && rows.size() > 1) {
      return rows.stream().map(row -> scores(List.of(row))[0]).toArray(double[][]::new);
    }
    return scores(rows);
  }

  private boolean oneByOne() {
    return isOne(output) || model.inputs().stream().anyMatch(TensorRows::isOne);
  }

  private static boolean isOne(TensorInfo tensor) {
    return !tensor.shape().isEmpty() && tensor.shape().get(0) == 1;
  }

  private double[][] scores(List<Row> rows) {
    Tensor answer = ask(rows);
    float[] values = answer.floats();
    int width = values.length / rows.size();
    double[][] scores = new double[rows.size()][width];
    for (int i = 0; i < values.length; i++) {
      scores[i / width][i % width] = values[i];
    }
    return scores;
  }

  private Tensor ask(List<Row> rows) {
    Tensor answer = model.run(tensors.of(rows), output.name());
    if (answer.rank() < 1 || answer.extent(0) != rows.size()) {
      List<String> others =
          new ArrayList<>(model.outputs().stream().map(TensorInfo::name).toList());
      others.remove(output.name());
      throw new PamiException(
          "%s: output '%s' has the shape %s for %d rows, so it does not say which answer belongs to which row%s"
              .formatted(
                  model.name(),
                  output.name(),
                  Arrays.toString(answer.shape()),
                  rows.size(),
                  others.isEmpty() ? "" : "; the model also has " + String.join(", ", others)));
    }
    return answer;
  }
}
