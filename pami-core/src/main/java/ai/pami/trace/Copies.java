package ai.pami.trace;

import ai.pami.engine.Composer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Composers numbered in the order of their first use. */
final class Copies {
  private final IdentityHashMap<Composer<?>, Integer> numbers = new IdentityHashMap<>();
  private final List<Composer<?>> composers = new ArrayList<>();

  int number(Composer<?> composer) {
    Integer known = numbers.get(composer);
    if (known != null) {
      return known;
    }
    numbers.put(composer, composers.size());
    composers.add(composer);
    return composers.size() - 1;
  }

  List<Composer<?>> all() {
    return List.copyOf(composers);
  }
}
