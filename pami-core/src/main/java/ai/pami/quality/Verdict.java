package ai.pami.quality;

import java.util.Locale;

/** How far a map may be relied on, by what was measured of it. */
public enum Verdict {
  /** Every test that was made was passed, the one of the map's order among them. */
  RELIABLE,
  /** A test was passed narrowly, or the one that counts most could not be made. */
  WEAK,
  /** A test says that the map does not tell what the score depends on. */
  UNRELIABLE;

  /** The worse of the two. */
  public Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
