package ai.pami.model;

/**
 * Memory that a model reads its inputs from, and the call that runs it. Used by one thread at a
 * time, except {@link #stop()}.
 *
 * @param <S> what one input is written into
 */
public interface Batch<S> extends AutoCloseable {
  /** How many inputs fit. */
  int capacity();

  /** Where input {@code index} is written; the same object at each call, keeping its content. */
  S slot(int index);

  /**
   * Runs the model on the inputs in slots 0..{@code count}-1.
   *
   * @param count 1..{@link #capacity()}
   * @return one output an input, valid until the next run or close
   * @throws ai.pami.PamiException if the model fails or answers with another shape than it should
   */
  Outputs run(int count);

  /**
   * Asks a run in progress on another thread to end early, with an exception there. Does nothing
   * where the model can't be interrupted.
   */
  default void stop() {}

  @Override
  void close();
}
