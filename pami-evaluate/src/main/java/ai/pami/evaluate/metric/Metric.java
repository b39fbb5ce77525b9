package ai.pami.evaluate.metric;

import java.util.OptionalDouble;

/** A number that says how good one map of one picture is. Immutable and thread-safe. */
public interface Metric {
  /** Short and stable, for columns and the command line: {@code insertion}, {@code pointing}. */
  String name();

  /** Whether more is better. */
  boolean higherIsBetter();

  /**
   * Whether a data set's value is the mean over classes of each class's mean, so that classes of
   * many pictures don't outweigh the others; false for the mean over pictures.
   */
  default boolean isClassMean() {
    return false;
  }

  /**
   * Judges one map.
   *
   * @return the value, or empty where it is undefined (an empty mask, a constant map where an order
   *     is needed); undefined values are counted, never taken as zero
   * @throws ai.pami.PamiException if the model fails
   */
  OptionalDouble measure(JudgedMap judged);
}
