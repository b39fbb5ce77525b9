package ai.pami.signal;

import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Predictor;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model of one tensor as a model of series, see {@link AxisOrder}. It answers with {@code
 * [batch]} or {@code [batch][outputs]}. A model of a fixed batch is given that many at a time, the
 * rest zeros.
 */
public final class TensorSeries implements Predictor<Series> {
  private final TensorFunction model;
  private final String output;
  private final Optional<AxisOrder> order;

  /**
   * A model of series.
   *
   * @param model is not closed with it
   * @param output the name of the tensor that is explained
   * @param order of its input's axes; if empty, as its shape tells
   * @throws PamiException if it has not one input of single-precision numbers
   */
  public TensorSeries(TensorFunction model, String output, Optional<AxisOrder> order) {
    this.model = model;
    this.output = output;
    this.order = order;
    List<TensorInfo> inputs = model.inputs();
    if (inputs.size() != 1 || inputs.get(0).type() != ElementType.FLOAT32) {
      throw new PamiException(
          "%s has the inputs %s: a model of series has one, of type FLOAT32; wrap others in a Java function"
              .formatted(model.name(), inputs));
    }
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public double[][] predict(List<Series> inputs) {
    TensorInfo input = model.inputs().get(0);
    Series first = inputs.get(0);
    int channels = first.channels().size();
    AxisOrder axes = order.orElseGet(() -> AxisOrder.of(input, channels, first.length()));
    requireFit(input, axes, first);
    int fixed = input.shape().get(0);
    int batch = fixed == TensorInfo.FREE ? inputs.size() : fixed;
    double[][] answers = new double[inputs.size()][];
    for (int from = 0; from < answers.length; from += batch) {
      int to = Math.min(answers.length, from + batch);
      double[][] some = run(input.name(), axes, inputs.subList(from, to), batch);
      System.arraycopy(some, 0, answers, from, to - from);
    }
    return answers;
  }

  private void requireFit(TensorInfo input, AxisOrder axes, Series series) {
    int[] shape = axes.shape(1, series.channels().size(), series.length());
    boolean fits =
        input.shape().size() == shape.length
            && (axes != AxisOrder.TIMES_ONLY || series.channels().size() == 1);
    for (int i = 1; fits && i < shape.length; i++) {
      int extent = input.shape().get(i);
      fits = extent == TensorInfo.FREE || extent == shape[i];
    }
    if (!fits) {
      throw new PamiException(
          "%s: the input %s, %s, can't take %s: cut the series, leave channels out or mix them, or name another order of axes"
              .formatted(
                  model.name(),
                  input,
                  axes.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                  series));
    }
  }

  private double[][] run(String name, AxisOrder axes, List<Series> series, int batch) {
    int channels = series.get(0).channels().size();
    int length = series.get(0).length();
    int each = channels * length;
    float[] numbers = new float[Math.multiplyExact(batch, each)];
    for (int i = 0; i < series.size(); i++) {
      if (axes == AxisOrder.TIMES_FIRST && channels > 1) {
        for (int c = 0; c < channels; c++) {
          for (int t = 0; t < length; t++) {
            numbers[i * each + t * channels + c] = series.get(i).value(c, t);
          }
        }
      } else {
        series.get(i).copyTo(numbers, i * each);
      }
    }
    Tensor tensor = Tensor.of(numbers, axes.shape(batch, channels, length));
    return rows(model.run(Map.of(name, tensor), output), series.size(), batch);
  }

  private double[][] rows(Tensor answer, int count, int batch) {
    if (answer.type() != ElementType.FLOAT32 || answer.rank() < 1 || answer.extent(0) != batch) {
      throw new PamiException(
          "%s: output '%s' is %s %s for %d series, so it has no number an input to explain: name another output"
              .formatted(
                  model.name(), output, answer.type(), Arrays.toString(answer.shape()), batch));
    }
    float[] values = answer.floats();
    int width = values.length / batch;
    double[][] rows = new double[count][width];
    for (int i = 0; i < count * width; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }
}
