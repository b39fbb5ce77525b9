package ai.pami.check;

/** Where verdicts part. Measured in docs/quality.md. */
final class Bounds {
  private Bounds() {}

  /** Class scores below this are almost none. */
  static final double NO_SCORE = 0.01;

  /** Class scores below this are little. */
  static final double LITTLE_SCORE = 0.05;

  /** Shares of a class score that the input must have over the bare background. */
  static final double CLASS_HARDLY_DIFFERS = 0.1;

  static final double CLASS_DIFFERS = 0.25;

  /** The same for other numbers, which may have any origin. */
  static final double NUMBER_HARDLY_DIFFERS = 0.01;

  static final double NUMBER_DIFFERS = 0.05;

  /** Below this share of the score a difference is the rounding of the model's own numbers. */
  static final double ROUNDING = 1e-6;

  /** Shares of the input that may have no value. */
  static final double SOME_UNASKED = 0.05;

  static final double MOST_UNASKED = 0.5;

  /** How much better than random orders an order is; see {@code Curves.gain}. */
  static final double GAIN = 0.15;

  static final double NO_GAIN = 0.07;

  /** Spearman's rank correlation of parts over two backgrounds. */
  static final double AGREE = 0.5;

  static final double DISAGREE = 0.2;

  /** What part of the score's range counts as no difference when parts are ranked. */
  static final double TIE = 0.005;

  /** Copies that must be asked before anything is said of the class they all have. */
  static final int LEAST_COPIES = 4;

  /** What share of the score must come and go for a class that stays to be no bad sign alone. */
  static final double VARIES = 0.5;
}
