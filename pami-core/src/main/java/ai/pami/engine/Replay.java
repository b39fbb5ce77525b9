package ai.pami.engine;

import ai.pami.model.Output;

/**
 * The answers of an earlier run in place of a model's: a method that is given them again, in the
 * same order, makes the same maps. Used once, by one engine.
 *
 * <p>Every question is checked against the one that was answered then; the first that differs ends
 * the run with a {@link ai.pami.PamiException}.
 */
public interface Replay {
  /** What was answered for the whole input or the bare background of the first composer. */
  Output whole(Composer<?> composer, Source source);

  /** Begins the next round and tells how many answers it had. */
  long begin();

  /**
   * The scores that were answered next.
   *
   * @throws ai.pami.PamiException if the answer was to another question
   */
  double[] answer(Probe<?> probe);

  /** How the round ended. */
  End end();

  /**
   * The end of a round.
   *
   * @param stopped why it ended
   * @param calls inputs the model had been asked by then, of all rounds
   */
  record End(StopReason stopped, long calls) {}
}
