package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.SoftMask;
import java.util.SplittableRandom;

/**
 * The random masks of RISE, one after another.
 *
 * <p>As in the authors' code: a grid of s x s cells, each shown with probability p, is enlarged
 * bilinearly to (s + 1) ceil(L / s) pixels a side, and a window of the picture's size is cut out of
 * it, moved by 0..ceil(L / s)-1 pixels. An enlarged cell is thus (s + 1) ceil(L / s) / s pixels
 * long. Beyond the middles of the outermost cells the grid is mirrored about them, as
 * scikit-image's {@code resize} does with its mode "reflect"; a border of mirrored cells does that
 * here.
 */
final class RiseMasks {
  private final Domain domain;
  private final int cells;
  private final double probability;
  private final SplittableRandom random;
  private final int[] shift = new int[2];
  private final double[] cellLength = new double[2];

  RiseMasks(Domain domain, int cells, double probability, long seed) {
    this.domain = domain;
    this.cells = cells;
    this.probability = probability;
    this.random = new SplittableRandom(seed);
    for (int axis = 0; axis < 2; axis++) {
      shift[axis] = (domain.extent(axis) + cells - 1) / cells;
      cellLength[axis] = (double) shift[axis] * (cells + 1) / cells;
    }
  }

  SoftMask next() {
    boolean[] shown = new boolean[cells * cells];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = random.nextDouble() < probability;
    }
    return mask(shown, random.nextInt(shift[0]), random.nextInt(shift[1]));
  }

  /**
   * The mask of one grid.
   *
   * @param shown {@code [cells][cells]}
   * @param top rows of the enlarged grid above the picture
   * @param left columns of the enlarged grid left of the picture
   */
  SoftMask mask(boolean[] shown, int top, int left) {
    int side = cells + 2;
    float[] bordered = new float[side * side];
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        bordered[r * side + c] = shown[mirrored(r - 1) * cells + mirrored(c - 1)] ? 1 : 0;
      }
    }
    return SoftMask.shifted(
        domain,
        side,
        bordered,
        cellLength[0],
        cellLength[1],
        top + cellLength[0],
        left + cellLength[1]);
  }

  private int mirrored(int cell) {
    if (cells == 1) {
      return 0;
    }
    return cell < 0 ? -cell : cell < cells ? cell : 2 * cells - 2 - cell;
  }
}
