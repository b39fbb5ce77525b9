package ai.pami.check;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Looks for the shortest beginning of an order that does something, by halving the gap between one
 * that does and a shorter one that does not. What it finds was asked; a shorter one may do the same
 * where the score rises and falls on the way.
 */
final class PartSearch {
  /** Outlines are not made finer than this share of all elements. */
  private static final double FINEST = 0.004;

  /**
   * What was found.
   *
   * @param length elements from the order's first on
   * @param tooShort the longest shorter beginning that was asked and does not do it
   */
  record Found(int length, int tooShort) {}

  private final int size;
  private final Predicate<double[]> does;
  private final NavigableMap<Integer, double[]> asked = new TreeMap<>();

  /**
   * @param size elements in all
   * @param does whether a copy's scores are what is looked for; true for all elements, false for
   *     none
   */
  PartSearch(int size, Predicate<double[]> does) {
    this.size = size;
    this.does = does;
  }

  void learn(int length, double[] scores) {
    asked.put(length, scores);
  }

  /** The length to ask next, or empty if the gap is small enough. */
  OptionalInt next() {
    int enough = found().map(Found::length).orElse(size);
    int tooShort = tooShort(enough);
    return enough - tooShort <= Math.max(1, FINEST * size)
        ? OptionalInt.empty()
        : OptionalInt.of((enough + tooShort) / 2);
  }

  private int tooShort(int enough) {
    Integer shorter = asked.lowerKey(enough);
    return shorter == null ? 0 : shorter;
  }

  /** What was answered for a length that was asked. */
  double[] scores(int length) {
    return asked.get(length);
  }

  /** The shortest that does, among those asked. */
  Optional<Found> found() {
    for (var one : asked.entrySet()) {
      if (does.test(one.getValue())) {
        return Optional.of(new Found(one.getKey(), tooShort(one.getKey())));
      }
    }
    return Optional.empty();
  }
}
