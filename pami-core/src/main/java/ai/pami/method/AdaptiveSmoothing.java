package ai.pami.method;

import ai.pami.domain.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Smooths a selection's maps where that costs them little of their score. An order of whole parts
 * is ragged: what lies between two important parts comes long after them. So it is done twice.
 *
 * <p>First, every partition's order begins with a head that is no part: the first elements of the
 * smoothed survey, of several sizes in turn. Parts follow that are most worth beside the head, so
 * they make up for what it lacks.
 *
 * <p>Last, several maps are made of each of the best orders, two to four as calls are left: one as
 * it is, and others whose first 15 to 60 % of the elements are those of the smoothed survey. Each
 * is shown bit by bit, and of all maps of all orders the one stays that has the greatest
 *
 * <pre>mean score on the way / most that is reached + evenness (sqrt(s) + h)</pre>
 *
 * where s is the share that follows the smoothed survey and h the head that the order was selected
 * beside, both 0..1. The root, as the first elements of a smooth map do most to fill an object.
 *
 * <p>Which map that is follows from the model's answers: where its score hangs on the outline of a
 * part the map stays sharp, where it does not the map is even.
 *
 * @param evenness what an even map counts beside its score; above 0
 * @param smoothing of a survey's map, both {@code [domain.size()]}
 */
public record AdaptiveSmoothing(double evenness, UnaryOperator<double[]> smoothing) {
  /** What the partitions' orders begin with, in turn, as shares of the elements. */
  private static final double[] ORDERS_HEADS = {0.1, 0.05, 0.3, 0.2};

  /** What may be put before an order, as shares of the elements; the smoothest first. */
  private static final List<Double> SHARES = List.of(0.6, 0.45, 0.3, 0.15, 0.0);

  /** Of how many partitions' orders maps are made, as calls are left. */
  private static final int FEWEST_ORDERS = 2;

  private static final int MOST_ORDERS = 4;

  /** The way is cut into so many steps ... */
  private static final int STEPS = 14;

  /** ... of which the first ones are asked about: behind them the maps hardly differ. */
  private static final int ASKED = 8;

  public AdaptiveSmoothing {
    if (!(evenness > 0) || !Double.isFinite(evenness)) {
      throw new IllegalArgumentException(
          "the evenness of a smoothing must be above 0, not " + evenness);
    }
  }

  /** How many copies are asked about so many targets at the least. */
  public static long calls(int targets) {
    return calls(targets, FEWEST_ORDERS);
  }

  /** Maps share the copies on which they are the smoothed survey's. */
  private static long calls(int targets, int orders) {
    long own = 0;
    for (double share : SHARES) {
      own += IntStream.rangeClosed(1, ASKED).filter(i -> i > share * STEPS).count();
    }
    return targets * (ASKED + orders * own);
  }

  /** Of how many orders maps are made for each of so many targets, if so many calls are left. */
  static int orders(int targets, long left) {
    int orders = MOST_ORDERS;
    while (orders > FEWEST_ORDERS && calls(targets, orders) > left) {
      orders--;
    }
    return orders;
  }

  /** How many elements each copy of a map shows, {@code n} in all. */
  static List<Integer> lengths(int n) {
    List<Integer> lengths = new ArrayList<>();
    for (int i = 1; i <= ASKED; i++) {
      lengths.add((int) ((long) n * i / STEPS));
    }
    return lengths;
  }

  /** The head of the {@code number}th partition's order, as a share of the elements. */
  static double head(int number) {
    return ORDERS_HEADS[number % ORDERS_HEADS.length];
  }

  /**
   * The maps to choose from that are made of one order, the smoothest first, the order's own last.
   *
   * @param smooth of the smoothed survey
   * @param own of one partition's parts
   * @param head that its parts were selected beside, as a share of the elements
   */
  static List<SmootherOrder> orders(Ranking smooth, Ranking own, double head) {
    return SHARES.stream().map(share -> SmootherOrder.of(smooth, own, share, head)).toList();
  }

  /**
   * What a map is worth.
   *
   * @param curve its scores at all lengths, less the bare background's
   * @param reached the most that any copy's score, or the input's, has more than the bare
   *     background's; above 0
   */
  double worth(SmootherOrder order, double[] curve, double reached) {
    double sum = 0;
    for (double score : curve) {
      sum += score;
    }
    return sum / STEPS / reached + evenness * (Math.sqrt(order.share()) + order.head());
  }
}
