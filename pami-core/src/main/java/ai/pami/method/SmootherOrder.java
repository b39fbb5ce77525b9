package ai.pami.method;

import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;

/**
 * An order that begins with the first elements of a smoother one; the others follow in the order
 * that they had.
 *
 * @param smooth the smoother order
 * @param order all elements
 * @param share of the elements that follow the smoother order, 0..1
 * @param head what the parts of the order itself were selected beside, as a share of the elements
 */
record SmootherOrder(Ranking smooth, Ranking order, double share, double head) {
  static SmootherOrder of(Ranking smooth, Ranking own, double share, double head) {
    return new SmootherOrder(smooth, share == 0 ? own : beginning(smooth, own, share), share, head);
  }

  private static Ranking beginning(Ranking smooth, Ranking own, double share) {
    int n = own.size();
    int[] order = new int[n];
    boolean[] placed = new boolean[n];
    int next = 0;
    while (next < share * n) {
      int element = smooth.element(next);
      order[next++] = element;
      placed[element] = true;
    }
    for (int rank = 0; rank < n; rank++) {
      int element = own.element(rank);
      if (!placed[element]) {
        order[next++] = element;
      }
    }
    return Ranking.of(order);
  }

  /** The first so many elements; of the smoother order, which others share, as far as it goes. */
  Prefix first(int length) {
    return Prefix.of(length <= share * order.size() ? smooth : order, length);
  }
}
