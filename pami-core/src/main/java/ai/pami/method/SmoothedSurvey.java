package ai.pami.method;

import ai.pami.domain.Ranking;
import ai.pami.explanation.ImportanceMap;
import java.util.function.UnaryOperator;

/**
 * A survey's map of one target, and what every order and map of a selection needs of it, worked out
 * once: the orders when first asked for, as maps of the parts' own gains need none. Thread-safe.
 */
final class SmoothedSurvey {
  private final ImportanceMap map;
  private final double[] smooth;
  private Ranking order;
  private Ranking smoothOrder;

  SmoothedSurvey(ImportanceMap map, UnaryOperator<double[]> smoothing) {
    this.map = map;
    this.smooth = smoothing.apply(map.values());
  }

  /** The same survey, smoothed otherwise. */
  SmoothedSurvey with(UnaryOperator<double[]> smoothing) {
    SmoothedSurvey other = new SmoothedSurvey(map, smoothing);
    other.order = order();
    return other;
  }

  /** The survey's own. */
  ImportanceMap map() {
    return map;
  }

  /** Its values smoothed, {@code [domain.size()]}; not to be written to. */
  double[] smooth() {
    return smooth;
  }

  /** The order of the smoothed values, the greatest first. */
  synchronized Ranking smoothOrder() {
    if (smoothOrder == null) {
      smoothOrder = Ranking.descending(smooth);
    }
    return smoothOrder;
  }

  private synchronized Ranking order() {
    if (order == null) {
      order = Ranking.descending(map.values());
    }
    return order;
  }

  /**
   * The survey's values, dealt out anew: the greatest to the first element of {@code anew}.
   * Standard errors and coverage stay where they are.
   */
  ImportanceMap dealt(Ranking anew) {
    return dealt(anew, 0);
  }

  /**
   * The same, every value a billionth of their range, or less, below the one before it, so that of
   * equal ones too it can be told which comes first.
   */
  ImportanceMap dealtApart(Ranking anew) {
    return dealt(anew, 1e-9 * (map.max() - map.min()));
  }

  private ImportanceMap dealt(Ranking anew, double slope) {
    int n = anew.size();
    double[] values = new double[n];
    double[] errors = new double[n];
    int[] coverage = new int[n];
    for (int rank = 0; rank < n; rank++) {
      values[anew.element(rank)] = map.value(order().element(rank)) - slope * rank / n;
    }
    for (int e = 0; e < n; e++) {
      errors[e] = map.standardError(e);
      coverage[e] = map.coverage(e);
    }
    return ImportanceMap.of(map.domain(), values, errors, coverage);
  }
}
