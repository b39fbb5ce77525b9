package ai.pami.text;

import ai.pami.domain.Domain;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import java.util.Objects;

/**
 * Every so many elements in a row, from one element to the next: single words, pairs, threes, as in
 * PAMI's sliding-window strategy (Shi et al. 2023, section 3.2) on a text.
 */
public final class TextWindows implements Partitioner<Passage> {
  private static final double GOLDEN = 0.6180339887498949;

  /** How far from the golden ratio a step is looked for. */
  private static final int FURTHEST = 64;

  private final int length;

  private TextWindows(int length) {
    this.length = length;
  }

  /**
   * Windows of {@code length} elements; one of the whole text where it is shorter.
   *
   * @throws IllegalArgumentException if that is below 1
   */
  public static TextWindows of(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a window of %d words".formatted(length));
    }
    return new TextWindows(length);
  }

  @Override
  public String name() {
    return "windows(" + length + ")";
  }

  @Override
  public Regions partition(Passage passage) {
    return new Windows(passage.domain(), Math.min(length, passage.size()));
  }

  /** Numbered so that the first ones lie spread over the text, for runs that are stopped early. */
  private static final class Windows implements Regions {
    private final Domain domain;
    private final int length;
    private final int count;
    private final int step;

    Windows(Domain domain, int length) {
      this.domain = domain;
      this.length = length;
      this.count = domain.size() - length + 1;
      this.step = step(count);
    }

    /**
     * A step near the golden ratio of the count whose multiples visit all windows, none of the
     * first ones close to each other. They are close where the quotients of Euclid's algorithm on
     * step and count are large, so the step of the smallest ones is taken.
     */
    private static int step(int count) {
      int golden = (int) Math.round(GOLDEN * count);
      int best = 1;
      int least = Integer.MAX_VALUE;
      for (int away = 0; away <= FURTHEST; away++) {
        for (int step : new int[] {golden + away, golden - away}) {
          int quotient = step < 1 || step > count ? least : largestQuotient(count, step);
          if (quotient < least) {
            least = quotient;
            best = step;
          }
        }
      }
      return best;
    }

    /** The largest quotient of Euclid's algorithm; beyond all where there is a common divisor. */
    private static int largestQuotient(int a, int b) {
      int largest = 0;
      while (b > 0) {
        largest = Math.max(largest, a / b);
        int rest = a % b;
        a = b;
        b = rest;
      }
      return a == 1 ? largest : Integer.MAX_VALUE;
    }

    @Override
    public Domain domain() {
      return domain;
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public Region region(int index) {
      Objects.checkIndex(index, count);
      int start = (int) ((long) index * step % count);
      return Region.ofSpans(start, start + length);
    }
  }
}
