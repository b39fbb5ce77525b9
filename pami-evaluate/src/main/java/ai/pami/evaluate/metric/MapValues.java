package ai.pami.evaluate.metric;

import java.util.Arrays;

/** What the values of a map allow to ask of them. */
final class MapValues {
  private MapValues() {}

  /** Whether there are two different values, so that there is an order; NaN is no value. */
  static boolean vary(double[] values) {
    double first = Double.NaN;
    for (double value : values) {
      if (Double.isNaN(first)) {
        first = value;
      } else if (!Double.isNaN(value) && value != first) {
        return true;
      }
    }
    return false;
  }

  /** Whether every element has a value. */
  static boolean complete(double[] values) {
    return Arrays.stream(values).noneMatch(Double::isNaN);
  }

  /** The values alone, without NaN. */
  static double[] known(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }
}
