package ai.pami.audit;

/**
 * One thing that was looked at.
 *
 * @param what of the bundle
 * @param outcome whether it is as the bundle says
 * @param finding what was found, in a sentence's part
 */
public record Check(String what, Outcome outcome, String finding) {
  /** What a check came to. */
  public enum Outcome {
    /** Looked at, and as the bundle says. */
    SAME,
    /** Looked at, and not as the bundle says. */
    DIFFERS,
    /** Could not be looked at. */
    UNKNOWN,
    /** Nobody asked. */
    NOT_ASKED
  }
}
