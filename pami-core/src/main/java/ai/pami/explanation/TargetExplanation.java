package ai.pami.explanation;

import ai.pami.quality.Quality;
import ai.pami.target.Target;
import java.util.Optional;

/**
 * One target, explained.
 *
 * @param target what is explained
 * @param score the target's score on the unmasked input
 * @param backgroundScore its score when everything is hidden: what a map can't explain
 * @param map where the score comes from
 * @param quality what a check found of the map; empty if it was not checked
 * @param rival the strongest other class, explained by the same calls; empty if the answer is no
 *     class or the run did not explain it
 */
public record TargetExplanation(
    Target target,
    double score,
    double backgroundScore,
    ImportanceMap map,
    Optional<Quality> quality,
    Optional<TargetExplanation> rival) {

  /** A target whose map was not checked. */
  public TargetExplanation(Target target, double score, double backgroundScore, ImportanceMap map) {
    this(target, score, backgroundScore, map, Optional.empty(), Optional.empty());
  }
}
