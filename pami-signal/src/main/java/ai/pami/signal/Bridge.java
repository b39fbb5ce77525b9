package ai.pami.signal;

import java.util.function.IntPredicate;

/** Straight lines across gaps. */
final class Bridge {
  private Bridge() {}

  /**
   * Fills every gap of {@code values[from..to-1]}: a straight line from the known value before it
   * to the one behind it, or the nearest known value where a gap has but one end.
   *
   * @param known whether the value at an index is known
   * @param otherwise what is filled in where nothing is known
   */
  static void fill(float[] values, int from, int to, IntPredicate known, float otherwise) {
    int last = from - 1;
    for (int t = from; t <= to; t++) {
      if (t < to && !known.test(t)) {
        continue;
      }
      boolean before = last >= from;
      boolean behind = t < to;
      for (int i = last + 1; i < t; i++) {
        if (before && behind) {
          double share = (double) (i - last) / (t - last);
          values[i] = (float) (values[last] + share * ((double) values[t] - values[last]));
        } else {
          values[i] = before ? values[last] : behind ? values[t] : otherwise;
        }
      }
      last = t;
    }
  }
}
