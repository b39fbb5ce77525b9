package ai.pami.image.segment;

/**
 * The nested grids of blocks that SEEDS starts from: level 0 has the smallest blocks, each level
 * above has half as many a side, and the top level's blocks are the first super-pixels. Where sides
 * do not divide evenly the last block of a row or column is longer.
 */
final class SeedsBlocks {
  private final int width;
  private final int height;

  /** Blocks in a row and in a column, {@code [level]}. */
  private final int[] across;

  private final int[] down;

  private SeedsBlocks(int width, int height, int[] across, int[] down) {
    this.width = width;
    this.height = height;
    this.across = across;
    this.down = down;
  }

  /**
   * The grids for a picture.
   *
   * @param superpixels about how many blocks at the top
   * @param mostLevels at the most this many levels; fewer if blocks would be smaller than a pixel
   */
  static SeedsBlocks of(int width, int height, int superpixels, int mostLevels) {
    int topDown = Math.max(1, (int) (float) Math.sqrt((float) superpixels * height / width));
    topDown = Math.min(topDown, height);
    int topAcross = Math.min(width, Math.max(1, (int) ((long) topDown * width / height)));
    int levels = mostLevels;
    while (levels > 1
        && ((float) width / topAcross / (1 << (levels - 1)) < 1
            || (float) height / topDown / (1 << (levels - 1)) < 1)) {
      levels--;
    }
    int across = width / (int) Math.ceil((float) width / topAcross / (1 << (levels - 1)));
    int down = height / (int) Math.ceil((float) height / topDown / (1 << (levels - 1)));
    while (across >> (levels - 1) == 0 || down >> (levels - 1) == 0) {
      levels--;
    }
    int[] acrossAt = new int[levels];
    int[] downAt = new int[levels];
    for (int level = 0; level < levels; level++) {
      acrossAt[level] = across >> level;
      downAt[level] = down >> level;
    }
    return new SeedsBlocks(width, height, acrossAt, downAt);
  }

  int levels() {
    return across.length;
  }

  int top() {
    return across.length - 1;
  }

  int across(int level) {
    return across[level];
  }

  int down(int level) {
    return down[level];
  }

  int count(int level) {
    return across[level] * down[level];
  }

  /** The block that holds a pixel. */
  int blockOf(int level, int pixel) {
    int x = pixel % width;
    int y = pixel / width;
    int row = (int) ((long) y * down[level] / height);
    int column = (int) ((long) x * across[level] / width);
    return row * across[level] + column;
  }

  int pixels() {
    return width * height;
  }

  /**
   * For every block of a level the block of the next level that holds it; where a block lies across
   * two, the one that holds its last pixel.
   */
  int[] parents(int level) {
    int[] parents = new int[count(level)];
    for (int pixel = 0; pixel < pixels(); pixel++) {
      parents[blockOf(level, pixel)] = blockOf(level + 1, pixel);
    }
    return parents;
  }
}
