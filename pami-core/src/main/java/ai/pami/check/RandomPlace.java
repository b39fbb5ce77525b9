package ai.pami.check;

import ai.pami.domain.Domain;
import java.util.SplittableRandom;

/**
 * A map moved to a random other place, round the domain's edges: a torus shift. What it shows first
 * is as large and as connected as what the map shows first, so that a curve in its order differs
 * from the map's own by the place alone. If a map had nothing to do with the score, its own place
 * would be one among such places.
 */
final class RandomPlace {
  private final Domain domain;
  private final int[] shift;

  private RandomPlace(Domain domain, int[] shift) {
    this.domain = domain;
    this.shift = shift;
  }

  /** The place of the given number; every axis is shifted by a quarter to three quarters. */
  static RandomPlace of(Domain domain, int number) {
    SplittableRandom random = new SplittableRandom(4919L + 31L * number);
    int[] shift = new int[domain.rank()];
    for (int axis = 0; axis < shift.length; axis++) {
      int extent = domain.extent(axis);
      int least = Math.max(1, extent / 4);
      int most = Math.max(least, 3 * extent / 4);
      shift[axis] = extent == 1 ? 0 : random.nextInt(least, most + 1);
    }
    return new RandomPlace(domain, shift);
  }

  /** The values at that place. */
  double[] move(double[] values) {
    double[] moved = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      int target = 0;
      int stride = 1;
      for (int axis = shift.length - 1; axis >= 0; axis--) {
        int extent = domain.extent(axis);
        target += (rest % extent + shift[axis]) % extent * stride;
        stride *= extent;
        rest /= extent;
      }
      moved[target] = values[i];
    }
    return moved;
  }
}
