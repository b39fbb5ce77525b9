package ai.pami.evaluate.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How few pixels hold the map's mass: the Gini index of the absolute values (Hurley and Rickard
 * 2009; for maps Chalasani et al. 2020). With |v| ascending and i from 1 to n: sum of (2 i - n - 1)
 * |v_i| / (n sum of |v_i|): 0 if all are equal, 1 - 1/n if one pixel has all. Pixels without a
 * value are left out. No model call.
 *
 * <p>Undefined if all values are 0 or there are none.
 */
public final class Sparseness implements Metric {
  private Sparseness() {}

  /** Named {@code sparseness}. */
  public static Sparseness of() {
    return new Sparseness();
  }

  @Override
  public String name() {
    return "sparseness";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    double[] sizes =
        Arrays.stream(MapValues.known(judged.map().values())).map(Math::abs).sorted().toArray();
    double sum = Arrays.stream(sizes).sum();
    if (!(sum > 0)) {
      return OptionalDouble.empty();
    }
    double weighted = 0;
    for (int i = 0; i < sizes.length; i++) {
      weighted += (2.0 * (i + 1) - sizes.length - 1) * sizes[i];
    }
    return OptionalDouble.of(weighted / sizes.length / sum);
  }
}
