package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.SoftMask;
import java.util.Locale;

/** How a small grid of shares becomes a mask of the picture's size. */
public enum Upsampling {
  /** Every pixel has the share of the cell it lies in. */
  BLOCKS,
  /** Bilinear between the middles of cells. */
  BILINEAR;

  SoftMask mask(Domain domain, int rows, float[] cells) {
    return this == BLOCKS
        ? SoftMask.blocks(domain, rows, cells)
        : SoftMask.covering(domain, rows, cells);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
