package ai.pami.model;

import java.util.OptionalInt;

/**
 * A model that answers batches of inputs. Thread-safe: several batches of one model may run at the
 * same time.
 *
 * @param <S> what one input is written into: for tensor models a {@link java.nio.ByteBuffer} that
 *     the model reads directly
 */
public interface Model<S> {
  /** The only batch size the model accepts, or empty if it takes any. */
  OptionalInt fixedBatchSize();

  /**
   * Memory for a batch of inputs.
   *
   * @param capacity inputs, at least 1; the {@link #fixedBatchSize()} if there is one
   * @throws ai.pami.PamiException if the model can't take such a batch
   */
  Batch<S> allocate(int capacity);
}
