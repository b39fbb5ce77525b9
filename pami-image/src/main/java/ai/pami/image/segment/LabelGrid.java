package ai.pami.image.segment;

/** Labels on a grid whose parts must stay connected while cells change hands. */
final class LabelGrid {
  private LabelGrid() {}

  /**
   * Whether a cell can be given to the neighbour ahead of it without cutting its label's cells
   * around it in two.
   *
   * @param ahead what to add to a cell's number to come to the cell ahead
   * @param aside what to add to come to the cell beside
   */
  static boolean canLeave(int[] labels, int cell, int ahead, int aside) {
    int label = labels[cell];
    boolean behind = labels[cell - ahead] == label;
    boolean left = labels[cell - aside] == label;
    boolean right = labels[cell + aside] == label;
    if (!behind && left && right) {
      return false;
    }
    if (behind && left && labels[cell - ahead - aside] != label) {
      return false;
    }
    return !(behind && right && labels[cell - ahead + aside] != label);
  }
}
