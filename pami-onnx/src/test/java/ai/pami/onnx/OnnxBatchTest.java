package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OnnxBatchTest {
  private static final int NUMBERS = 12;

  private static OnnxModel open(TinyModels model) {
    return OnnxModel.of("tiny.onnx", model.bytes(), OnnxOptions.defaults());
  }

  /** Answers twice the input. */
  private static TinyModels twice() {
    return TinyModels.empty()
        .input("x", DataType.FLOAT, FREE, NUMBERS)
        .node("Add", "x x", "twice")
        .output("twice", DataType.FLOAT, FREE, NUMBERS);
  }

  private static float[] twice(float[] input) {
    float[] twice = new float[input.length];
    for (int i = 0; i < input.length; i++) {
      twice[i] = 2 * input[i];
    }
    return twice;
  }

  private static void assertTwice(Questions questions, float[][] answers) {
    for (int i = 0; i < answers.length; i++) {
      assertThat(answers[i]).isEqualTo(twice(questions.input(i)));
    }
  }

  @Test
  void aBatchAnswersEveryTimeWhateverTheNumberOfInputsBefore() {
    Questions questions = Questions.wholeNumbers(ElementType.FLOAT32, 30, NUMBERS);
    try (OnnxModel model = open(twice());
        Batch<ByteBuffer> batch = model.shaped(NUMBERS).allocate(3)) {
      int from = 0;
      for (int count : new int[] {1, 2, 3, 1, 1, 3, 2, 2, 3, 3, 1}) {
        questions.fill(batch, from, count);
        Outputs outputs = batch.run(count);
        assertThat(outputs.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
          assertThat(outputs.get(i).toArray()).isEqualTo(twice(questions.input(from + i)));
        }
        from += count;
      }
    }
  }

  @Test
  void aFixedBatchAnswersFewerInputsThanItHolds() {
    TinyModels fixed =
        TinyModels.empty()
            .input("x", DataType.FLOAT, 4, NUMBERS)
            .node("Add", "x x", "twice")
            .output("twice", DataType.FLOAT, 4, NUMBERS);
    Questions questions = Questions.wholeNumbers(ElementType.FLOAT32, 10, NUMBERS);
    try (OnnxModel model = open(fixed);
        Batch<ByteBuffer> batch = model.shaped(NUMBERS).allocate(4)) {
      for (int count : new int[] {1, 4, 3, 2}) {
        questions.fill(batch, count, count);
        Outputs outputs = batch.run(count);
        assertThat(outputs.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
          assertThat(outputs.get(i).toArray()).isEqualTo(twice(questions.input(count + i)));
        }
      }
    }
  }

  /** A small network: convolution, sums over the picture, classes. */
  private static TinyModels network() {
    return TinyModels.empty()
        .input("picture", DataType.FLOAT, FREE, 3, 16, 16)
        .constant("filters", randoms(8 * 3 * 3 * 3), 8, 3, 3, 3)
        .node("Conv", "picture filters", "features")
        .node("Relu", "features", "active")
        .node("GlobalAveragePool", "active", "pooled")
        .node("Flatten", "pooled", "flat")
        .constant("weights", randoms(8 * 10), 8, 10)
        .node("MatMul", "flat weights", "logits")
        .node("Softmax", "logits", "probabilities")
        .output("probabilities", DataType.FLOAT, FREE, 10);
  }

  private static float[] randoms(int count) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void answersAreTheSameBitsForAllBatchSizesAndThreads(int threadsPerCall) {
    Questions questions = Questions.fractions(24, 3 * 16 * 16);
    float[][] reference;
    try (OnnxModel model = open(network())) {
      reference = questions.ask(model.shaped(3, 16, 16), 1);
    }
    OnnxOptions options = OnnxOptions.defaults().withThreadsPerCall(threadsPerCall);
    try (OnnxModel model = OnnxModel.of("tiny.onnx", network().bytes(), options)) {
      for (int batch : new int[] {1, 2, 3, 8, 24}) {
        assertThat(questions.ask(model.shaped(3, 16, 16), batch)).isDeepEqualTo(reference);
      }
    }
  }

  @Test
  void severalBatchesOfOneModelRunAtTheSameTime() throws Exception {
    Questions questions = Questions.wholeNumbers(ElementType.FLOAT32, 200, NUMBERS);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try (OnnxModel model = open(twice())) {
      Model<ByteBuffer> shaped = model.shaped(NUMBERS);
      List<Callable<float[][]>> tasks = new ArrayList<>();
      for (int batch = 1; batch <= 8; batch++) {
        int size = batch;
        tasks.add(() -> questions.ask(shaped, size));
      }
      for (Future<float[][]> answers : executor.invokeAll(tasks)) {
        assertTwice(questions, answers.get());
      }
    } finally {
      executor.shutdown();
      assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Looks up the input, as a number, in a list of three. */
  private static TinyModels lookUp() {
    return TinyModels.empty()
        .input("x", DataType.FLOAT, FREE, 2)
        .cast("x", "index", DataType.INT64)
        .constant("list", new float[] {10, 20, 30}, 3)
        .node("Gather", "list index", "found")
        .output("found", DataType.FLOAT, FREE, 2);
  }

  @Test
  void aFailureNamesTheModelAndTheBatchGoesOn() {
    Questions good = Questions.of(ElementType.FLOAT32, new float[] {0, 2});
    Questions bad = Questions.of(ElementType.FLOAT32, new float[] {1, 3});
    try (OnnxModel model = open(lookUp());
        Batch<ByteBuffer> batch = model.shaped(2).allocate(2)) {
      for (int round = 0; round < 3; round++) {
        assertThatThrownBy(() -> bad.ask(batch))
            .isInstanceOf(PamiException.class)
            .hasMessageStartingWith("tiny.onnx: ")
            .hasMessageContaining("Gather");
        assertThat(good.ask(batch)).isDeepEqualTo(new float[][] {{10, 30}});
      }
    }
  }

  /** A model that answers with its input, as many times as its largest number says. */
  @Test
  void anOutputThatChangesItsShapeFromRunToRunFails() {
    TinyModels model =
        TinyModels.empty()
            .input("x", DataType.FLOAT, FREE, 2)
            .node("ReduceMax", "x", "most", attribute("keepdims", 0))
            .cast("most", "count", DataType.INT64)
            .constant("one", new long[] {1}, 1)
            .node("Reshape", "count one", "length")
            .node("Concat", "one length", "repeats", attribute("axis", 0))
            .node("Tile", "x repeats", "y")
            .output("y", DataType.FLOAT, FREE, FREE);
    try (OnnxModel opened = open(model);
        Batch<ByteBuffer> batch = opened.shaped(2).allocate(1)) {
      Questions twoTimes = Questions.of(ElementType.FLOAT32, new float[] {1, 2});
      assertThat(twoTimes.ask(batch)).isDeepEqualTo(new float[][] {{1, 2, 1, 2}});
      assertThatThrownBy(() -> Questions.of(ElementType.FLOAT32, new float[] {1, 3}).ask(batch))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("tiny.onnx");
      assertThat(twoTimes.ask(batch)).isDeepEqualTo(new float[][] {{1, 2, 1, 2}});
    }
  }

  @Test
  void anOutputThatChangesItsShapeWithTheBatchFails() {
    TinyModels model =
        TinyModels.empty()
            .input("x", DataType.FLOAT, FREE, 2)
            .node("Transpose", "x", "turned")
            .node("MatMul", "x turned", "products")
            .output("products", DataType.FLOAT, FREE, FREE);
    try (OnnxModel opened = open(model);
        Batch<ByteBuffer> batch = opened.shaped(2).allocate(2)) {
      assertThat(batch.run(1).count()).isEqualTo(1);
      assertThatThrownBy(() -> batch.run(2))
          .isInstanceOf(PamiException.class)
          .hasMessage("tiny.onnx: output 'products' changed its shape from [1] to [2]");
    }
  }

  /** 1.6 GB in all: more than there is if memory stays behind. */
  @Test
  void closedModelsAndBatchesLeaveNothingBehind() {
    byte[] bytes = TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 1, FREE, FREE).bytes();
    for (int i = 0; i < 200; i++) {
      try (OnnxModel model = OnnxModel.of("tiny.onnx", bytes, OnnxOptions.defaults());
          Batch<ByteBuffer> batch = model.shaped(1, 1024, 1024).allocate(2)) {
        batch.slot(0).putFloat(0, 1 << 20);
        assertThat(batch.run(1).get(0).get(0)).isEqualTo(1);
      }
    }
  }
}
