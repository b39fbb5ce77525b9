package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import ai.pami.model.TensorInfo;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OnnxFunctionTest {
  @TempDir private Path folder;

  /** Adds up tokens, types, factors and what words are worth, each in its own digits. */
  private static TinyModels sums() {
    return TinyModels.empty()
        .input("ids", DataType.INT64, FREE, FREE)
        .input("types", DataType.INT32, FREE, FREE)
        .input("factors", DataType.FLOAT, FREE, FREE)
        .input("words", DataType.STRING, FREE, FREE)
        .cast("ids", "a", DataType.FLOAT)
        .cast("types", "b", DataType.FLOAT)
        .node(
            "ai.onnx.ml.LabelEncoder",
            "words",
            "c",
            strings("keys_strings", "good", "größer"),
            floats("values_floats", 1000, 2000),
            AttributeProto.newBuilder()
                .setName("default_float")
                .setType(AttributeType.FLOAT)
                .setF(-1000)
                .build())
        .node("Mul", "b ten", "tens")
        .constant("ten", new float[] {10}, 1)
        .node("Sum", "a tens factors c", "sum")
        .output("sum", DataType.FLOAT, FREE, FREE)
        .cast("sum", "doubles", DataType.DOUBLE)
        .output("doubles", DataType.DOUBLE, FREE, FREE)
        .cast("factors", "halves", DataType.FLOAT16)
        .output("halves", DataType.FLOAT16, FREE, FREE)
        .cast("sum", "whole", DataType.INT64)
        .output("whole", DataType.INT64, FREE, FREE);
  }

  private static AttributeProto strings(String name, String... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.STRINGS);
    for (String value : values) {
      attribute.addStrings(ByteString.copyFromUtf8(value));
    }
    return attribute.build();
  }

  private static AttributeProto floats(String name, float... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  private static OnnxFunction open() {
    return OnnxFunction.of("tiny.onnx", sums().bytes());
  }

  private static Map<String, Tensor> inputs() {
    return Map.of(
        "ids", Tensor.of(new long[] {1, 2, 3}, 1, 3),
        "types", Tensor.of(new long[] {4, 5, -6}, 1, 3),
        "factors", Tensor.of(new float[] {0.5f, 0.25f, -0.125f}, 1, 3),
        "words", Tensor.of(new String[] {"good", "größer", "我"}, 1, 3));
  }

  private static Map<String, Tensor> with(UnaryOperator<Map<String, Tensor>> change) {
    return change.apply(new HashMap<>(inputs()));
  }

  private static Map<String, Tensor> with(String name, Tensor tensor) {
    return with(
        given -> {
          given.put(name, tensor);
          return given;
        });
  }

  @Test
  void aFunctionSaysWhatItTakesAndAnswers() {
    try (OnnxFunction function = open()) {
      assertThat(function.name()).isEqualTo("tiny.onnx");
      assertThat(function).hasToString("tiny.onnx");
      assertThat(function.inputs())
          .containsExactly(
              new TensorInfo("ids", ElementType.INT64, List.of(-1, -1)),
              new TensorInfo("types", ElementType.INT32, List.of(-1, -1)),
              new TensorInfo("factors", ElementType.FLOAT32, List.of(-1, -1)),
              new TensorInfo("words", ElementType.STRING, List.of(-1, -1)));
      assertThat(function.outputs())
          .extracting(TensorInfo::name)
          .containsExactly("sum", "doubles", "halves", "whole");
      assertThat(function.provenance())
          .containsEntry("model", "tiny.onnx")
          .containsKeys("model_sha256", "runtime");
    }
  }

  @Test
  void everyKindOfInputArrivesUnderItsName() {
    try (OnnxFunction function = open()) {
      Tensor sum = function.run(inputs(), "sum");
      assertThat(sum.shape()).containsExactly(1, 3);
      assertThat(sum.floats()).containsExactly(1041.5f, 2052.25f, -1057.125f);
    }
  }

  @Test
  void doublesAndHalvesAreAnsweredInSinglePrecision() {
    try (OnnxFunction function = open()) {
      assertThat(function.run(inputs(), "doubles").floats())
          .containsExactly(1041.5f, 2052.25f, -1057.125f);
      Tensor halves = function.run(inputs(), "halves");
      assertThat(halves.type()).isEqualTo(ElementType.FLOAT32);
      assertThat(halves.shape()).containsExactly(1, 3);
      assertThat(halves.floats()).containsExactly(0.5f, 0.25f, -0.125f);
    }
  }

  @Test
  void inputsMayBeOfAnySizeFromRunToRun() {
    try (OnnxFunction function = open()) {
      for (int n : new int[] {1, 7, 2}) {
        Map<String, Tensor> inputs =
            Map.of(
                "ids", Tensor.of(new long[n], n, 1),
                "types", Tensor.of(new long[n], n, 1),
                "factors", Tensor.of(new float[n], n, 1),
                "words", Tensor.of("good ".repeat(n).split(" "), n, 1));
        Tensor sum = function.run(inputs, "sum");
        assertThat(sum.shape()).containsExactly(n, 1);
        assertThat(sum.floats()).hasSize(n).containsOnly(1000f);
      }
    }
  }

  @Test
  void aMissingInputIsNamedWithAllThatAreNeeded() {
    Map<String, Tensor> less =
        with(
            given -> {
              given.remove("types");
              return given;
            });
    try (OnnxFunction function = open()) {
      assertThatThrownBy(() -> function.run(less, "sum"))
          .isInstanceOf(PamiException.class)
          .hasMessageStartingWith(
              "tiny.onnx needs the inputs 'ids', 'types', 'factors', 'words', but was given ")
          .message()
          .doesNotMatch(".*but was given.*types.*");
    }
  }

  @Test
  void anUnknownInputIsNamed() {
    Map<String, Tensor> more = with("mask", Tensor.of(new long[] {1, 1, 1}, 1, 3));
    try (OnnxFunction function = open()) {
      assertThatThrownBy(() -> function.run(more, "sum"))
          .isInstanceOf(PamiException.class)
          .hasMessageMatching("tiny.onnx needs .* but was given .*'mask'.*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ids, FLOAT32, INT64",
    "ids, STRING, INT64",
    "types, FLOAT32, INT32",
    "factors, INT64, FLOAT32",
    "words, INT64, STRING",
    "words, FLOAT32, STRING"
  })
  void anInputOfTheWrongTypeIsNamed(String name, ElementType type, ElementType needed) {
    Tensor wrong =
        switch (type) {
          case FLOAT32 -> Tensor.of(new float[3], 1, 3);
          case INT64 -> Tensor.of(new long[3], 1, 3);
          default -> Tensor.of(new String[] {"a", "b", "c"}, 1, 3);
        };
    try (OnnxFunction function = open()) {
      assertThatThrownBy(() -> function.run(with(name, wrong), "sum"))
          .isInstanceOf(PamiException.class)
          .hasMessage(
              "tiny.onnx: the input '%s' %s [?, ?] can't take %s [1, 3]"
                  .formatted(name, needed, type));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L, Long.MAX_VALUE})
  void aNumberThatDoesNotFitIsNamed(long number) {
    Tensor large = Tensor.of(new long[] {0, 1, number}, 1, 3);
    try (OnnxFunction function = open()) {
      assertThatThrownBy(() -> function.run(with("types", large), "sum"))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx: the input 'types' INT32")
          .hasMessageContaining(Long.toString(number));
    }
  }

  @Test
  void anInputOfTheWrongShapeIsNamed() {
    try (OnnxFunction function = open()) {
      assertThatThrownBy(() -> function.run(with("ids", Tensor.of(new long[3], 3)), "sum"))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx")
          .hasMessageContaining("ids");
      assertThatThrownBy(() -> function.run(with("ids", Tensor.of(new long[2], 1, 2)), "sum"))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx");
      // A run that failed leaves the function as it was.
      assertThat(function.run(inputs(), "sum").floats()[0]).isEqualTo(1041.5f);
    }
  }

  @Test
  void anUnknownOutputListsWhatThereIs() {
    try (OnnxFunction function = open()) {
      assertThatThrownBy(() -> function.run(inputs(), "logits"))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx has no output 'logits'")
          .hasMessageContaining("'sum', 'doubles', 'halves', 'whole'");
      assertThatThrownBy(() -> function.run(inputs(), "whole"))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("'whole' holds no scores");
    }
  }

  @Test
  void aClosedFunctionSaysThatItIsClosed() {
    OnnxFunction function = open();
    function.run(inputs(), "sum");
    function.close();
    function.close();
    assertThatThrownBy(() -> function.run(inputs(), "sum"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tiny.onnx is closed");
  }

  @Test
  void severalThreadsRunOneFunction() throws InterruptedException {
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    try (OnnxFunction function = open()) {
      Thread[] threads = new Thread[4];
      for (int t = 0; t < threads.length; t++) {
        int number = t;
        threads[t] =
            new Thread(
                () -> {
                  Map<String, Tensor> own = with("ids", Tensor.of(new long[] {number, 2, 3}, 1, 3));
                  for (int i = 0; i < 100; i++) {
                    float found = function.run(own, "sum").floats()[0];
                    if (found != 1040.5f + number) {
                      wrong.add(number + ": " + found);
                    }
                  }
                });
        threads[t].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aFunctionOpensFromAFileAndAMissingOrBrokenOneIsNamed() throws IOException {
    try (OnnxFunction function = OnnxFunction.open(sums().write(folder, "sums.onnx"))) {
      assertThat(function.name()).isEqualTo("sums.onnx");
      assertThat(function.run(inputs(), "sum").floats()[0]).isEqualTo(1041.5f);
    }
    Path missing = folder.resolve("missing.onnx");
    assertThatThrownBy(() -> OnnxFunction.open(missing))
        .isInstanceOf(PamiException.class)
        .hasMessage("model not found: " + missing);
    Path broken = Files.write(folder.resolve("broken.onnx"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> OnnxFunction.open(broken))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("broken.onnx");
  }
}
