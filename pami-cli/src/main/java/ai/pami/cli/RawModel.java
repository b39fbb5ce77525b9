package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.Model;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The bare model on inputs that are there already: no composing, no scores, only calls. What an
 * explanation's time is measured against.
 */
final class RawModel implements AutoCloseable {
  private final String description;
  private final ExecutorService executor;
  private final List<Batch<ByteBuffer>> batches = new ArrayList<>();

  /**
   * @param callers threads that call the model at the same time
   * @param batch inputs a call
   * @param inputs what is asked, again and again
   */
  RawModel(
      String description, Model<ByteBuffer> model, int callers, int batch, List<byte[]> inputs) {
    this.description = description;
    this.executor = Executors.newFixedThreadPool(callers);
    for (int c = 0; c < callers; c++) {
      Batch<ByteBuffer> memory = model.allocate(batch);
      for (int i = 0; i < batch; i++) {
        memory.slot(i).put(0, inputs.get((c * batch + i) % inputs.size()));
      }
      batches.add(memory);
    }
  }

  /** Seconds for at least {@code count} inputs, and no more than the last batches round up to. */
  double seconds(long count) {
    long from = System.nanoTime();
    List<Callable<Void>> calls = new ArrayList<>();
    for (int c = 0; c < batches.size(); c++) {
      long share = count / batches.size() + (c < count % batches.size() ? 1 : 0);
      Batch<ByteBuffer> batch = batches.get(c);
      calls.add(
          () -> {
            for (long done = 0; done < share; done += batch.capacity()) {
              batch.run((int) Math.min(batch.capacity(), Math.max(1, share - done)));
            }
            return null;
          });
    }
    try {
      for (Future<Void> call : executor.invokeAll(calls)) {
        call.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PamiException("interrupted", e);
    } catch (ExecutionException e) {
      throw new PamiException("the model failed: " + e.getCause().getMessage(), e);
    }
    return (System.nanoTime() - from) / 1e9;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    batches.forEach(Batch::close);
  }

  @Override
  public String toString() {
    return description;
  }
}
