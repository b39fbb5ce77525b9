package ai.pami.image.segment;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;

/** A picture cut into rows and columns of rectangles whose sides differ by a pixel at most. */
public final class RegularGrid implements Partitioner<Picture> {
  private final int rows;
  private final int columns;

  private RegularGrid(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("grid(%dx%d) is out of range".formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * A grid of the given numbers of cells; a picture with fewer pixels a side has a cell a pixel.
   *
   * @param rows at least 1
   * @param columns at least 1
   */
  public static RegularGrid of(int rows, int columns) {
    return new RegularGrid(rows, columns);
  }

  @Override
  public String name() {
    return "grid(%dx%d)".formatted(rows, columns);
  }

  @Override
  public Partition partition(Picture picture) {
    int w = picture.width();
    int h = picture.height();
    int across = Math.min(columns, w);
    int down = Math.min(rows, h);
    int[] labels = new int[w * h];
    for (int y = 0, i = 0; y < h; y++) {
      int row = (int) ((long) y * down / h);
      for (int x = 0; x < w; x++, i++) {
        labels[i] = row * across + (int) ((long) x * across / w);
      }
    }
    return Partition.of(picture.domain(), labels);
  }
}
