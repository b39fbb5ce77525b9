package ai.pami.image.segment;

/** The part of SEEDS that moves borders by single pixels. */
final class SeedsPixelMoves {
  private final int[] labels;
  private final int width;
  private final int height;
  private final SeedsHistograms histograms;
  private final int prior;

  SeedsPixelMoves(int[] labels, int width, int height, SeedsHistograms histograms, int prior) {
    this.labels = labels;
    this.width = width;
    this.height = height;
    this.histograms = histograms;
    this.prior = prior;
  }

  /** Every pixel's super-pixel after the given number of rounds. */
  int[] run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      boolean nearFirst = round % 2 == 0;
      for (int y = 1; y < height - 1; y++) {
        for (int x = 1; x < width - 2; x++) {
          if (visit(y * width + x, 1, width, nearFirst)) {
            x++;
          }
        }
      }
      for (int x = 1; x < width - 1; x++) {
        for (int y = 1; y < height - 2; y++) {
          if (visit(y * width + x, width, 1, nearFirst)) {
            y++;
          }
        }
      }
      copyToBorder();
    }
    return labels;
  }

  /** Looks at the border between a pixel and the one ahead; true if the one ahead changed. */
  private boolean visit(int near, int ahead, int aside, boolean nearFirst) {
    int far = near + ahead;
    int a = labels[near];
    int b = labels[far];
    if (a == b) {
      return false;
    }
    boolean nearCan = LabelGrid.canLeave(labels, near, ahead, aside);
    boolean farCan = LabelGrid.canLeave(labels, far, -ahead, aside);
    if (nearFirst ? !nearCan : !farCan) {
      return false;
    }
    int aAround = prior == 0 ? 0 : around(near, ahead, aside, a);
    int bAround = prior == 0 ? 0 : around(near, ahead, aside, b);
    boolean nearMoves = nearCan && histograms.fitsOther(near, a, b, prior, aAround, bAround);
    boolean farMoves = farCan && histograms.fitsOther(far, b, a, prior, bAround, aAround);
    if (nearMoves && (nearFirst || !farMoves)) {
      move(near, b);
      return false;
    }
    if (farMoves) {
      move(far, a);
    }
    return farMoves;
  }

  /**
   * How many of ten pixels around a pixel and the one ahead of it carry a label: three or four in
   * the line before and after, and the two at the ends. Where the border runs along a row (ahead is
   * down), OpenCV takes the right one of the two at the ends a column further out; so does this.
   */
  private int around(int near, int ahead, int aside, int label) {
    int count = 0;
    if (ahead == 1) {
      for (int along = -1; along <= 2; along++) {
        count += is(near - aside + along, label) + is(near + aside + along, label);
      }
      return count + is(near - 1, label) + is(near + 2, label);
    }
    for (int side = -1; side <= 1; side++) {
      count += is(near - ahead + side, label) + is(near + 2 * ahead + side, label);
    }
    return count
        + is(near - 1, label)
        + is(near + 2, label)
        + is(near + ahead - 1, label)
        + is(near + ahead + 2, label);
  }

  private int is(int pixel, int label) {
    return labels[pixel] == label ? 1 : 0;
  }

  /** The outermost pixels are not looked at: they take the label of their neighbour inside. */
  private void copyToBorder() {
    for (int x = 0; x < width; x++) {
      follow(x, x + width);
      follow((height - 1) * width + x, (height - 2) * width + x);
    }
    for (int y = 0; y < height; y++) {
      follow(y * width, y * width + 1);
      follow(y * width + width - 1, y * width + width - 2);
    }
  }

  private void follow(int pixel, int inside) {
    if (labels[pixel] != labels[inside]) {
      move(pixel, labels[inside]);
    }
  }

  private void move(int pixel, int label) {
    histograms.movePixel(pixel, labels[pixel], label);
    labels[pixel] = label;
  }
}
