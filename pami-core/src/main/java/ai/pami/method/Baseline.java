package ai.pami.method;

import ai.pami.engine.Composer;

/** What is known of an input before a method starts. */
public final class Baseline<S> {
  private final Composer<S> composer;
  private final double[] inputScores;
  private final double[] backgroundScores;

  /**
   * @param composer of the input as it lies
   * @param inputScores the targets' scores on the unmasked input, {@code [targets]}
   * @param backgroundScores the targets' scores on the bare background, {@code [targets]}
   */
  public Baseline(Composer<S> composer, double[] inputScores, double[] backgroundScores) {
    this.composer = composer;
    this.inputScores = inputScores.clone();
    this.backgroundScores = backgroundScores.clone();
  }

  public Composer<S> composer() {
    return composer;
  }

  /** The targets' scores on the unmasked input, {@code [targets]}, a copy. */
  public double[] inputScores() {
    return inputScores.clone();
  }

  /** The targets' scores on the bare background, {@code [targets]}, a copy. */
  public double[] backgroundScores() {
    return backgroundScores.clone();
  }
}
