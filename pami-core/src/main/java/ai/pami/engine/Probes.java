package ai.pami.engine;

import java.util.Optional;

/**
 * The probes that a method asks, one after another. Pulled by one thread while earlier probes are
 * being answered, so that cutting up the input costs no waiting.
 *
 * @param <P> the kind of probe
 */
public interface Probes<P> {
  /** The next probe, or empty after the last (but see {@link #waits()}). */
  Optional<P> next();

  /**
   * Whether {@link #next()}, having been empty, may have more once the answers still out have been
   * heard: for methods that ask what earlier answers suggest. What is asked next must follow from
   * the answers alone, not from when they come in.
   */
  default boolean waits() {
    return false;
  }

  /**
   * How many probes come between two waits, so that they can be shared among the threads; 0 if
   * there are no waits.
   */
  default int atATime() {
    return 0;
  }

  /**
   * Why there are no more, once there are none: all that were to be asked, or as many as needed.
   */
  default StopReason end() {
    return StopReason.COMPLETE;
  }

  /**
   * How many probes there will be in all, as well as can be told now: for progress, and to tell
   * short rounds from long ones.
   */
  long expected();

  /**
   * Hears the answers.
   *
   * @param <P> the kind of probe
   */
  @FunctionalInterface
  interface Listener<P> {
    /**
     * Receives one probe's scores. Called on one thread, in the order in which probes were pulled.
     *
     * @param scores a score a target, {@code [targets]}; not to be changed
     */
    void answered(P probe, double[] scores);
  }
}
