package ai.pami.method;

import ai.pami.domain.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Smooths a selection's maps as far as that costs them little of their score. An order of whole
 * parts is ragged: what lies between two important parts comes long after them. So it is done
 * twice.
 *
 * <p>First, every partition's order begins with a head that is no part: the first elements of the
 * smoothed survey, of several sizes in turn. Parts follow that are most worth beside the head, so
 * they make up for what it lacks. Among the orders the one with the largest head stays whose area
 * is not less than the greatest by more than half the tolerance (half, as an order's curve counts
 * what copies show and what they hide).
 *
 * <p>Last, five maps are made, from one whose first 45 % of the elements are those of the smoothed
 * survey to the selection's own; each is shown bit by bit, and the smoothest one stays whose mean
 * score on the way is less than that of the selection's own map by no more than the tolerance.
 *
 * <p>Which map that is follows from the model's answers: where its score hangs on the outline of a
 * part the map stays sharp, where it does not the map is even.
 *
 * @param tolerance of the mean score on the way, as a share of the most that a copy's score, or the
 *     input's, has more than the bare background's; above 0
 * @param smoothing of a survey's map, both {@code [domain.size()]}
 */
public record AdaptiveSmoothing(double tolerance, UnaryOperator<double[]> smoothing) {
  /** What the partitions' orders begin with, in turn, as shares of the elements. */
  private static final double[] ORDERS_HEADS = {0.1, 0.05, 0.3, 0.2};

  /** The way is cut into so many steps ... */
  private static final int STEPS = 14;

  /** ... of which the first ones are asked about: behind them the maps hardly differ. */
  private static final int ASKED = 8;

  /** The smoothest first; the last one is the selection's own. */
  private static final List<Head> HEADS =
      List.of(
          new Head(1, 0.45),
          new Head(1, 0.3),
          new Head(0.8, 0.3),
          new Head(0.6, 0.3),
          new Head(0, 0));

  /**
   * How a map begins.
   *
   * @param weight of the smoothed survey's order beside the selection's, 0..1
   * @param share of the elements that are ordered by both; the others are in the selection's order
   */
  private record Head(double weight, double share) {}

  public AdaptiveSmoothing {
    if (!(tolerance > 0) || !Double.isFinite(tolerance)) {
      throw new IllegalArgumentException(
          "the tolerance of a smoothing must be above 0, not " + tolerance);
    }
  }

  /** How many copies are asked about so many targets, their maps' and the smoother ones'. */
  public static long calls(int targets) {
    return (long) targets * HEADS.size() * ASKED;
  }

  /** How many elements each copy of a map shows, {@code n} in all. */
  static List<Integer> lengths(int n) {
    List<Integer> lengths = new ArrayList<>();
    for (int i = 1; i <= ASKED; i++) {
      lengths.add((int) ((long) n * i / STEPS));
    }
    return lengths;
  }

  /**
   * The orders to choose from, the smoothest first, the selection's own last.
   *
   * @param smooth of the smoothed survey
   * @param own of the selection's map
   */
  static List<Ranking> orders(Ranking smooth, Ranking own) {
    return HEADS.stream().map(head -> head.share() == 0 ? own : order(head, own, smooth)).toList();
  }

  /** The head's share of elements in the order of both, the others in the selection's own. */
  private static Ranking order(Head head, Ranking own, Ranking smooth) {
    int n = own.size();
    Ranking mixed = head.weight() == 1 ? smooth : mixed(head.weight(), own, smooth);
    int[] order = new int[n];
    boolean[] placed = new boolean[n];
    int next = 0;
    while (next < head.share() * n) {
      int element = mixed.element(next);
      order[next++] = element;
      placed[element] = true;
    }
    for (int rank = 0; rank < n; rank++) {
      if (!placed[own.element(rank)]) {
        order[next++] = own.element(rank);
      }
    }
    return Ranking.of(order);
  }

  private static Ranking mixed(double weight, Ranking own, Ranking smooth) {
    double[] key = new double[own.size()];
    for (int rank = 0; rank < key.length; rank++) {
      key[own.element(rank)] -= (1 - weight) * rank;
      key[smooth.element(rank)] -= weight * rank;
    }
    return Ranking.descending(key);
  }

  /** The head of the {@code number}th partition's order, as a share of the elements. */
  static double head(int number) {
    return ORDERS_HEADS[number % ORDERS_HEADS.length];
  }

  /** By what share of the greatest height of a curve the mean height of an order's may be less. */
  double areaTolerance() {
    return tolerance / 2;
  }

  /**
   * Which of the candidates stays.
   *
   * @param curves each candidate's scores at all lengths, the selection's own last
   * @param bare the bare background's score
   * @param whole the input's score
   */
  int chosen(double[][] curves, double bare, double whole) {
    int own = curves.length - 1;
    double reached = Math.max(whole, Arrays.stream(curves[own]).max().orElseThrow()) - bare;
    double least = Arrays.stream(curves[own]).sum() - tolerance * reached * STEPS;
    for (int c = 0; c < own && whole > bare; c++) {
      if (Arrays.stream(curves[c]).sum() >= least) {
        return c;
      }
    }
    return own;
  }
}
