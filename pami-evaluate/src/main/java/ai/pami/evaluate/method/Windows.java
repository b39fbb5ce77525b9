package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import java.math.BigInteger;
import java.util.Objects;

/**
 * Square windows that lie inside the picture, from its top left corner on. Numbered so that any
 * number of the first ones lies spread over the picture.
 */
final class Windows implements Regions {
  private static final double GOLDEN = 0.6180339887498949;

  private final Domain domain;
  private final int window;
  private final int stride;
  private final boolean toTheEdge;
  private final int rows;
  private final int columns;
  private final int step;

  Windows(Domain domain, int window, int stride, boolean toTheEdge) {
    this.domain = domain;
    this.window = window;
    this.stride = stride;
    this.toTheEdge = toTheEdge;
    this.rows = places(domain.extent(0), window, stride, toTheEdge);
    this.columns = places(domain.extent(1), window, stride, toTheEdge);
    this.step = coprimeStep(Math.multiplyExact(rows, columns));
  }

  /** The windows of the smallest stride that are at most {@code most}; the fewest if none are. */
  static Windows atMost(long most, Domain domain, int window, boolean toTheEdge) {
    int largest = Math.max(1, Math.max(domain.extent(0), domain.extent(1)) - window);
    int stride = 1;
    while (stride < largest && count(domain, window, stride, toTheEdge) > most) {
      stride++;
    }
    return new Windows(domain, window, stride, toTheEdge);
  }

  private static long count(Domain domain, int window, int stride, boolean toTheEdge) {
    return (long) places(domain.extent(0), window, stride, toTheEdge)
        * places(domain.extent(1), window, stride, toTheEdge);
  }

  private static int places(int extent, int window, int stride, boolean toTheEdge) {
    int room = Math.max(0, extent - window);
    return room / stride + 1 + (toTheEdge && room % stride != 0 ? 1 : 0);
  }

  private static int coprimeStep(int n) {
    int step = Math.max(1, (int) Math.round(n * GOLDEN));
    while (!BigInteger.valueOf(step).gcd(BigInteger.valueOf(n)).equals(BigInteger.ONE)) {
      step++;
    }
    return step;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public int count() {
    return rows * columns;
  }

  int stride() {
    return stride;
  }

  @Override
  public Region region(int index) {
    Objects.checkIndex(index, count());
    int place = (int) ((long) index * step % count());
    int height = domain.extent(0);
    int width = domain.extent(1);
    int top = start(place / columns, height);
    int left = start(place % columns, width);
    int bottom = Math.min(height, top + window);
    int[] spans = new int[2 * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      spans[2 * (y - top)] = y * width + left;
      spans[2 * (y - top) + 1] = y * width + Math.min(width, left + window);
    }
    return Region.ofSpans(spans);
  }

  /** The last window is moved back to lie inside. */
  private int start(int place, int extent) {
    return (int) Math.min((long) place * stride, Math.max(0, extent - window));
  }

  @Override
  public String toString() {
    return "occlusion(window=%d, stride=%d%s)"
        .formatted(window, stride, toTheEdge ? "" : ", inside");
  }
}
