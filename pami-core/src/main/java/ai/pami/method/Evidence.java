package ai.pami.method;

import java.util.Locale;

/** What a region's probes say for it. */
public enum Evidence {
  /** The score of the copy that shows only the region: PAMI as published. */
  KEEP,
  /** The loss of score when only the region is hidden. */
  DROP,
  /**
   * The mean of what the region adds to the bare background and what its loss takes from the input:
   * the first and the last of its marginal contributions. Costs two calls a region.
   */
  BOTH;

  boolean keeps() {
    return this != DROP;
  }

  boolean drops() {
    return this != KEEP;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
