package ai.pami.image.segment;

/** The part of SEEDS that moves borders by whole blocks, from large ones to small ones. */
final class SeedsBlockMoves {
  /** What a block must gain in the first of two visits. */
  private static final float SURE = 0.1f;

  private final SeedsBlocks blocks;
  private final SeedsHistograms histograms;

  /** The super-pixel of every block of the present level. */
  private int[] owners;

  /** How many blocks of the present level each super-pixel has. */
  private final int[] owned;

  private int level;

  SeedsBlockMoves(SeedsBlocks blocks, SeedsHistograms histograms) {
    this.blocks = blocks;
    this.histograms = histograms;
    this.owned = new int[blocks.count(blocks.top())];
    this.level = blocks.top();
    this.owners = new int[blocks.count(level)];
    for (int i = 0; i < owners.length; i++) {
      owners[i] = i;
    }
  }

  void run(boolean doubleStep) {
    while (level > 0) {
      descend();
      if (doubleStep) {
        visitAll(SURE);
      }
      visitAll(0);
    }
  }

  /** Every pixel's super-pixel, 0.. */
  int[] labels() {
    int[] labels = new int[blocks.pixels()];
    for (int pixel = 0; pixel < labels.length; pixel++) {
      labels[pixel] = owners[blocks.blockOf(level, pixel)];
    }
    return labels;
  }

  private void descend() {
    boolean first = level == blocks.top();
    level--;
    int[] parents = blocks.parents(level);
    java.util.Arrays.fill(owned, first ? 4 : 0);
    int[] below = new int[parents.length];
    for (int block = 0; block < below.length; block++) {
      below[block] = owners[parents[block]];
      if (!first) {
        owned[below[block]] += level > 0 ? 4 : 1;
      }
    }
    owners = below;
  }

  private void visitAll(float least) {
    int across = blocks.across(level);
    int down = blocks.down(level);
    for (int y = 1; y < down - 1; y++) {
      for (int x = 1; x < across - 2; x++) {
        if (visit(y * across + x, 1, across, least)) {
          x++;
        }
      }
    }
    for (int x = 1; x < across - 1; x++) {
      for (int y = 1; y < down - 2; y++) {
        if (visit(y * across + x, across, 1, least)) {
          y++;
        }
      }
    }
  }

  /**
   * Looks at the border between a block and the one ahead; true if the one ahead changed hands, so
   * that it is not looked at next.
   */
  private boolean visit(int block, int ahead, int aside, float least) {
    int next = block + ahead;
    int a = owners[block];
    int b = owners[next];
    if (a == b) {
      return false;
    }
    if ((owned[a] == 2 || (owned[a] > 2 && LabelGrid.canLeave(owners, block, ahead, aside)))
        && histograms.gain(level, block, a, b) > least) {
      move(block, a, b);
      return false;
    }
    if ((owned[b] == 2 || (owned[b] > 2 && LabelGrid.canLeave(owners, next, -ahead, aside)))
        && histograms.gain(level, next, b, a) > least) {
      move(next, b, a);
      return true;
    }
    return false;
  }

  private void move(int block, int from, int to) {
    histograms.moveBlock(level, block, from, to);
    owned[from]--;
    owned[to]++;
    owners[block] = to;
  }
}
