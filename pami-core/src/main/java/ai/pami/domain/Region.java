package ai.pami.domain;

import java.util.Arrays;

/**
 * A set of elements, held as ascending runs ("spans") of element numbers, so that a region costs
 * memory and time by its outline and not by the size of the domain.
 *
 * <p>Immutable. Two regions are equal when they hold the same elements.
 */
public final class Region implements Mask {
  private static final Region NONE = new Region(new int[0], 0);

  /** start, end (exclusive), start, end, ...: ascending, never empty, never touching. */
  private final int[] spans;

  private final int size;

  private Region(int[] spans, int size) {
    this.spans = spans;
    this.size = size;
  }

  /** The region without elements. */
  public static Region none() {
    return NONE;
  }

  /** Every element of {@code domain}. */
  public static Region all(Domain domain) {
    return new Region(new int[] {0, domain.size()}, domain.size());
  }

  /**
   * A region from its spans.
   *
   * @param startEnd pairs of a first element and the element after the last, ascending; spans may
   *     touch (they are joined) but not overlap
   * @throws IllegalArgumentException if a pair is empty, negative, overlaps or is out of order
   */
  public static Region ofSpans(int... startEnd) {
    if (startEnd.length % 2 != 0) {
      throw new IllegalArgumentException("spans come in pairs: " + startEnd.length + " numbers");
    }
    int[] joined = new int[startEnd.length];
    int n = 0;
    int size = 0;
    for (int i = 0; i < startEnd.length; i += 2) {
      int start = startEnd[i];
      int end = startEnd[i + 1];
      if (start < 0 || end <= start || (n > 0 && start < joined[n - 1])) {
        throw new IllegalArgumentException(
            "span [%d, %d) is empty, negative or out of order".formatted(start, end));
      }
      if (n > 0 && start == joined[n - 1]) {
        joined[n - 1] = end;
      } else {
        joined[n++] = start;
        joined[n++] = end;
      }
      size += end - start;
    }
    return n == 0 ? NONE : new Region(n == joined.length ? joined : Arrays.copyOf(joined, n), size);
  }

  /** For callers in this package that guarantee what {@link #ofSpans} checks. */
  static Region ofJoinedSpans(int[] spans, int size) {
    return new Region(spans, size);
  }

  /** The number of elements held. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The number of spans. */
  public int spanCount() {
    return spans.length / 2;
  }

  /** The first element of span {@code i}. */
  public int start(int i) {
    return spans[2 * i];
  }

  /** The element after the last of span {@code i}. */
  public int end(int i) {
    return spans[2 * i + 1];
  }

  /** Whether {@code element} belongs to this region. */
  public boolean contains(int element) {
    int at = Arrays.binarySearch(spans, element);
    return at >= 0 ? at % 2 == 0 : (-at - 1) % 2 == 1;
  }

  /** Whether all elements lie in {@code domain}. */
  @Override
  public boolean fits(Domain domain) {
    return spans.length == 0 || spans[spans.length - 1] <= domain.size();
  }

  /** 128 bits that stand for the elements held. Computed anew at each call. */
  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(spans);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Region that && Arrays.equals(spans, that.spans);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spans);
  }

  /** For messages: {@code 412 elements between 18 and 2077}. */
  @Override
  public String toString() {
    return isEmpty()
        ? "no elements"
        : "%d elements between %d and %d".formatted(size, spans[0], spans[spans.length - 1] - 1);
  }
}
