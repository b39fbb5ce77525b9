package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping and closing, in any order and from any thread. */
@Timeout(60)
class OnnxLifeTest {
  private static final float HOURS = 2e9f;

  private static OnnxModel open(TinyModels model) {
    return OnnxModel.of("tiny.onnx", model.bytes(), OnnxOptions.defaults());
  }

  /** Counts to the input, one by one, so that the input says how long a run takes. */
  private static TinyModels counting() {
    TinyModels body =
        TinyModels.empty()
            .input("turn", DataType.INT64)
            .input("more", DataType.BOOL)
            .input("so_far", DataType.FLOAT, FREE, 1)
            .node("Identity", "more", "go_on")
            .constant("step", new float[] {1}, 1)
            .node("Add", "so_far step", "next")
            .output("go_on", DataType.BOOL)
            .output("next", DataType.FLOAT, FREE, 1);
    return TinyModels.empty()
        .input("x", DataType.FLOAT, FREE, 1)
        .node("ReduceMax", "x", "most", attribute("keepdims", 0))
        .cast("most", "turns", DataType.INT64)
        .node("Sub", "x x", "zero")
        .constant("yes", new long[] {1})
        .cast("yes", "start", DataType.BOOL)
        .node("Loop", "turns start zero", "count", attribute("body", body))
        .output("count", DataType.FLOAT, FREE, 1);
  }

  private static Questions countTo(float number) {
    return Questions.of(ElementType.FLOAT32, new float[] {number});
  }

  /** Stops the batch until the run has ended, as a stop before the run's begin is not heard. */
  private static Throwable stopped(Batch<ByteBuffer> batch, CompletableFuture<?> run)
      throws Exception {
    while (true) {
      batch.stop();
      try {
        run.get(5, TimeUnit.MILLISECONDS);
        throw new AssertionError("the run came to its end");
      } catch (TimeoutException e) {
        // Not yet.
      } catch (ExecutionException e) {
        return e.getCause();
      }
    }
  }

  @Test
  void aLongRunIsStoppedFromAnotherThreadAndTheBatchGoesOn() throws Exception {
    try (OnnxModel model = open(counting());
        Batch<ByteBuffer> batch = model.shaped(1).allocate(1)) {
      for (int round = 0; round < 3; round++) {
        var run = CompletableFuture.supplyAsync(() -> countTo(HOURS).ask(batch));
        assertThat(stopped(batch, run))
            .isInstanceOf(PamiException.class)
            .hasMessageStartingWith("tiny.onnx: ");
        assertThat(countTo(7).ask(batch)).isDeepEqualTo(new float[][] {{7}});
        assertThat(countTo(9).ask(batch)).isDeepEqualTo(new float[][] {{9}});
      }
    }
  }

  @Test
  void stoppingOneBatchLeavesTheOthersOfTheModelAlone() throws Exception {
    try (OnnxModel model = open(counting());
        Batch<ByteBuffer> stopped = model.shaped(1).allocate(1);
        Batch<ByteBuffer> other = model.shaped(1).allocate(1)) {
      var run = CompletableFuture.supplyAsync(() -> countTo(HOURS).ask(stopped));
      assertThat(countTo(5).ask(other)).isDeepEqualTo(new float[][] {{5}});
      assertThat(stopped(stopped, run)).isInstanceOf(PamiException.class);
      assertThat(countTo(6).ask(other)).isDeepEqualTo(new float[][] {{6}});
    }
  }

  @Test
  void aStopBetweenRunsIsForgotten() {
    try (OnnxModel model = open(counting());
        Batch<ByteBuffer> batch = model.shaped(1).allocate(1)) {
      batch.stop();
      assertThat(countTo(5).ask(batch)).isDeepEqualTo(new float[][] {{5}});
    }
  }

  @Test
  void closingTwiceIsClosingOnce() {
    OnnxModel model = open(counting());
    Batch<ByteBuffer> batch = model.shaped(1).allocate(1);
    countTo(3).ask(batch);
    countTo(3).ask(batch);
    batch.close();
    batch.close();
    model.close();
    model.close();
  }

  @Test
  void aClosedBatchSaysThatItIsClosed() {
    try (OnnxModel model = open(counting())) {
      Batch<ByteBuffer> fresh = model.shaped(1).allocate(1);
      fresh.close();
      assertThatThrownBy(() -> fresh.run(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      Batch<ByteBuffer> used = model.shaped(1).allocate(1);
      countTo(3).ask(used);
      countTo(3).ask(used);
      used.close();
      assertThatThrownBy(() -> used.run(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      used.stop();
    }
  }

  @Test
  void aClosedModelSaysThatItIsClosed() {
    OnnxModel model = open(counting());
    Batch<ByteBuffer> fresh = model.shaped(1).allocate(1);
    Batch<ByteBuffer> used = model.shaped(1).allocate(1);
    countTo(3).ask(used);
    model.close();
    for (Batch<ByteBuffer> batch : List.of(fresh, used)) {
      assertThatThrownBy(() -> batch.run(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("tiny.onnx is closed");
      batch.close();
    }
  }

  /** Freeing a session under a run would end the whole process. */
  @Test
  void closingAModelWaitsForItsRuns() throws Exception {
    OnnxModel model = open(counting());
    Batch<ByteBuffer> batch = model.shaped(1).allocate(1);
    countTo(3).ask(batch);
    var run = CompletableFuture.supplyAsync(() -> countTo(5e5f).ask(batch));
    Thread.sleep(50);
    model.close();
    try {
      assertThat(run.get()).isDeepEqualTo(new float[][] {{5e5f}});
    } catch (ExecutionException e) {
      // The close came first.
      assertThat(e).hasRootCauseMessage("tiny.onnx is closed");
    }
    batch.close();
  }
}
