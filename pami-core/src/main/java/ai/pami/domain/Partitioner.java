package ai.pami.domain;

/**
 * Cuts an input up: sliding windows, super-pixels, words. The result depends on the input alone, so
 * equal inputs give equal regions.
 *
 * @param <I> the kind of input
 */
public interface Partitioner<I> {
  /** What it is, with its parameters, for records: {@code slic(segments=30)}. */
  String name();

  /**
   * The regions of {@code input}.
   *
   * @throws ai.pami.PamiException if the input can't be cut up this way
   */
  Regions partition(I input);
}
