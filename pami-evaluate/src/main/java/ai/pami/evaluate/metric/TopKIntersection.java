package ai.pami.evaluate.metric;

import java.util.OptionalDouble;

/**
 * Of the k pixels of highest value, the share that lies in the boxes (Theiner, Müller-Budack,
 * Ewerth 2022, "Interpretable semantic photo geolocation", as Quantus has it). The mask is made at
 * the size the model saw, by the middles of its pixels; pixels without a value are left out. Tied
 * pixels share the last places evenly. No model call.
 *
 * <p>Undefined if no pixel of a value lies in a box, if fewer than k pixels have a value, and for
 * maps without two different values.
 */
public final class TopKIntersection implements Metric {
  private final String name;
  private final int k;
  private final boolean overMaskShare;

  private TopKIntersection(String name, int k, boolean overMaskShare) {
    if (k < 1) {
      throw new IllegalArgumentException("the " + k + " highest pixels");
    }
    this.name = name;
    this.k = k;
    this.overMaskShare = overMaskShare;
  }

  /** Of the 1,000 highest pixels, Quantus' default. Named {@code top-k}. */
  public static TopKIntersection quantus() {
    return new TopKIntersection("top-k", 1000, false);
  }

  /** The same of another number of pixels, at least 1. */
  public TopKIntersection withK(int k) {
    return new TopKIntersection(name, k, overMaskShare);
  }

  /**
   * The same over the share of the picture that lies in the boxes ("concept influence"): 1 is what
   * chance would give. Named {@code concept-influence}.
   */
  public TopKIntersection conceptInfluence() {
    return new TopKIntersection("concept-influence", k, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    return MaskedMap.of(judged).filter(map -> map.varies() && map.size() >= k).stream()
        .mapToDouble(this::share)
        .findFirst();
  }

  private double share(MaskedMap map) {
    double share = map.insideAmongHighest(k) / k;
    return overMaskShare ? share * map.size() / map.insideCount() : share;
  }
}
