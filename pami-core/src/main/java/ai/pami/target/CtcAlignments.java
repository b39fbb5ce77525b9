package ai.pami.target;

import ai.pami.model.Output;

/**
 * The probability that a stretch of a recogniser's steps spells given symbols, summed over all ways
 * to place them: the forward recursion of Graves et al., "Connectionist Temporal Classification",
 * ICML 2006, section 4.1, rescaled at every step so that long lines do not underflow on the way.
 */
final class CtcAlignments {
  private final int firstStep;
  private final int lastStep;
  private final int[] symbols;

  /**
   * @param firstStep of the stretch
   * @param lastStep of the stretch
   * @param symbols classes in the output, none of them blank, at least one
   */
  CtcAlignments(int firstStep, int lastStep, int... symbols) {
    this.firstStep = firstStep;
    this.lastStep = lastStep;
    this.symbols = symbols.clone();
  }

  /**
   * The probability, 0..1.
   *
   * @param output probabilities {@code [steps][classes]}
   */
  double probability(Output output, int classes) {
    // Between, before and after the symbols there may be blanks: places 0, 2, 4, ... are those.
    int places = 2 * symbols.length + 1;
    double[] reached = new double[places];
    double logScale = 0;
    for (int step = firstStep; step <= lastStep; step++) {
      double[] next = new double[places];
      double sum = 0;
      for (int place = 0; place < places; place++) {
        double before = step == firstStep ? (place < 2 ? 1 : 0) : arriving(reached, place);
        next[place] = before * output.get(step * classes + symbol(place));
        sum += next[place];
      }
      if (!(sum > 0)) {
        return 0;
      }
      for (int place = 0; place < places; place++) {
        next[place] /= sum;
      }
      logScale += Math.log(sum);
      reached = next;
    }
    return Math.exp(logScale) * (reached[places - 1] + reached[places - 2]);
  }

  private double arriving(double[] reached, int place) {
    double before = reached[place] + (place > 0 ? reached[place - 1] : 0);
    // A blank may be left out between two symbols that differ.
    boolean skips = place > 1 && place % 2 == 1 && symbol(place) != symbol(place - 2);
    return before + (skips ? reached[place - 2] : 0);
  }

  private int symbol(int place) {
    return place % 2 == 0 ? CtcReading.BLANK : symbols[place / 2];
  }
}
