package ai.pami.domain;

import java.util.Arrays;
import java.util.stream.IntStream;

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
    // Ascending by the negative value, so that a stable sort keeps ties in element order.
    return new Ranking(
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(key(values[a]), key(values[b])))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  private static double key(double value) {
    // -0.0 and 0.0 are one value.
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : 0.0 - value;
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
