package ai.pami.engine;

/**
 * Hears every question that was answered, for those who keep a record. Nothing of it is kept by the
 * engine itself. Called on the thread that asks, in the order in which a method hears the answers,
 * just before it does.
 */
@FunctionalInterface
public interface ProbeRecorder {
  /** The whole input or the bare background of {@code composer} was asked. */
  default void whole(Composer<?> composer, Source source) {}

  /**
   * A probe was answered.
   *
   * @param scores a score a target, {@code [targets]}; not to be changed
   * @param asked whether the model was asked; false if an equal probe had been answered before
   */
  void answered(Probe<?> probe, double[] scores, boolean asked);

  /**
   * A round of probes has ended.
   *
   * @param calls inputs the model was asked so far, of all rounds
   */
  default void ended(StopReason stopped, long calls) {}

  /** Hears nothing. */
  static ProbeRecorder none() {
    return (probe, scores, asked) -> {};
  }

  /** This recorder, then another. */
  default ProbeRecorder and(ProbeRecorder next) {
    ProbeRecorder first = this;
    return new ProbeRecorder() {
      @Override
      public void whole(Composer<?> composer, Source source) {
        first.whole(composer, source);
        next.whole(composer, source);
      }

      @Override
      public void answered(Probe<?> probe, double[] scores, boolean asked) {
        first.answered(probe, scores, asked);
        next.answered(probe, scores, asked);
      }

      @Override
      public void ended(StopReason stopped, long calls) {
        first.ended(stopped, calls);
        next.ended(stopped, calls);
      }
    };
  }
}
