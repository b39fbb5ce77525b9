package ai.pami.signal;

import ai.pami.explanation.Explanation;

/**
 * A prediction for a series, explained.
 *
 * @param explanation the maps, {@code [channels][time cells]}, and what produced them
 * @param series that was explained
 * @param cells the times that were kept and hidden together
 */
public record SeriesExplanation(Explanation explanation, Series series, TimeCells cells) {
  /** The importance of a value for a target, in the order asked for. */
  public double importance(int target, int channel, int time) {
    return explanation.map(target).value(channel * cells.count() + cells.cellOf(time));
  }
}
