package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import ai.pami.model.Output;
import ai.pami.model.Outputs;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OnnxOutputTest {
  private static final int NUMBERS = 6;

  /** A model whose answers are its inputs, to which a test adds more. */
  private static TinyModels identity() {
    return TinyModels.empty()
        .input("x", DataType.FLOAT, FREE, NUMBERS)
        .node("Identity", "x", "same")
        .output("same", DataType.FLOAT, FREE, NUMBERS);
  }

  /** Scores with all that classifiers answer besides. */
  private static TinyModels manyOutputs() {
    return identity()
        .node("Neg", "x", "minus")
        .output("minus", DataType.FLOAT, FREE, NUMBERS)
        .node("ArgMax", "x", "label", attribute("axis", 1), attribute("keepdims", 0))
        .output("label", DataType.INT64, FREE)
        .node(
            "ai.onnx.ml.ZipMap",
            "x",
            "table",
            attribute("classlabels_int64s", new long[] {0, 1, 2, 3, 4, 5}))
        .output("table", TinyModels.sequence(TinyModels.map(DataType.INT64)))
        .constant("words", "cat", "dog")
        .node("Identity", "words", "text")
        .output("text", DataType.STRING, 2)
        .node("SequenceConstruct", "x minus", "list")
        .output("list", TinyModels.sequence(TinyModels.tensor(DataType.FLOAT, FREE, NUMBERS)));
  }

  private static OnnxModel open(TinyModels model, OnnxOptions options) {
    return OnnxModel.of("tiny.onnx", model.bytes(), options);
  }

  private static OnnxOptions output(String nameOrNumber) {
    return OnnxOptions.defaults().withOutput(nameOrNumber);
  }

  private static Questions questions(int count) {
    return Questions.wholeNumbers(ElementType.FLOAT32, count, NUMBERS);
  }

  /** What {@code model} answers to {@code count} inputs, two at a time. */
  private static float[][] answers(OnnxModel model, int count) {
    return questions(count).ask(model.shaped(NUMBERS), 2);
  }

  @Test
  void theFirstOutputIsTakenAndOthersAreIgnored() {
    try (OnnxModel model = open(manyOutputs(), OnnxOptions.defaults())) {
      assertThat(model.output().name()).isEqualTo("same");
      assertThat(model.output().shape()).containsExactly(-1, NUMBERS);
      assertThat(model.output().type()).isEqualTo(ElementType.FLOAT32);
      float[][] answers = answers(model, 3);
      for (int i = 0; i < 3; i++) {
        assertThat(answers[i]).isEqualTo(questions(3).input(i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"minus", "1"})
  void anotherOutputIsFoundByNameOrNumber(String nameOrNumber) {
    try (OnnxModel model = open(manyOutputs(), output(nameOrNumber))) {
      assertThat(model.output().name()).isEqualTo("minus");
      assertThat(model.provenance()).containsEntry("model_output", "minus");
      float[][] answers = answers(model, 3);
      for (int i = 0; i < 3; i++) {
        for (int n = 0; n < NUMBERS; n++) {
          assertThat(answers[i][n]).isEqualTo(-questions(3).input(i)[n]);
        }
      }
    }
  }

  @Test
  void severalOutputsAreHeadsOfOneAnswer() {
    TinyModels heads =
        identity()
            .node("Neg", "x", "minus")
            .output("minus", DataType.FLOAT, FREE, NUMBERS)
            .cast("x", "exact", DataType.DOUBLE)
            .output("exact", DataType.DOUBLE, FREE, NUMBERS);
    OnnxOptions all = OnnxOptions.defaults().withOutputs(List.of("exact", "0", "minus"));
    try (OnnxModel model = open(heads, all)) {
      assertThat(model.outputs()).map(TensorInfo::name).containsExactly("exact", "same", "minus");
      assertThat(model.provenance()).containsEntry("model_output", "exact, same, minus");
      Questions asked = questions(5);
      try (Batch<ByteBuffer> batch = model.shaped(NUMBERS).allocate(2)) {
        for (int from = 0; from < 5; from += 2) {
          int count = Math.min(2, 5 - from);
          asked.fill(batch, from, count);
          Outputs outputs = batch.run(count);
          for (int i = 0; i < count; i++) {
            List<Output> answer = outputs.get(i).heads();
            float[] input = asked.input(from + i);
            assertThat(answer).hasSize(3);
            assertThat(answer.get(0).toArray()).isEqualTo(input);
            assertThat(answer.get(1).toArray()).isEqualTo(input);
            for (int n = 0; n < NUMBERS; n++) {
              assertThat(answer.get(2).get(n)).isEqualTo(-input[n]);
              assertThat(outputs.get(i).get(2 * NUMBERS + n)).isEqualTo(-input[n]);
            }
          }
        }
      }
    }
    assertThatThrownBy(() -> open(heads, OnnxOptions.defaults().withOutputs(List.of("same", "0"))))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("twice");
  }

  /** Exporters name outputs 495 or 0: a name that is a number wins over a place. */
  @Test
  void namesThatAreNumbersAreNamesButTheDefaultIsTheFirst() {
    TinyModels numbered =
        TinyModels.empty()
            .input("x", DataType.FLOAT, FREE, NUMBERS)
            .node("Identity", "x", "1")
            .output("1", DataType.FLOAT, FREE, NUMBERS)
            .node("Neg", "x", "0")
            .output("0", DataType.FLOAT, FREE, NUMBERS);
    try (OnnxModel model = open(numbered, output("0"))) {
      assertThat(model.output().name()).isEqualTo("0");
    }
    try (OnnxModel model = open(numbered, OnnxOptions.defaults())) {
      assertThat(model.output().name()).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"probabilities", "6", "-1", "99999999999", ""})
  void anUnknownOutputListsWhatThereIs(String nameOrNumber) {
    assertThatThrownBy(() -> open(manyOutputs(), output(nameOrNumber)))
        .isInstanceOf(PamiException.class)
        .hasMessage(
            "tiny.onnx has no output '%s': it has 'same', 'minus', 'label', 'table', 'text', 'list', numbered from 0",
            nameOrNumber);
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "text", "list", "2", "5"})
  void anOutputWithoutScoresIsRefusedOfferingOthers(String nameOrNumber) {
    assertThatThrownBy(() -> open(manyOutputs(), output(nameOrNumber)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("tiny.onnx: output '")
        .hasMessageContaining("holds no scores but")
        .hasMessageContaining("choose among 'same', 'minus', 'table'");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16", "DOUBLE"})
  void scoresOfOtherPrecisionAreReadAsFloats(DataType type) {
    TinyModels cast = identity().cast("x", "scores", type);
    cast.output("scores", type, FREE, NUMBERS);
    try (OnnxModel model = open(cast, output("scores"))) {
      float[][] answers = answers(model, 5);
      for (int i = 0; i < 5; i++) {
        assertThat(answers[i]).isEqualTo(questions(5).input(i));
      }
    }
  }

  @Test
  void halfPrecisionScoresKeepFractionsAndInfinities() {
    float[] input = {0.5f, -0.25f, 65504, 1e6f, 0.1f, -0f};
    TinyModels cast = identity().cast("x", "scores", DataType.FLOAT16);
    cast.output("scores", DataType.FLOAT16, FREE, NUMBERS);
    try (OnnxModel model = open(cast, output("scores"))) {
      float[] answer = Questions.of(ElementType.FLOAT32, input).ask(model.shaped(NUMBERS), 1)[0];
      assertThat(answer[0]).isEqualTo(0.5f);
      assertThat(answer[1]).isEqualTo(-0.25f);
      assertThat(answer[2]).isEqualTo(65504f);
      assertThat(answer[3]).isEqualTo(Float.POSITIVE_INFINITY);
      assertThat(answer[4]).isCloseTo(0.1f, within(1e-4f));
      assertThat(answer[5]).isEqualTo(-0f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-1|''", "-1 6|6", "-1 2 3|2 3", "-1 1 6 1|1 6 1"})
  void anOutputMayHaveAnyShapeAfterTheBatch(String shape, String itemShape) {
    long[] extents = numbers(shape);
    TinyModels model = identity();
    if (extents.length == 1) {
      model.node("ReduceSum", "x axis", "scores", attribute("keepdims", 0));
      model.constant("axis", new long[] {1}, 1);
    } else {
      model.node("Reshape", "x shape", "scores").constant("shape", extents, extents.length);
    }
    model.output("scores", DataType.FLOAT, extents);
    try (OnnxModel opened = open(model, output("scores"));
        Batch<ByteBuffer> batch = opened.shaped(NUMBERS).allocate(2)) {
      for (int count : new int[] {2, 1, 2, 1}) {
        questions(2).fill(batch, 0, count);
        Outputs outputs = batch.run(count);
        assertThat(outputs.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
          assertThat(outputs.get(i).shape()).isEqualTo(toInts(numbers(itemShape)));
          float[] input = questions(2).input(i);
          float[] answer = outputs.get(i).toArray();
          assertThat(sum(answer)).isEqualTo(sum(input));
          assertThat(answer).isEqualTo(extents.length == 1 ? new float[] {sum(input)} : input);
        }
      }
    }
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(part -> !part.isEmpty())
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private static int[] toInts(long[] numbers) {
    return Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray();
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1, [1], 3", "0, [], 3", "2, '[6, 3]', 3"})
  void anOutputThatDoesNotBeginWithTheBatchIsRefused(int rank, String shape, int count) {
    TinyModels model = identity();
    switch (rank) {
      case 0 -> model.node("ReduceMax", "x", "scores", attribute("keepdims", 0));
      case 1 ->
          model
              .node("ReduceMax", "x", "most", attribute("keepdims", 0))
              .constant("one", new long[] {1}, 1)
              .node("Reshape", "most one", "scores");
      default -> model.node("Transpose", "x", "scores");
    }
    long[] free = new long[rank];
    Arrays.fill(free, FREE);
    model.output("scores", DataType.FLOAT, free);
    try (OnnxModel opened = open(model, output("scores"));
        Batch<ByteBuffer> batch = opened.shaped(NUMBERS).allocate(count)) {
      assertThatThrownBy(() -> batch.run(count))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx: output 'scores' has the shape " + shape)
          .hasMessageContaining("for %d inputs", count);
    }
  }

  /** With one input the shape is right by chance; with the next two it no longer is. */
  @Test
  void anOutputThatLosesTheBatchIsRefusedAtTheFirstBatchThatShowsIt() {
    TinyModels model = identity();
    model.node(
        "ReduceMax", "x", "scores", attribute("axes", new long[] {0}), attribute("keepdims", 1));
    model.output("scores", DataType.FLOAT, FREE, NUMBERS);
    try (OnnxModel opened = open(model, output("scores"));
        Batch<ByteBuffer> batch = opened.shaped(NUMBERS).allocate(2)) {
      assertThat(batch.run(1).count()).isEqualTo(1);
      assertThatThrownBy(() -> batch.run(2))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("has the shape [1, 6] for 2 inputs");
    }
  }
}
