package ai.pami.evaluate.metric;

import java.util.OptionalDouble;

/**
 * The area under the ROC curve of the map's values as a guess of which pixels lie in the boxes: the
 * chance that a pixel inside has a higher value than one outside, ties counting a half. With R the
 * sum of the mid-ranks of the K pixels inside and M pixels outside, (R - K (K + 1) / 2) / (K M)
 * (Mann and Whitney 1947). The mask is made at the size the model saw, by the middles of its
 * pixels; pixels without a value are left out. No model call.
 *
 * <p>Undefined if no pixel of a value lies in a box, or all do, and for maps without two different
 * values.
 */
public final class PixelAuc implements Metric {
  private PixelAuc() {}

  /** Named {@code pixel-auc}. */
  public static PixelAuc of() {
    return new PixelAuc();
  }

  @Override
  public String name() {
    return "pixel-auc";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    return MaskedMap.of(judged)
        .filter(map -> map.varies() && map.insideCount() < map.size())
        .stream()
        .mapToDouble(PixelAuc::area)
        .findFirst();
  }

  private static double area(MaskedMap map) {
    double[] ranks = Correlation.midRanks(map.values());
    double sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += map.isInside(i) ? ranks[i] : 0;
    }
    double inside = map.insideCount();
    return (sum - inside * (inside + 1) / 2) / (inside * (map.size() - inside));
  }
}
