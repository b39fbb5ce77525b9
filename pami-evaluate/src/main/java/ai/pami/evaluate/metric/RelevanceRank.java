package ai.pami.evaluate.metric;

import java.util.OptionalDouble;

/**
 * The relevance rank accuracy (Arras, Osman, Samek 2022, CLEVR-XAI): of the K pixels of highest
 * value, the share that lies in the boxes, K being the number of pixels in the boxes. The mask is
 * made at the size the model saw, by the middles of its pixels; pixels without a value are left
 * out. Tied pixels share the last places evenly, so that the value depends on the map's order
 * alone. No model call.
 *
 * <p>Undefined if no pixel of a value lies in a box, and for maps without two different values.
 */
public final class RelevanceRank implements Metric {
  private RelevanceRank() {}

  /** Named {@code rank-accuracy}. */
  public static RelevanceRank of() {
    return new RelevanceRank();
  }

  @Override
  public String name() {
    return "rank-accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    return MaskedMap.of(judged).filter(MaskedMap::varies).stream()
        .mapToDouble(map -> map.insideAmongHighest(map.insideCount()) / map.insideCount())
        .findFirst();
  }
}
