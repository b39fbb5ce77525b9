package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series as tensors of every order of axes. */
class TensorSeriesTest {
  private static final int FREE = TensorInfo.FREE;

  /** Answers with the numbers it was given, a row an input. */
  private record Echo(ElementType type, List<Integer> shape) implements TensorFunction {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public List<TensorInfo> inputs() {
      return List.of(new TensorInfo("x", type, shape));
    }

    @Override
    public List<TensorInfo> outputs() {
      return List.of(new TensorInfo("y", ElementType.FLOAT32, List.of(FREE, FREE)));
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of("model", "echo");
    }

    @Override
    public Tensor run(Map<String, Tensor> inputs, String output) {
      Tensor x = inputs.get("x");
      assertThat(x.rank()).isEqualTo(shape.size());
      if (output.equals("transposed")) {
        return Tensor.of(x.floats(), x.floats().length / x.extent(0), x.extent(0));
      }
      return Tensor.of(x.floats(), x.extent(0), x.floats().length / x.extent(0));
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static final Series TWO = Series.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Series OTHER = Series.of(new float[][] {{7, 8, 9}, {10, 11, 12}});

  private static TensorSeries model(Integer... shape) {
    return new TensorSeries(new Echo(ElementType.FLOAT32, List.of(shape)), "y", Optional.empty());
  }

  @Test
  void theShapeTellsTheOrder() {
    double[][] rows = {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 12}};
    assertThat(model(FREE, 2, FREE).predict(List.of(TWO, OTHER))).isDeepEqualTo(rows);
    assertThat(model(FREE, FREE, FREE).predict(List.of(TWO, OTHER))).isDeepEqualTo(rows);
    double[][] byTime = {{1, 4, 2, 5, 3, 6}, {7, 10, 8, 11, 9, 12}};
    assertThat(model(FREE, FREE, 2).predict(List.of(TWO, OTHER))).isDeepEqualTo(byTime);
    assertThat(model(FREE, 3, 2).predict(List.of(TWO, OTHER))).isDeepEqualTo(byTime);
    assertThat(model(FREE, 3).predict(List.of(TWO.only(1))))
        .isDeepEqualTo(new double[][] {{4, 5, 6}});
  }

  @Test
  void anOrderThatIsNamedCounts() {
    TensorSeries model =
        new TensorSeries(
            new Echo(ElementType.FLOAT32, List.of(FREE, FREE, FREE)),
            "y",
            Optional.of(AxisOrder.TIMES_FIRST));
    assertThat(model.predict(List.of(TWO))).isDeepEqualTo(new double[][] {{1, 4, 2, 5, 3, 6}});
    assertThat(model.provenance()).containsEntry("model", "echo");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5"})
  void aFixedBatchIsFilledUp(int batch) {
    double[][] rows = {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 12}, {1, 2, 3, 4, 5, 6}};
    assertThat(model(batch, 2, 3).predict(List.of(TWO, OTHER, TWO))).isDeepEqualTo(rows);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> model(FREE, 2, 500).predict(List.of(TWO)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(
            "'x' FLOAT32 [?, 2, 500], channels first, can't take 2 channels of 3");
    assertThatThrownBy(() -> model(FREE, FREE).predict(List.of(TWO)))
        .hasMessageContaining("times only, can't take 2 channels");
    assertThatThrownBy(() -> model(FREE, 1, 2, 3).predict(List.of(TWO)))
        .hasMessageContaining("[?, 1, 2, 3]");
    assertThatThrownBy(
            () ->
                new TensorSeries(
                    new Echo(ElementType.INT64, List.of(FREE, 3)), "y", Optional.empty()))
        .hasMessageContaining("a model of series has one, of type FLOAT32");
    assertThatThrownBy(
            () ->
                new TensorSeries(
                        new Echo(ElementType.FLOAT32, List.of(FREE, 2, 3)),
                        "transposed",
                        Optional.empty())
                    .predict(List.of(TWO)))
        .hasMessageContaining("output 'transposed' is FLOAT32 [6, 1] for 1 series");
  }
}
