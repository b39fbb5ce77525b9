package ai.pami.method;

import ai.pami.domain.Ranking;
import ai.pami.explanation.ImportanceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Smooths the head of a selection's map as far as that costs the map little of its score. An order
 * of whole parts is ragged: what lies between two important parts comes long after them. Five maps
 * are made, from one whose first 45 % of the elements are those of the smoothed survey to the
 * selection's own; each is shown bit by bit, and the smoothest one stays whose mean score on the
 * way is less than that of the selection's own map by no more than the tolerance.
 *
 * <p>Which map that is follows from the model's answers: where its score hangs on the outline of a
 * part the map stays sharp, where it does not the map is even.
 *
 * @param tolerance of the mean score on the way, as a share of what the input's score has more than
 *     the bare background's; above 0
 * @param smoothing of a survey's map, both {@code [domain.size()]}
 */
public record AdaptiveSmoothing(double tolerance, UnaryOperator<double[]> smoothing) {
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
   * The maps to choose from, the smoothest first, the selection's own last; all with the survey's
   * values, standard errors and coverage.
   */
  List<ImportanceMap> candidates(ImportanceMap survey, ImportanceMap own) {
    Ranking sharp = Ranking.descending(own.values());
    Ranking smooth = Ranking.descending(smoothing.apply(survey.values()));
    double slope = 1e-9 * (survey.max() - survey.min());
    List<ImportanceMap> maps = new ArrayList<>();
    for (Head head : HEADS) {
      maps.add(
          head.share() == 0 ? own : SelectionMap.dealt(survey, order(head, sharp, smooth), slope));
    }
    return maps;
  }

  /** The head's share of elements in the order of both, the others in the sharp order. */
  private static Ranking order(Head head, Ranking sharp, Ranking smooth) {
    int n = sharp.size();
    double[] key = new double[n];
    for (int rank = 0; rank < n; rank++) {
      key[sharp.element(rank)] -= (1 - head.weight()) * rank;
      key[smooth.element(rank)] -= head.weight() * rank;
    }
    Ranking mixed = Ranking.descending(key);
    int[] order = new int[n];
    boolean[] placed = new boolean[n];
    int next = 0;
    while (next < head.share() * n) {
      int element = mixed.element(next);
      order[next++] = element;
      placed[element] = true;
    }
    for (int rank = 0; rank < n; rank++) {
      if (!placed[sharp.element(rank)]) {
        order[next++] = sharp.element(rank);
      }
    }
    return Ranking.of(order);
  }

  /**
   * Which of the candidates stays.
   *
   * @param sums of each candidate's scores at all lengths
   * @param range what the input's score has more than the bare background's
   */
  int chosen(double[] sums, double range) {
    int own = sums.length - 1;
    for (int c = 0; c < own && range > 0; c++) {
      if (sums[c] >= sums[own] - tolerance * range * STEPS) {
        return c;
      }
    }
    return own;
  }
}
