package ai.pami.evaluate.method;

/** Pixels of the rows {@code top..bottom-1} and the columns {@code left..right-1}. */
record Rectangle(int top, int left, int bottom, int right) {
  int size() {
    return (bottom - top) * (right - left);
  }

  /** Whether columns rather than rows are shared out when the rectangle is halved. */
  private boolean isHalvedAcross() {
    return right - left > bottom - top;
  }

  /** The left or upper half, the smaller one. Not for a single pixel. */
  Rectangle firstHalf() {
    return isHalvedAcross()
        ? new Rectangle(top, left, bottom, (left + right) / 2)
        : new Rectangle(top, left, (top + bottom) / 2, right);
  }

  /** The right or lower half. Not for a single pixel. */
  Rectangle secondHalf() {
    return isHalvedAcross()
        ? new Rectangle(top, (left + right) / 2, bottom, right)
        : new Rectangle((top + bottom) / 2, left, bottom, right);
  }
}
