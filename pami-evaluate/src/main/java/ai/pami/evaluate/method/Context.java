package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Disjoint rectangles that are shown together, held as one more than another context, so that a
 * deep tree of them stays small.
 */
record Context(Optional<Context> others, Optional<Rectangle> last) {
  /** Nothing is shown. */
  static final Context EMPTY = new Context(Optional.empty(), Optional.empty());

  Context and(Rectangle rectangle) {
    return new Context(Optional.of(this), Optional.of(rectangle));
  }

  /** All pixels of the rectangles. */
  Region region(Domain domain) {
    record Span(int start, int end) {}
    List<Span> spans = new ArrayList<>();
    int width = domain.extent(1);
    for (Context c = this; c.last.isPresent(); c = c.others.orElse(EMPTY)) {
      Rectangle r = c.last.get();
      for (int y = r.top(); y < r.bottom(); y++) {
        spans.add(new Span(y * width + r.left(), y * width + r.right()));
      }
    }
    spans.sort(Comparator.comparingInt(Span::start));
    int[] startEnd = new int[2 * spans.size()];
    for (int i = 0; i < spans.size(); i++) {
      startEnd[2 * i] = spans.get(i).start();
      startEnd[2 * i + 1] = spans.get(i).end();
    }
    return Region.ofSpans(startEnd);
  }
}
