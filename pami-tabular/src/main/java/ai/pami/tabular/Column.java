package ai.pami.tabular;

/**
 * A column of a table.
 *
 * @param name as the header says
 * @param kind what its cells hold
 */
public record Column(String name, Kind kind) {
  /** What a column's cells hold. */
  public enum Kind {
    /** Numbers; an empty cell is {@link Double#NaN}. */
    NUMBER,
    /** Names; an empty cell is an empty name. */
    CATEGORY
  }
}
