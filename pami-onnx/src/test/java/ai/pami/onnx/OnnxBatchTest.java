package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.number;
import static ai.pami.onnx.TinyModels.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Output;
import ai.pami.model.Outputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models run on what is written into a batch's slots. */
@Timeout(60)
class OnnxBatchTest {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;
  private static final int PIXELS = HEIGHT * WIDTH;

  private static OnnxModel open(TinyModels model) {
    return OnnxModel.of("tiny.onnx", model.bytes(), OnnxOptions.defaults());
  }

  private static TinyModels means(int batch) {
    return TinyModels.channelMeans(DataType.FLOAT, batch, 3, HEIGHT, WIDTH);
  }

  /** Writes whole numbers 0..255 and returns the mean of each channel, channels first. */
  private static double[] fill(ByteBuffer slot, ElementType type, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[3];
    for (int i = 0; i < 3 * PIXELS; i++) {
      int value = random.nextInt(256);
      type.write(slot, i, value);
      means[i / PIXELS] += (double) value / PIXELS;
    }
    return means;
  }

  private static void check(Output output, double[] expected) {
    assertThat(output.shape()).containsExactly(3);
    for (int c = 0; c < 3; c++) {
      assertThat(output.get(c)).isCloseTo(expected[c], within(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT16", "UINT8"})
  void readsEveryNumberType(ElementType type) {
    DataType onnx =
        switch (type) {
          case FLOAT16 -> DataType.FLOAT16;
          case UINT8 -> DataType.UINT8;
          default -> DataType.FLOAT;
        };
    try (OnnxModel model = open(TinyModels.channelMeans(onnx, FREE, 3, HEIGHT, WIDTH));
        Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(2)) {
      assertThat(model.input().type()).isEqualTo(type);
      double[] first = fill(batch.slot(0), type, 1);
      double[] second = fill(batch.slot(1), type, 2);
      Outputs outputs = batch.run(2);
      check(outputs.get(0), first);
      check(outputs.get(1), second);
    }
  }

  @Test
  void readsChannelsLast() {
    TinyModels channelsLast =
        new TinyModels()
            .input("image", DataType.FLOAT, FREE, HEIGHT, WIDTH, 3)
            .node("ReduceMean", "image", "means", numbers("axes", 1, 2), number("keepdims", 0))
            .output("means", DataType.FLOAT, FREE, 3);
    try (OnnxModel model = open(channelsLast);
        Batch<ByteBuffer> batch = model.shaped(HEIGHT, WIDTH, 3).allocate(1)) {
      for (int i = 0; i < 3 * PIXELS; i++) {
        batch.slot(0).putFloat(4 * i, i % 3);
      }
      check(batch.run(1).get(0), new double[] {0, 1, 2});
    }
  }

  @Test
  void runsAnyCountUpToItsCapacityAgainAndAgain() {
    try (OnnxModel model = open(means(FREE));
        Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(3)) {
      assertThat(model.shaped(3, HEIGHT, WIDTH).fixedBatchSize()).isEmpty();
      long seed = 0;
      for (int count : new int[] {1, 2, 3, 1, 3, 2, 2}) {
        double[][] expected = new double[count][];
        for (int i = 0; i < count; i++) {
          expected[i] = fill(batch.slot(i), ElementType.FLOAT32, seed++);
        }
        Outputs outputs = batch.run(count);
        assertThat(outputs.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
          check(outputs.get(i), expected[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void keepsToAFixedBatchSize(int fixed) {
    try (OnnxModel model = open(means(fixed))) {
      Model<ByteBuffer> shaped = model.shaped(3, HEIGHT, WIDTH);
      assertThat(shaped.fixedBatchSize()).hasValue(fixed);
      try (Batch<ByteBuffer> batch = shaped.allocate(fixed)) {
        double[] expected = fill(batch.slot(0), ElementType.FLOAT32, 7);
        Outputs outputs = batch.run(1);
        assertThat(outputs.count()).isEqualTo(1);
        check(outputs.get(0), expected);
      }
    }
  }

  @Test
  void takesAFreePictureSize() {
    try (OnnxModel model = open(TinyModels.channelMeans(DataType.FLOAT, FREE, 3, FREE, FREE));
        Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(1)) {
      double[] expected = fill(batch.slot(0), ElementType.FLOAT32, 3);
      check(batch.run(1).get(0), expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT16", "DOUBLE"})
  void readsScoresOfOtherNumberTypes(DataType type) {
    TinyModels converted =
        new TinyModels()
            .input("image", DataType.FLOAT, FREE, 3, HEIGHT, WIDTH)
            .node("ReduceMean", "image", "means", numbers("axes", 2, 3), number("keepdims", 0))
            .node("Cast", "means", "scores", number("to", type.getNumber()))
            .output("scores", type, FREE, 3);
    try (OnnxModel model = open(converted);
        Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(2)) {
      for (int plane = 0; plane < 6; plane++) {
        for (int i = 0; i < PIXELS; i++) {
          batch.slot(plane / 3).putFloat(4 * (plane % 3 * PIXELS + i), 0.5f * plane);
        }
      }
      for (int run = 0; run < 2; run++) {
        Outputs outputs = batch.run(2);
        check(outputs.get(0), new double[] {0, 0.5, 1});
        check(outputs.get(1), new double[] {1.5, 2, 2.5});
      }
    }
  }

  @Test
  void refusesAnswersThatCannotBeToldApart() {
    TinyModels mixed =
        new TinyModels()
            .input("image", DataType.FLOAT, FREE, 3, HEIGHT, WIDTH)
            .node("ReduceMean", "image", "all", numbers("axes", 0, 2, 3), number("keepdims", 0))
            .output("all", DataType.FLOAT, 3);
    try (OnnxModel model = open(mixed);
        Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(2)) {
      assertThatExceptionOfType(PamiException.class)
          .isThrownBy(() -> batch.run(2))
          .withMessageContaining("output 'all' has the shape [3] for 2 inputs");
    }
  }

  @Test
  void namesTheModelThatFails() {
    TinyModels failing =
        new TinyModels()
            .input("image", DataType.FLOAT, FREE, 3, HEIGHT, WIDTH)
            .constant("shape", -1, 7)
            .node("Reshape", List.of("image", "shape"), "sevens")
            .output("sevens", DataType.FLOAT, FREE, 7);
    try (OnnxModel model = open(failing);
        Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(1)) {
      assertThatExceptionOfType(PamiException.class)
          .isThrownBy(() -> batch.run(1))
          .withMessageStartingWith("tiny.onnx: ");
    }
  }

  @Test
  void severalBatchesOfOneModelRunAtTheSameTime() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try (OnnxModel model = open(means(FREE))) {
      List<Callable<Void>> callers = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        long seed = 1000L * caller;
        callers.add(
            () -> {
              try (Batch<ByteBuffer> batch = model.shaped(3, HEIGHT, WIDTH).allocate(2)) {
                for (int i = 0; i < 200; i++) {
                  double[] expected = fill(batch.slot(1), ElementType.FLOAT32, seed + i);
                  check(batch.run(2).get(1), expected);
                }
              }
              return null;
            });
      }
      for (Future<Void> caller : executor.invokeAll(callers)) {
        caller.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** Three products of large matrices, which take seconds. */
  private static TinyModels slow() {
    TinyModels slow = new TinyModels().input("m", DataType.FLOAT, FREE, 1800, 1800);
    String last = "m";
    for (int i = 0; i < 30; i++) {
      slow.node("MatMul", List.of(last, "m"), "m" + i);
      last = "m" + i;
    }
    return slow.node("ReduceMean", last, "mean", numbers("axes", 1, 2), number("keepdims", 0))
        .output("mean", DataType.FLOAT, FREE);
  }

  @Test
  void stopsARunInProgressAndRunsAgain() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (OnnxModel model = open(slow());
        Batch<ByteBuffer> batch = model.shaped(1800, 1800).allocate(1)) {
      CountDownLatch started = new CountDownLatch(1);
      Future<Outputs> run =
          executor.submit(
              () -> {
                started.countDown();
                return batch.run(1);
              });
      started.await();
      while (!run.isDone()) {
        batch.stop();
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
          .isThrownBy(run::get)
          .withCauseInstanceOf(PamiException.class);
      assertThat(batch.run(1).get(0).get(0)).isZero();
    } finally {
      executor.shutdownNow();
    }
  }
}
