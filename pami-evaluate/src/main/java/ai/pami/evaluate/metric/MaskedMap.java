package ai.pami.evaluate.metric;

import ai.pami.evaluate.data.Box;
import ai.pami.image.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A map's values and which of them lie in a box: a seen pixel does where its middle, taken to the
 * original picture, lies in any of the boxes. Pixels without a value (NaN) are left out, of the
 * mask too.
 */
final class MaskedMap {
  private final double[] values;
  private final boolean[] inside;
  private final int insideCount;

  private MaskedMap(double[] values, boolean[] inside, int insideCount) {
    this.values = values;
    this.inside = inside;
    this.insideCount = insideCount;
  }

  /** The masked map, or empty if no pixel of a value lies in a box. */
  static Optional<MaskedMap> of(JudgedMap judged) {
    Placement placement = judged.explanation().placement();
    double[] all = judged.map().values();
    double[] values = MapValues.known(all);
    boolean[] inside = new boolean[values.length];
    int known = 0;
    int insideCount = 0;
    for (int i = 0; i < all.length; i++) {
      if (!Double.isNaN(all[i])) {
        inside[known] =
            holds(
                judged.boxes(),
                pictureX(placement, i % placement.width()),
                pictureY(placement, i / placement.width()));
        insideCount += inside[known++] ? 1 : 0;
      }
    }
    return insideCount == 0
        ? Optional.empty()
        : Optional.of(new MaskedMap(values, inside, insideCount));
  }

  private static boolean holds(List<Box> boxes, double x, double y) {
    for (Box box : boxes) {
      if (box.contains(x, y)) {
        return true;
      }
    }
    return false;
  }

  /** The picture's column at the middle of a seen one. */
  static double pictureX(Placement placement, int seenX) {
    return placement.left() + (seenX + 0.5) * placement.scaleX();
  }

  /** The picture's row at the middle of a seen one. */
  static double pictureY(Placement placement, int seenY) {
    return placement.top() + (seenY + 0.5) * placement.scaleY();
  }

  /** How many pixels have a value. */
  int size() {
    return values.length;
  }

  /** How many of them lie in a box, at least 1. */
  int insideCount() {
    return insideCount;
  }

  double value(int index) {
    return values[index];
  }

  double[] values() {
    return values;
  }

  boolean isInside(int index) {
    return inside[index];
  }

  /** Whether two values differ. */
  boolean varies() {
    return MapValues.vary(values);
  }

  /**
   * How many of the {@code k} pixels of highest value lie in a box. Where the last places are tied
   * they go to the tied pixels in equal shares: the mean over all ways to break the tie.
   *
   * @param k 1..{@link #size()}
   */
  double insideAmongHighest(int k) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double last = sorted[sorted.length - k];
    int above = 0;
    int aboveInside = 0;
    int tied = 0;
    int tiedInside = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > last) {
        above++;
        aboveInside += inside[i] ? 1 : 0;
      } else if (values[i] == last) {
        tied++;
        tiedInside += inside[i] ? 1 : 0;
      }
    }
    return aboveInside + (double) (k - above) * tiedInside / tied;
  }
}
