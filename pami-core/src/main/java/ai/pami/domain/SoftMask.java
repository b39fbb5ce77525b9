package ai.pami.domain;

/**
 * A share in 0..1 for every pixel of a {@code [height][width]} domain, held as a small grid that is
 * enlarged bilinearly when it is used, so that a mask costs no memory by its size.
 *
 * <p>Grid cell (r, c) has its middle at the pixel position {@code ((r + 0.5) cellHeight - top, (c +
 * 0.5) cellWidth - left)}; between middles shares are bilinear, beyond the outermost they stay.
 * {@link #blocks} are not enlarged bilinearly: every pixel has the share of the cell it lies in.
 */
public final class SoftMask implements Mask {
  private final Domain domain;
  private final int rows;
  private final int columns;
  private final float[] cells;
  private final double cellHeight;
  private final double cellWidth;
  private final double top;
  private final double left;
  private final boolean smooth;

  private SoftMask(
      Domain domain,
      int rows,
      float[] cells,
      double cellHeight,
      double cellWidth,
      double top,
      double left,
      boolean smooth) {
    this.domain = domain;
    this.rows = rows;
    this.columns = cells.length / rows;
    this.cells = cells;
    this.cellHeight = cellHeight;
    this.cellWidth = cellWidth;
    this.top = top;
    this.left = left;
    this.smooth = smooth;
  }

  /**
   * A grid that just covers the domain.
   *
   * @param cells {@code [rows][columns]} shares in 0..1; copied
   * @throws IllegalArgumentException if the domain has no two axes, the cells are no grid of so
   *     many rows, or a share is out of range
   */
  public static SoftMask covering(Domain domain, int rows, float[] cells) {
    requireGrid(domain, rows, cells);
    int columns = cells.length / rows;
    return new SoftMask(
        domain,
        rows,
        cells.clone(),
        (double) domain.extent(0) / rows,
        (double) domain.extent(1) / columns,
        0,
        0,
        true);
  }

  /**
   * A grid that just covers the domain, each cell of one share all over: nothing is blended between
   * cells.
   *
   * @param cells {@code [rows][columns]} shares in 0..1; copied
   * @throws IllegalArgumentException as {@link #covering}
   */
  public static SoftMask blocks(Domain domain, int rows, float[] cells) {
    SoftMask covering = covering(domain, rows, cells);
    return new SoftMask(
        domain, rows, covering.cells, covering.cellHeight, covering.cellWidth, 0, 0, false);
  }

  /**
   * A grid of cells of a given size, larger than the domain and shifted, as RISE has it.
   *
   * @param cellHeight pixels a cell, above 0
   * @param cellWidth pixels a cell, above 0
   * @param top rows of the grid above the domain
   * @param left columns of the grid left of the domain
   */
  public static SoftMask shifted(
      Domain domain,
      int rows,
      float[] cells,
      double cellHeight,
      double cellWidth,
      double top,
      double left) {
    requireGrid(domain, rows, cells);
    if (!(cellHeight > 0) || !(cellWidth > 0)) {
      throw new IllegalArgumentException("cells of %sx%s".formatted(cellHeight, cellWidth));
    }
    return new SoftMask(domain, rows, cells.clone(), cellHeight, cellWidth, top, left, true);
  }

  private static void requireGrid(Domain domain, int rows, float[] cells) {
    if (domain.rank() != 2 || rows < 1 || cells.length == 0 || cells.length % rows != 0) {
      throw new IllegalArgumentException(
          "%d cells in %d rows on a domain of %s".formatted(cells.length, rows, domain));
    }
    for (float cell : cells) {
      if (!(cell >= 0 && cell <= 1)) {
        throw new IllegalArgumentException("a mask's share must be in 0..1, not " + cell);
      }
    }
  }

  public Domain domain() {
    return domain;
  }

  /** The number of the grid's rows. */
  public int rows() {
    return rows;
  }

  /** The grid's shares, {@code [rows][columns]}, a copy. */
  public float[] cells() {
    return cells.clone();
  }

  /** Pixels a cell. */
  public double cellHeight() {
    return cellHeight;
  }

  /** Pixels a cell. */
  public double cellWidth() {
    return cellWidth;
  }

  /** Rows of pixels that the grid begins above the domain. */
  public double top() {
    return top;
  }

  /** Columns of pixels that the grid begins left of the domain. */
  public double left() {
    return left;
  }

  /** Whether shares are bilinear between the middles of cells; false for {@link #blocks}. */
  public boolean isSmooth() {
    return smooth;
  }

  /** The share of every element, {@code [height * width]}. */
  public float[] shares() {
    int height = domain.extent(0);
    int width = domain.extent(1);
    float[] shares = new float[domain.size()];
    int[] column = new int[width];
    float[] columnShare = new float[width];
    for (int x = 0; x < width; x++) {
      double c = cell((x + 0.5 + left) / cellWidth, columns);
      column[x] = Math.min((int) c, Math.max(0, columns - 2));
      columnShare[x] = (float) (c - column[x]);
    }
    float[] line = new float[columns + 1];
    for (int y = 0; y < height; y++) {
      double r = cell((y + 0.5 + top) / cellHeight, rows);
      int row = Math.min((int) r, Math.max(0, rows - 2));
      float rowShare = (float) (r - row);
      int below = Math.min(row + 1, rows - 1);
      for (int c = 0; c < columns; c++) {
        float upper = cells[row * columns + c];
        line[c] = upper + rowShare * (cells[below * columns + c] - upper);
      }
      line[columns] = line[columns - 1];
      for (int x = 0; x < width; x++) {
        float nearer = line[column[x]];
        shares[y * width + x] = nearer + columnShare[x] * (line[column[x] + 1] - nearer);
      }
    }
    return shares;
  }

  /** Where a pixel lies between the middles of cells; a whole number in a mask of blocks. */
  private double cell(double position, int count) {
    return Math.max(0, Math.min(count - 1.0, smooth ? position - 0.5 : Math.floor(position)));
  }

  @Override
  public boolean fits(Domain other) {
    return domain.equals(other);
  }

  @Override
  public Fingerprint fingerprint() {
    int[] bits = new int[2 * ((cells.length + 9) / 2 + 1)];
    int at = 0;
    for (double number : new double[] {cellHeight, cellWidth, top, left}) {
      long word = Double.doubleToLongBits(number);
      bits[at++] = (int) word;
      bits[at++] = (int) (word >>> 32);
    }
    bits[at++] = smooth ? -rows : rows;
    for (float cell : cells) {
      bits[at++] = Float.floatToIntBits(cell);
    }
    return Fingerprint.of(bits);
  }

  /** For messages: {@code a soft mask of 7x7 cells}. */
  @Override
  public String toString() {
    return "a soft mask of %dx%d cells".formatted(rows, columns);
  }
}
