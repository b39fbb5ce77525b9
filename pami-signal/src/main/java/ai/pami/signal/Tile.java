package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import java.util.List;

/**
 * A rectangle of rows and times.
 *
 * @param top the first row
 * @param bottom the row after the last
 * @param from the first time
 * @param to the time after the last
 */
record Tile(int top, int bottom, int from, int to) {
  boolean isElement() {
    return bottom - top == 1 && to - from == 1;
  }

  /** Whether it is cut along time: where its share of all times is at least that of all rows. */
  private boolean isCutInTime(Domain domain) {
    double rows = (double) (bottom - top) / domain.extent(0);
    double times = (double) (to - from) / domain.extent(1);
    return to - from > 1 && (bottom - top == 1 || times >= rows);
  }

  /** Its two halves. */
  List<Tile> halves(Domain domain) {
    if (isCutInTime(domain)) {
      int cut = (from + to) / 2;
      return List.of(new Tile(top, bottom, from, cut), new Tile(top, bottom, cut, to));
    }
    int cut = (top + bottom) / 2;
    return List.of(new Tile(top, cut, from, to), new Tile(cut, bottom, from, to));
  }

  /** What is asked about: the halves and, along time, where there is room, one across the cut. */
  List<Tile> parts(Domain domain) {
    List<Tile> halves = halves(domain);
    if (!isCutInTime(domain) || to - from < 4) {
      return halves;
    }
    int quarter = (to - from) / 4;
    return List.of(
        halves.get(0), halves.get(1), new Tile(top, bottom, from + quarter, to - quarter));
  }

  Region region(Domain domain) {
    int width = domain.extent(1);
    int[] spans = new int[2 * (bottom - top)];
    for (int row = top, i = 0; row < bottom; row++) {
      spans[i++] = row * width + from;
      spans[i++] = row * width + to;
    }
    return Region.ofSpans(spans);
  }
}
