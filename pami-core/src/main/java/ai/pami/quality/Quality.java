package ai.pami.quality;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a map's quality. Only what was measured is here; what the calls did not suffice
 * for is in {@link #unchecked()}.
 *
 * @param findings one a test that was made, in the order of {@link Finding.Kind}
 * @param unchecked what could not be tested and why, a sentence each
 * @param curves the map's own insertion and deletion
 * @param sufficient the smallest part found, grown by importance, that alone keeps the answer
 * @param necessary the smallest part found, grown by importance, whose removal changes the answer
 * @param against what speaks against the target; its score is the one without it
 * @param rival what speaks more for the strongest rival than for the target; its score is the
 *     rival's without it
 */
public record Quality(
    List<Finding> findings,
    List<String> unchecked,
    Optional<Curves> curves,
    Optional<Part> sufficient,
    Optional<Part> necessary,
    Optional<Part> against,
    Optional<Part> rival) {
  public Quality {
    findings = List.copyOf(findings);
    unchecked = List.copyOf(unchecked);
  }

  /**
   * The worst of all findings, and not better than {@link Verdict#WEAK} where the map's order was
   * not tested.
   */
  public Verdict verdict() {
    boolean tested = findings.stream().anyMatch(f -> f.kind() == Finding.Kind.ORDER);
    return findings.stream()
        .map(Finding::verdict)
        .reduce(tested ? Verdict.RELIABLE : Verdict.WEAK, Verdict::or);
  }

  /** The findings that made the verdict what it is: those below {@link Verdict#RELIABLE}. */
  public List<Finding> reasons() {
    return findings.stream().filter(f -> f.verdict() != Verdict.RELIABLE).toList();
  }
}
