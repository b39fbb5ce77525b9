package ai.pami.domain;

import java.util.Objects;

/**
 * Windows of one shape centred on a regular grid of a two-dimensional domain, as in PAMI's
 * sliding-window strategy (Shi et al. 2023, section 3.2). They overlap, and those at the border are
 * cut off by it.
 *
 * <p>Centres lie at 0, stride, 2 stride, ... along each axis. A rectangle at least as long as an
 * axis covers all of that axis and is placed there once.
 *
 * <p>Windows are numbered so that any number of the first ones lies spread over the whole domain: a
 * run that is stopped early still covers it. Windows are built when asked for; none is kept.
 */
public final class SlidingWindows implements Regions {
  private static final double GOLDEN = 0.6180339887498949;

  private final Domain domain;
  private final int[] halfWidths;
  private final int before;
  private final int rows;
  private final int columns;
  private final int strideY;
  private final int strideX;
  private final boolean wholeHeight;
  private final int step;

  /**
   * @param halfWidths for each window row from top to bottom, how far it reaches to the left and,
   *     in pairs, to the right of the centre column; {@code Integer.MAX_VALUE} for the whole width
   * @param before window rows above the centre row
   */
  private SlidingWindows(Domain domain, int[] halfWidths, int before, int strideY, int strideX) {
    int height = domain.extent(0);
    int width = domain.extent(1);
    this.domain = domain;
    this.halfWidths = halfWidths;
    this.before = before;
    this.strideY = strideY;
    this.strideX = strideX;
    this.wholeHeight = halfWidths.length == 2 && before < 0;
    boolean wholeWidth = halfWidths[0] == Integer.MAX_VALUE;
    this.rows = wholeHeight ? 1 : (height - 1) / strideY + 1;
    this.columns = wholeWidth ? 1 : (width - 1) / strideX + 1;
    Math.multiplyExact(rows, columns);
    this.step = coprimeStep(rows * columns);
  }

  /**
   * Discs: the elements with (dx^2 + dy^2) &lt;= radius^2 around each centre.
   *
   * @param domain a domain of two axes, {@code [height][width]}
   * @param radius in elements, at least 0
   * @param stride distance between neighbouring centres, at least 1
   * @throws IllegalArgumentException if the domain has not two axes or a number is out of range
   */
  public static SlidingWindows discs(Domain domain, int radius, int stride) {
    check(domain, radius >= 0 && radius < 1 << 15, "radius", radius);
    check(domain, stride >= 1, "stride", stride);
    int[] halfWidths = new int[2 * (2 * radius + 1)];
    for (int dy = -radius; dy <= radius; dy++) {
      int half = (int) Math.sqrt((double) radius * radius - (double) dy * dy);
      halfWidths[2 * (dy + radius)] = half;
      halfWidths[2 * (dy + radius) + 1] = half;
    }
    return new SlidingWindows(domain, halfWidths, radius, stride, stride);
  }

  /**
   * Rectangles, with the centre at the middle (for even lengths, just after it).
   *
   * @param domain a domain of two axes, {@code [height][width]}
   * @param height elements, at least 1; at or over the domain's height it means all of it
   * @param width elements, at least 1; at or over the domain's width it means all of it
   * @param strideY distance between the centres along the first axis, at least 1
   * @param strideX distance between the centres along the second axis, at least 1
   * @throws IllegalArgumentException if the domain has not two axes or a number is out of range
   */
  public static SlidingWindows rectangles(
      Domain domain, int height, int width, int strideY, int strideX) {
    check(domain, height >= 1, "height", height);
    check(domain, width >= 1, "width", width);
    check(domain, strideY >= 1, "stride", strideY);
    check(domain, strideX >= 1, "stride", strideX);
    boolean wholeHeight = height >= domain.extent(0);
    boolean wholeWidth = width >= domain.extent(1);
    int[] halfWidths = new int[wholeHeight ? 2 : 2 * height];
    for (int i = 0; i < halfWidths.length; i += 2) {
      halfWidths[i] = wholeWidth ? Integer.MAX_VALUE : width / 2;
      halfWidths[i + 1] = wholeWidth ? Integer.MAX_VALUE : (width - 1) / 2;
    }
    return new SlidingWindows(domain, halfWidths, wholeHeight ? -1 : height / 2, strideY, strideX);
  }

  private static void check(Domain domain, boolean fits, String what, int value) {
    if (domain.rank() != 2) {
      throw new IllegalArgumentException("windows need a domain of two axes, not " + domain);
    }
    if (!fits) {
      throw new IllegalArgumentException("a window's " + what + " can't be " + value);
    }
  }

  /** A step near the golden ratio of n that shares no factor with n, so that it visits all n. */
  private static int coprimeStep(int n) {
    int step = Math.max(1, (int) Math.round(n * GOLDEN));
    while (gcd(step, n) != 1) {
      step++;
    }
    return step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public int count() {
    return rows * columns;
  }

  @Override
  public Region region(int index) {
    Objects.checkIndex(index, count());
    int place = (int) ((long) index * step % count());
    int centreY = place / columns * strideY;
    int centreX = place % columns * strideX;
    int height = domain.extent(0);
    int width = domain.extent(1);
    int top = wholeHeight ? 0 : Math.max(0, centreY - before);
    int bottom =
        wholeHeight ? height : (int) Math.min(height, centreY - before + halfWidths.length / 2L);
    int[] spans = new int[2 * (bottom - top)];
    int n = 0;
    for (int y = top; y < bottom; y++) {
      int row = wholeHeight ? 0 : 2 * (y - centreY + before);
      int left = Math.max(0, centreX - halfWidths[row]);
      int right = (int) Math.min(width, centreX + halfWidths[row + 1] + 1L);
      spans[n++] = y * width + left;
      spans[n++] = y * width + right;
    }
    return Region.ofSpans(spans);
  }

  @Override
  public String toString() {
    return "%d windows over %s".formatted(count(), domain);
  }
}
