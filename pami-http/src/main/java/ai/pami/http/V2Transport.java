package ai.pami.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The Open Inference Protocol's two questions. Thread-safe. */
interface V2Transport extends AutoCloseable {
  /** What the server tells of the model. */
  CompletableFuture<V2Model> metadata();

  /**
   * Runs the model.
   *
   * @param output the one wanted; empty for the first
   */
  CompletableFuture<V2Tensor> infer(List<V2Tensor> inputs, Optional<String> output);

  @Override
  void close();
}
