package ai.pami.trace;

import ai.pami.engine.Composer;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Composers numbered in the order of their first use. Holds none of them: one that nobody holds any
 * more can't be used again.
 */
final class Copies {
  private final WeakHashMap<Composer<?>, Integer> numbers = new WeakHashMap<>();
  private final Consumer<Composer<?>> firstUse;
  private int count;

  /**
   * @param firstUse hears of every composer once, in the order of their numbers
   */
  Copies(Consumer<Composer<?>> firstUse) {
    this.firstUse = firstUse;
  }

  int number(Composer<?> composer) {
    Integer known = numbers.get(composer);
    if (known != null) {
      return known;
    }
    numbers.put(composer, count);
    firstUse.accept(composer);
    return count++;
  }
}
