package ai.pami.evaluate.metric;

import java.util.List;

/**
 * How well a map cut at each threshold boxes the object.
 *
 * @param overlaps intersection over union with the boxes, 0..1, at the thresholds 0, 1/n, ...,
 *     (n-1)/n of a map scaled to 0..1
 */
public record BoxOverlaps(List<Double> overlaps) {
  public BoxOverlaps {
    overlaps = List.copyOf(overlaps);
    if (overlaps.isEmpty()) {
      throw new IllegalArgumentException("there are no thresholds");
    }
  }

  /** The threshold of overlap {@code index}. */
  public double threshold(int index) {
    return (double) index / overlaps.size();
  }

  /** The greatest overlap at any threshold. */
  public double best() {
    return overlaps.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
