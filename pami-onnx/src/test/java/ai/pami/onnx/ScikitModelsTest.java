package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import ai.pami.model.TensorInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences and maps, labels, texts: models as scikit-learn's are exported. */
@Timeout(60)
class ScikitModelsTest {
  private static OnnxFunction open(TinyModels model) {
    return OnnxFunction.of("tiny.onnx", model.bytes());
  }

  private static Map<String, Tensor> people(float[] ages, float[] incomes, String... cities) {
    int n = ages.length;
    return Map.of(
        "age", Tensor.of(ages, n, 1),
        "income", Tensor.of(incomes, n, 1),
        "city", Tensor.of(cities, n, 1));
  }

  private static double[] softmax(double... scores) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    double[] shares = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      shares[i] = Math.exp(scores[i]) / sum;
    }
    return shares;
  }

  @Test
  void aSequenceOfMapsIsARowAnInputWithTheClassesNames() {
    try (OnnxFunction function = open(ScikitModels.pipeline())) {
      assertThat(function.scores().name()).as("after the label").isEqualTo("output_probability");
      assertThat(function.outputs())
          .containsExactly(
              new TensorInfo("output_label", ElementType.STRING, List.of(-1)),
              new TensorInfo("output_probability", ElementType.FLOAT32, List.of(-1, -1)));
      Tensor answer =
          function.run(
              people(new float[] {50, 40, 30}, new float[] {1500, 1000, 500}, "Rome", "Oslo", "?"),
              "output_probability");
      assertThat(answer.shape()).containsExactly(3, 3);
      assertThat(answer.names()).containsExactly("loan", "none", "rent");
      double[][] expected = {softmax(3, 0, 1), softmax(0, 0, -1), softmax(-3, 0, 2)};
      for (int i = 0; i < 9; i++) {
        assertThat((double) answer.floats()[i]).isCloseTo(expected[i / 3][i % 3], within(1e-5));
      }
    }
  }

  @Test
  void classesThatAreNumbersStandInTheirOrder() {
    long[] classes = new long[300];
    float[] given = new float[300];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = 5L * i - 700;
      given[i] = i;
    }
    TinyModels model =
        TinyModels.empty()
            .input("x", DataType.FLOAT, FREE, 300)
            .node("ai.onnx.ml.ZipMap", "x", "table", attribute("classlabels_int64s", classes))
            .output("table", TinyModels.sequence(TinyModels.map(DataType.INT64)));
    try (OnnxFunction function = open(model)) {
      Tensor answer = function.run(Map.of("x", Tensor.of(given, 1, 300)), "table");
      assertThat(answer.floats()).isEqualTo(given);
      assertThat(answer.names()).hasSize(300).startsWith("-700", "-695").endsWith("795");
    }
  }

  @Test
  void labelsAndTextsAreRefusedNamingWhatHoldsScores() {
    try (OnnxFunction function = open(ScikitModels.pipeline())) {
      assertThatThrownBy(
              () ->
                  function.run(
                      people(new float[] {50}, new float[] {1500}, "Rome"), "output_label"))
          .isInstanceOf(PamiException.class)
          .hasMessage(
              "tiny.onnx: output 'output_label' holds no scores but 'output_label' STRING [?]; choose among 'output_probability'");
    }
    TinyModels labelOnly =
        TinyModels.empty()
            .input("x", DataType.FLOAT, FREE, 3)
            .node("ArgMax", "x", "label", attribute("axis", 1), attribute("keepdims", 0))
            .output("label", DataType.INT64, FREE);
    try (OnnxFunction function = open(labelOnly)) {
      assertThatThrownBy(function::scores)
          .isInstanceOf(PamiException.class)
          .hasMessage(
              "tiny.onnx has no output of scores, only 'label' INT64 [?]: export the model with its probabilities or decision values");
    }
    assertThatThrownBy(() -> OnnxModel.of("tiny.onnx", labelOnly.bytes(), OnnxOptions.defaults()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("holds no scores but 'label' INT64 [?]; nor does any other");
  }

  @Test
  void aModelOfOneTensorMayAnswerInMapsAsWell() {
    try (OnnxModel model =
        OnnxModel.of("forest.onnx", ScikitModels.forest().bytes(), OnnxOptions.defaults())) {
      assertThat(model.output().name()).isEqualTo("output_probability");
      float[][] answers =
          Questions.of(
                  ElementType.FLOAT32,
                  new float[] {0, 0, 0},
                  new float[] {11, 0, 6},
                  new float[] {9, 99, 6})
              .ask(model.shaped(3), 2);
      assertThat(answers).isDeepEqualTo(new float[][] {{0.75f, 0.25f}, {0, 1}, {0.25f, 0.75f}});
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOUBLE", "BOOL"})
  void doublesAndTruthsAreWritten(String type) {
    TinyModels model =
        TinyModels.empty()
            .input("x", DataType.valueOf(type), FREE, 1)
            .cast("x", "y", DataType.DOUBLE)
            .output("y", DataType.DOUBLE, FREE, 1);
    boolean truths = type.equals("BOOL");
    try (OnnxFunction function = open(model)) {
      Tensor given =
          truths ? Tensor.of(new long[] {1, 0}, 2, 1) : Tensor.of(new float[] {1, 0.1f}, 2, 1);
      assertThat(function.run(Map.of("x", given), "y").floats())
          .containsExactly(1, truths ? 0 : 0.1f);
      if (truths) {
        Map<String, Tensor> wrong = Map.of("x", Tensor.of(new long[] {2}, 1, 1));
        assertThatThrownBy(() -> function.run(wrong, "y"))
            .isInstanceOf(PamiException.class)
            .hasMessage("tiny.onnx: the input 'x' is true (1) or false (0), not 2");
      }
    }
  }
}
