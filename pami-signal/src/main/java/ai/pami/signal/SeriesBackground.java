package ai.pami.signal;

/**
 * What hidden values show. Implementations are immutable; {@link SeriesBackgrounds} has the usual
 * ones.
 */
public interface SeriesBackground {
  /** For records, with its parameters. */
  String name();

  /**
   * What each value shows when it is hidden.
   *
   * @return {@code [channels * times]}, times running fastest
   */
  float[] of(Series series);

  /**
   * Whether a gap next to shown values is bridged from one to the other by a straight line instead,
   * so that {@link #of} counts only where a whole channel is hidden.
   */
  default boolean bridges() {
    return false;
  }
}
