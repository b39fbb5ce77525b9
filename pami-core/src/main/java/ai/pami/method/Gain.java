package ai.pami.method;

/**
 * What a part adds to the parts before it, or what parts are worth together.
 *
 * @param shown what the score rises by when the part is shown with them, above the bare background
 * @param hidden what the score falls by when the part is hidden with them, below the whole input
 */
record Gain(double shown, double hidden) {
  static final Gain NONE = new Gain(0, 0);

  double sum() {
    return shown + hidden;
  }

  Gain plus(Gain other) {
    return new Gain(shown + other.shown, hidden + other.hidden);
  }

  Gain minus(Gain other) {
    return new Gain(shown - other.shown, hidden - other.hidden);
  }

  /** Half of both. */
  Gain mean(Gain other) {
    return new Gain((shown + other.shown) / 2, (hidden + other.hidden) / 2);
  }
}
