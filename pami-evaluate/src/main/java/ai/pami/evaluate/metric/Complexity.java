package ai.pami.evaluate.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How many pixels the map's mass is spread over: the entropy, - sum of p ln p in nats, of p = |v| /
 * sum of |v| (Bhatt, Weller, Moura 2020, "Evaluating and aggregating feature-based model
 * explanations"): 0 if one pixel has all, ln n if all are equal. Less is better. Pixels without a
 * value are left out. No model call.
 *
 * <p>Undefined if all values are 0 or there are none.
 */
public final class Complexity implements Metric {
  private final boolean normalised;

  private Complexity(boolean normalised) {
    this.normalised = normalised;
  }

  /** In nats, as Quantus. Named {@code complexity}. */
  public static Complexity of() {
    return new Complexity(false);
  }

  /**
   * Over ln n, in 0..1, so that pictures of different sizes compare; undefined for one pixel. Named
   * {@code complexity-normalised}.
   */
  public static Complexity normalised() {
    return new Complexity(true);
  }

  @Override
  public String name() {
    return normalised ? "complexity-normalised" : "complexity";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    double[] sizes = Arrays.stream(MapValues.known(judged.map().values())).map(Math::abs).toArray();
    double sum = Arrays.stream(sizes).sum();
    if (!(sum > 0) || (normalised && sizes.length < 2)) {
      return OptionalDouble.empty();
    }
    double entropy = 0;
    for (double size : sizes) {
      double p = size / sum;
      // The limit of p ln p at 0 is 0.
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return OptionalDouble.of(normalised ? entropy / Math.log(sizes.length) : entropy);
  }
}
