package ai.pami.domain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * A label map: disjoint regions that together cover the domain. Made by a partitioner
 * (super-pixels, a grid, sentences) or by the user.
 */
public final class Partition implements Regions {
  private final Domain domain;
  private final int[] labels;
  private final int[] sizes;

  /** Region i's spans are {@code spans[2*from[i]] .. spans[2*from[i+1]-1]}. */
  private final int[] spans;

  private final int[] from;

  /** Where elements of one region in a row begin, of whatever region; the domain's size last. */
  private final int[] starts;

  private Partition(Domain domain, int[] labels, int count) {
    this.domain = domain;
    this.labels = labels;
    this.sizes = new int[count];
    this.from = new int[count + 1];
    int n = labels.length;
    for (int i = 0; i < n; i++) {
      sizes[labels[i]]++;
      if (i == 0 || labels[i] != labels[i - 1]) {
        from[labels[i] + 1]++;
      }
    }
    for (int i = 0; i < count; i++) {
      from[i + 1] += from[i];
    }
    spans = new int[2 * from[count]];
    starts = new int[from[count] + 1];
    int[] next = Arrays.copyOf(from, count);
    for (int run = 0; run < from[count]; run++) {
      int start = starts[run];
      int end = start + 1;
      while (end < n && labels[end] == labels[start]) {
        end++;
      }
      int at = 2 * next[labels[start]]++;
      spans[at] = start;
      spans[at + 1] = end;
      starts[run + 1] = end;
    }
  }

  /**
   * A partition from one label an element.
   *
   * <p>Labels may be any numbers; regions are numbered 0.. in ascending order of their label. A
   * label's elements need not be connected.
   *
   * @param labels {@code domain.size()} labels in element order; copied
   * @throws IllegalArgumentException if the number of labels is not the domain's size
   */
  public static Partition of(Domain domain, int[] labels) {
    Objects.requireNonNull(domain, "domain");
    if (labels.length != domain.size()) {
      throw new IllegalArgumentException(
          "%d labels for a domain of %s (%d elements)"
              .formatted(labels.length, domain, domain.size()));
    }
    int min = labels[0];
    int max = labels[0];
    for (int label : labels) {
      min = Math.min(min, label);
      max = Math.max(max, label);
    }
    long range = (long) max - min + 1;
    int[] distinct =
        range <= 4L * labels.length + 1024
            ? distinctByTable(labels, min, (int) range)
            : Arrays.stream(labels).sorted().distinct().toArray();
    int[] dense = new int[labels.length];
    for (int i = 0, last = -1; i < labels.length; i++) {
      last = i > 0 && labels[i] == labels[i - 1] ? last : Arrays.binarySearch(distinct, labels[i]);
      dense[i] = last;
    }
    return new Partition(domain, dense, distinct.length);
  }

  private static int[] distinctByTable(int[] labels, int min, int range) {
    boolean[] used = new boolean[range];
    int count = 0;
    for (int label : labels) {
      if (!used[label - min]) {
        used[label - min] = true;
        count++;
      }
    }
    int[] distinct = new int[count];
    for (int i = 0, n = 0; i < range; i++) {
      if (used[i]) {
        distinct[n++] = i + min;
      }
    }
    return distinct;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public int count() {
    return sizes.length;
  }

  @Override
  public Region region(int index) {
    Objects.checkIndex(index, sizes.length);
    return Region.ofJoinedSpans(
        Arrays.copyOfRange(spans, 2 * from[index], 2 * from[index + 1]), sizes[index]);
  }

  /**
   * All elements of some of the regions as one region.
   *
   * @param regions the regions' numbers
   * @throws IndexOutOfBoundsException if there is none of a number
   */
  public Region union(BitSet regions) {
    Objects.checkIndex(Math.max(0, regions.length() - 1), sizes.length);
    int size = regions.stream().map(region -> sizes[region]).sum();
    int[] joined =
        new int[2 * regions.stream().map(region -> from[region + 1] - from[region]).sum()];
    int n = 0;
    for (int run = 0; run + 1 < starts.length; run++) {
      if (regions.get(labels[starts[run]])) {
        joined[n++] = starts[run];
        while (run + 2 < starts.length && regions.get(labels[starts[run + 1]])) {
          run++;
        }
        joined[n++] = starts[run + 1];
      }
    }
    return Region.ofJoinedSpans(Arrays.copyOf(joined, n), size);
  }

  /** The number, 0..{@link #count()}-1, of the region that holds {@code element}. */
  public int regionOf(int element) {
    return labels[element];
  }

  /** Every element's region number, {@code [domain.size()]}, a copy. */
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition that
        && domain.equals(that.domain)
        && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "%d regions over %s".formatted(count(), domain);
  }
}
