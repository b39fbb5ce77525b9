package ai.pami.check;

import ai.pami.explanation.ImportanceMap;
import ai.pami.quality.Curves;
import ai.pami.quality.Finding;
import ai.pami.quality.Finding.Kind;
import ai.pami.quality.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tests of one map, each with a verdict and a sentence. */
final class MapTests {
  private final Aim aim;
  private final ImportanceMap map;
  private final String input;

  /**
   * @param input what the input is called
   */
  MapTests(Aim aim, ImportanceMap map, String input) {
    this.aim = aim;
    this.map = map;
    this.input = input;
  }

  /** Whether there is something to explain. Costs nothing. */
  Finding score() {
    double s = aim.score();
    double b = aim.background();
    double size = Math.max(Math.abs(s), Math.abs(b));
    double share = size > 0 ? Math.abs(s - b) / size : 0;
    String score = Words.number(s);
    String bare = Words.number(b);
    if (aim.isClass() && s < Bounds.NO_SCORE) {
      return new Finding(
          Kind.SCORE,
          Verdict.UNRELIABLE,
          "The model gives this class almost no score: %s of 1. There is next to nothing to explain."
              .formatted(score));
    }
    double least = aim.isClass() ? Bounds.CLASS_HARDLY_DIFFERS : Bounds.NUMBER_HARDLY_DIFFERS;
    double enough = aim.isClass() ? Bounds.CLASS_DIFFERS : Bounds.NUMBER_DIFFERS;
    if (share < least) {
      return new Finding(
          Kind.SCORE,
          Verdict.UNRELIABLE,
          "The score hardly differs from the bare background's: %s with the %s, %s without. What the %s shows explains next to nothing of it."
              .formatted(score, input, bare, input));
    }
    if (aim.isClass() && b > s) {
      return new Finding(
          Kind.SCORE,
          Verdict.WEAK,
          "The bare background scores more than the %s: %s against %s. The %s speaks against this class, and the map tells where."
              .formatted(input, bare, score, input));
    }
    if (share < enough) {
      return new Finding(
          Kind.SCORE,
          Verdict.WEAK,
          "The bare background alone scores %s, the %s %s: the map can only explain what lies between."
              .formatted(bare, input, score));
    }
    if (aim.isClass() && s < Bounds.LITTLE_SCORE) {
      return new Finding(
          Kind.SCORE,
          Verdict.WEAK,
          "The model gives this class little score: %s of 1.".formatted(score));
    }
    return new Finding(
        Kind.SCORE,
        Verdict.RELIABLE,
        "There is something to explain: the %s scores %s, the bare background %s."
            .formatted(input, score, bare));
  }

  /** Whether the map says anything. Costs nothing. */
  Finding flat() {
    double min = map.min();
    double max = map.max();
    double rounding = Bounds.ROUNDING * Math.max(Math.abs(aim.score()), Math.abs(aim.background()));
    if (isFlat()) {
      return new Finding(
          Kind.FLAT,
          Verdict.UNRELIABLE,
          Double.isNaN(min)
              ? "The map has no values: nothing was asked."
              : "The map is flat: %s everywhere%s. It points nowhere."
                  .formatted(
                      Words.number(Math.abs(max) <= rounding ? 0 : max),
                      max > min ? ", but for rounding" : ""));
    }
    double ratio = spreadOverError();
    if (ratio < 1) {
      return new Finding(
          Kind.FLAT,
          Verdict.WEAK,
          "The map's values differ no more than their own standard errors: the spread is %.1f times the error."
              .formatted(ratio));
    }
    return new Finding(
        Kind.FLAT,
        Verdict.RELIABLE,
        "The map is not flat: its values run from %s to %s%s."
            .formatted(
                Words.number(min),
                Words.number(max),
                Double.isInfinite(ratio)
                    ? ""
                    : String.format(
                        Locale.ROOT, ", a spread of %.1f times their standard error", ratio)));
  }

  boolean isFlat() {
    double rounding = Bounds.ROUNDING * Math.max(Math.abs(aim.score()), Math.abs(aim.background()));
    return !(map.max() - map.min() > rounding);
  }

  /** The values' standard deviation over their root mean square error; infinite if unknown. */
  private double spreadOverError() {
    int n = 0;
    int known = 0;
    double sum = 0;
    double squares = 0;
    double errors = 0;
    double origin = map.max();
    for (int i = 0; i < map.domain().size(); i++) {
      double value = map.value(i) - origin;
      double error = map.standardError(i);
      if (!Double.isNaN(value)) {
        n++;
        sum += value;
        squares += value * value;
      }
      if (!Double.isNaN(error)) {
        known++;
        errors += error * error;
      }
    }
    double variance = squares / n - sum / n * (sum / n);
    return known < n / 2 || errors == 0
        ? Double.POSITIVE_INFINITY
        : Math.sqrt(Math.max(0, variance) / (errors / known));
  }

  /** Whether the map covers the input; empty if it does. Costs nothing. */
  Optional<Finding> coverage() {
    int size = map.domain().size();
    int missing = 0;
    for (int i = 0; i < size; i++) {
      missing += Double.isNaN(map.value(i)) ? 1 : 0;
    }
    double share = (double) missing / size;
    if (share < Bounds.SOME_UNASKED || missing == size) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.COVERAGE,
            share < Bounds.MOST_UNASKED ? Verdict.WEAK : Verdict.UNRELIABLE,
            "%s of the %s was never asked about.".formatted(Words.percent(share), input)));
  }

  /** Whether the map's order is better than the same order elsewhere. */
  Finding order(Curves curves) {
    Verdict verdict =
        curves.gain() >= Bounds.GAIN && curves.best()
            ? Verdict.RELIABLE
            : curves.gain() >= Bounds.NO_GAIN ? Verdict.WEAK : Verdict.UNRELIABLE;
    int points = curves.insertion().shares().size() - 2;
    String measured =
        String.format(
            Locale.ROOT,
            "by %.2f of the score's range; %s, %s a curve",
            curves.gain(),
            Words.count(curves.randomOrders(), "random order"),
            Words.count(points, "point"));
    String text =
        switch (verdict) {
          case RELIABLE ->
              "Its order is better than chance: shown first, what matters most brings the score back sooner than as much elsewhere, and hidden first it takes it away sooner (%s).";
          case WEAK ->
              curves.best()
                  ? "Its order is only a little better than a random one (%s)."
                  : "Its order is better than the mean of random ones but not than each (%s).";
          case UNRELIABLE ->
              curves.gain() > 0 && curves.best()
                  ? "The insertion and deletion curves are hardly better than a random order's (%s): what it calls important matters hardly more than as much elsewhere."
                  : "The insertion and deletion curves are no better than a random order's (%s): what it calls important matters no more than as much elsewhere.";
        };
    return new Finding(Kind.ORDER, verdict, text.formatted(measured));
  }

  /**
   * Whether what is shown changes the class; empty if the model's answers are no classes, this is
   * not the class it names, or too few copies were asked.
   *
   * @param answers to all copies, the background's not among them
   */
  Optional<Finding> sameClass(List<double[]> answers) {
    if (!aim.isAnswer() || answers.size() < Bounds.LEAST_COPIES) {
      return Optional.empty();
    }
    long same = answers.stream().filter(aim::names).count() + (aim.backgroundNames() ? 1 : 0);
    int asked = answers.size() + 1;
    if (same < asked) {
      return Optional.of(
          new Finding(
              Kind.SAME_CLASS,
              Verdict.RELIABLE,
              "What is shown decides: the model names another class for %d of %d masked copies."
                  .formatted(asked - same, asked)));
    }
    double least =
        answers.stream().mapToDouble(a -> a[aim.index()]).reduce(aim.background(), Math::min);
    boolean varies = aim.score() - least >= Bounds.VARIES * aim.score();
    return Optional.of(
        new Finding(
            Kind.SAME_CLASS,
            varies ? Verdict.WEAK : Verdict.UNRELIABLE,
            "The model says the same class whatever is shown: for all %d masked copies, the bare background among them%s."
                .formatted(
                    asked,
                    varies ? "; only its score changes, down to " + Words.number(least) : "")));
  }
}
