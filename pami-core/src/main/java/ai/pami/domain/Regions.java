package ai.pami.domain;

/**
 * Regions of one domain, asked for by number. Implementations may build a region at each call, so
 * that a hundred thousand windows need no memory.
 */
public interface Regions {
  /** The domain the regions lie in. */
  Domain domain();

  /** How many regions there are, at least 1. */
  int count();

  /**
   * The region of the given number.
   *
   * @param index 0..{@link #count()}-1
   * @throws IndexOutOfBoundsException if it is not
   */
  Region region(int index);
}
