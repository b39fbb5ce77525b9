package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OnnxInputTest {
  private static OnnxModel open(TinyModels model) {
    return OnnxModel.of("tiny.onnx", model.bytes(), OnnxOptions.defaults());
  }

  private static ElementType element(DataType type) {
    return switch (type) {
      case FLOAT -> ElementType.FLOAT32;
      case FLOAT16 -> ElementType.FLOAT16;
      case UINT8 -> ElementType.UINT8;
      default -> ElementType.OTHER;
    };
  }

  /** The mean of each channel of one input. */
  private static double[] means(float[] input, int channelAxis, int channels) {
    int pixels = input.length / channels;
    double[] means = new double[channels];
    for (int i = 0; i < input.length; i++) {
      means[channelAxis == 1 ? i / pixels : i % channels] += (double) input[i] / pixels;
    }
    return means;
  }

  private static void assertMeans(Questions questions, float[][] answers, int channelAxis) {
    for (int i = 0; i < answers.length; i++) {
      double[] truth = means(questions.input(i), channelAxis, 3);
      assertThat(answers[i]).hasSize(3);
      for (int c = 0; c < 3; c++) {
        assertThat((double) answers[i][c]).isCloseTo(truth[c], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT, 1, -1, 8, 6",
    "FLOAT, 3, -1, 8, 6",
    "FLOAT, 1, 1, 8, 6",
    "FLOAT, 1, 4, 8, 6",
    "FLOAT, 1, -1, -1, -1",
    "FLOAT, 3, -1, -1, 6",
    "FLOAT16, 1, -1, 8, 6",
    "FLOAT16, 3, 4, -1, -1",
    "UINT8, 1, 1, -1, -1",
    "UINT8, 3, -1, 8, 6"
  })
  void answersEqualTheClosedForm(DataType type, int channelAxis, int batch, int height, int width) {
    long[] shape =
        channelAxis == 1
            ? new long[] {batch, 3, height, width}
            : new long[] {batch, height, width, 3};
    Questions questions = Questions.wholeNumbers(element(type), 7, 3 * 8 * 6);
    try (OnnxModel model = open(TinyModels.channelMeans(type, channelAxis, shape))) {
      assertThat(model.input())
          .isEqualTo(
              new TensorInfo(
                  "picture",
                  element(type),
                  Arrays.stream(shape).mapToObj(extent -> (int) extent).toList()));
      Model<ByteBuffer> shaped = channelAxis == 1 ? model.shaped(3, 8, 6) : model.shaped(8, 6, 3);
      assertThat(shaped.fixedBatchSize().isPresent()).isEqualTo(batch != FREE);
      int capacity = shaped.fixedBatchSize().orElse(5);
      assertThat(capacity).isEqualTo(batch == FREE ? 5 : batch);
      assertMeans(questions, questions.ask(shaped, capacity), channelAxis);
    }
  }

  @Test
  void aFreeSizeTakesPicturesOfSeveralSizesAtTheSameTime() {
    try (OnnxModel model = open(TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, FREE, FREE))) {
      for (int side = 1; side <= 20; side += 9) {
        Questions questions = Questions.wholeNumbers(ElementType.FLOAT32, 3, 3 * side * 4);
        assertMeans(questions, questions.ask(model.shaped(3, side, 4), 2), 1);
      }
    }
  }

  @Test
  void slotsAreBuffersOfOneInputInNativeOrderThatKeepTheirContent() {
    try (OnnxModel model = open(TinyModels.channelMeans(DataType.FLOAT16, 1, FREE, 3, 8, 6));
        var batch = model.shaped(3, 8, 6).allocate(3)) {
      for (int i = 0; i < 3; i++) {
        ByteBuffer slot = batch.slot(i);
        assertThat(slot.capacity()).isEqualTo(2 * 3 * 8 * 6);
        assertThat(slot.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(batch.slot(i)).isSameAs(slot);
        slot.putShort(0, (short) (100 + i));
      }
      batch.run(3);
      for (int i = 0; i < 3; i++) {
        assertThat(batch.slot(i).getShort(0)).isEqualTo((short) (100 + i));
      }
      assertThat(batch.capacity()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 6", "3, 8, 7", "3, 6, 8", "3, 8, 0", "3, 8, -1"})
  void anInputOfAnotherShapeIsRefused(int channels, int height, int width) {
    try (OnnxModel fixed = open(TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, 8, 6))) {
      assertThatThrownBy(() -> fixed.shaped(channels, height, width))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx")
          .hasMessageContaining("'picture' FLOAT32 [?, 3, 8, 6]")
          .hasMessageContaining("[%d, %d, %d]".formatted(channels, height, width));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "4, -1"})
  void anInputWithoutNumbersIsRefusedEvenWhereAnySizeIsTaken(int height, int width) {
    try (OnnxModel free = open(TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, FREE, FREE))) {
      assertThatThrownBy(() -> free.shaped(3, height, width))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx")
          .hasMessageContaining("[3, %d, %d]".formatted(height, width));
    }
  }

  @Test
  void anInputOfAnotherNumberOfAxesIsRefused() {
    try (OnnxModel model = open(TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, 8, 6))) {
      assertThatThrownBy(() -> model.shaped(8, 6)).isInstanceOf(PamiException.class);
      assertThatThrownBy(() -> model.shaped()).isInstanceOf(PamiException.class);
      assertThatThrownBy(() -> model.shaped(1, 3, 8, 6)).isInstanceOf(PamiException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "8"})
  void aBatchOfAnotherThanTheFixedSizeIsRefused(int capacity) {
    try (OnnxModel model = open(TinyModels.channelMeans(DataType.FLOAT, 1, 4, 3, 8, 6))) {
      assertThatThrownBy(() -> model.shaped(3, 8, 6).allocate(capacity))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx")
          .hasMessageContaining("batches of 4")
          .hasMessageContaining("not " + capacity);
    }
  }

  @Test
  void aBatchThatFitsNoMemorySaysSo() {
    try (OnnxModel model = open(TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, FREE, FREE))) {
      for (int side : new int[] {20_000, 40_000}) {
        assertThatThrownBy(() -> model.shaped(3, side, side).allocate(64))
            .isInstanceOf(PamiException.class)
            .hasMessageContaining("a batch of 64 inputs")
            .hasMessageContaining("memory");
      }
    }
  }

  @Test
  void aModelOfTwoInputsIsRefusedNamingBoth() {
    byte[] bytes =
        TinyModels.empty()
            .input("left", DataType.FLOAT, FREE, 2)
            .input("right", DataType.FLOAT, FREE, 2)
            .node("Add", "left right", "sum")
            .output("sum", DataType.FLOAT, FREE, 2)
            .bytes();
    assertThatThrownBy(() -> OnnxModel.of("two.onnx", bytes, OnnxOptions.defaults()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("two.onnx has 2 inputs")
        .hasMessageContaining("'left', 'right'");
    assertThatThrownBy(
            () -> OnnxModel.of("two.onnx", bytes, OnnxOptions.defaults().withInput("left")))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("two.onnx needs 'right' besides 'left'");
  }

  @Test
  void anInputIsFoundByItsNameAndAWrongNameListsWhatThereIs() {
    byte[] bytes = TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, 8, 6).bytes();
    try (OnnxModel model =
        OnnxModel.of("tiny.onnx", bytes, OnnxOptions.defaults().withInput("picture"))) {
      assertThat(model.input().name()).isEqualTo("picture");
    }
    assertThatThrownBy(
            () -> OnnxModel.of("tiny.onnx", bytes, OnnxOptions.defaults().withInput("image")))
        .isInstanceOf(PamiException.class)
        .hasMessage("tiny.onnx has no input 'image': it has 'picture'");
  }

  @Test
  void anInputOfTokensOpensButCantBeShaped() {
    TinyModels tokens =
        TinyModels.empty()
            .input("tokens", DataType.INT64, FREE, 5)
            .cast("tokens", "numbers", DataType.FLOAT)
            .output("numbers", DataType.FLOAT, FREE, 5);
    try (OnnxModel model = open(tokens)) {
      assertThat(model.input())
          .isEqualTo(new TensorInfo("tokens", ElementType.INT64, List.of(-1, 5)));
      assertThatThrownBy(() -> model.shaped(5))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("'tokens' INT64 [?, 5] can't take [5]");
    }
  }

  @Test
  void anInputThatIsNoTensorOpensButCantBeShaped() {
    TypeProto list = TinyModels.sequence(TinyModels.tensor(DataType.FLOAT, FREE, 5));
    TinyModels sequence =
        TinyModels.empty()
            .input("list", list)
            .node("ConcatFromSequence", "list", "joined", TinyModels.attribute("axis", 0))
            .output("joined", DataType.FLOAT, FREE, 5);
    try (OnnxModel model = open(sequence)) {
      assertThat(model.input()).isEqualTo(new TensorInfo("list", ElementType.OTHER, List.of()));
      assertThatThrownBy(() -> model.shaped(5))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("'list'");
    }
  }
}
