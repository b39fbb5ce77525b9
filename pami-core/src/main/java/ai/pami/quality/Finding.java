package ai.pami.quality;

import java.util.Locale;
import java.util.Objects;

/**
 * What one test found.
 *
 * @param kind of test
 * @param verdict as far as this test goes
 * @param text a sentence with the numbers that were measured
 */
public record Finding(Kind kind, Verdict verdict, String text) {
  /** The tests. */
  public enum Kind {
    /** Whether there is a score to explain, and more of it than the bare background has. */
    SCORE,
    /** Whether the map's values differ from each other. */
    FLAT,
    /** Whether all of the input was asked about. */
    COVERAGE,
    /** Whether the map's order is better than the same order elsewhere. */
    ORDER,
    /** Whether hiding parts ever changes the class. */
    SAME_CLASS,
    /** Whether parts matter alike over another background. */
    BACKGROUNDS,
    /** The model failed while the map was checked. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(text, "text");
  }
}
