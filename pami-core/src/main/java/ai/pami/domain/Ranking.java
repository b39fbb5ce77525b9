package ai.pami.domain;

import java.util.Arrays;

/** An order of all elements of a domain. Immutable. */
public final class Ranking {
  private final int[] elements;
  private final Fingerprint fingerprint;

  private Ranking(int[] elements) {
    this.elements = elements;
    this.fingerprint = Fingerprint.of(elements.length % 2 == 0 ? elements : padded(elements));
  }

  private static int[] padded(int[] elements) {
    return Arrays.copyOf(elements, elements.length + 1);
  }

  /**
   * An order given element by element; copied.
   *
   * @param elements every number from 0 to their count less one, each once
   * @throws IllegalArgumentException if one is missing or there twice
   */
  public static Ranking of(int[] elements) {
    boolean[] seen = new boolean[elements.length];
    for (int element : elements) {
      if (element < 0 || element >= seen.length || seen[element]) {
        throw new IllegalArgumentException(
            "an order of %d elements holds %d twice or out of range"
                .formatted(elements.length, element));
      }
      seen[element] = true;
    }
    return new Ranking(elements.clone());
  }

  /**
   * The elements by descending value. Equal values stand in the order of their element numbers;
   * elements without a value (NaN) stand last.
   */
  public static Ranking descending(double[] values) {
    int[] order = new int[values.length];
    long[] keys = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      order[i] = i;
      keys[i] = key(values[i]);
    }
    // A radix sort by bytes: stable, so that ties keep their order, and several times faster than
    // comparing boxed numbers, which would be felt beside a curve of model calls.
    int[] next = new int[order.length];
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      int[] starts = new int[257];
      for (int element : order) {
        starts[digit(keys[element], shift) + 1]++;
      }
      for (int digit = 0; digit < 256; digit++) {
        starts[digit + 1] += starts[digit];
      }
      for (int element : order) {
        next[starts[digit(keys[element], shift)]++] = element;
      }
      int[] sorted = next;
      next = order;
      order = sorted;
    }
    return new Ranking(order);
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & 0xFF;
  }

  /** Ascends, unsigned, as values descend. */
  private static long key(double value) {
    if (Double.isNaN(value)) {
      return -1;
    }
    // -0.0 and 0.0 are one value; bits of negative numbers descend already.
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? bits : ~bits & Long.MAX_VALUE;
  }

  /** The number of elements. */
  public int size() {
    return elements.length;
  }

  /** The element at {@code rank}, 0 being the first. */
  public int element(int rank) {
    return elements[rank];
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }
}
