package ai.pami.explanation;

import ai.pami.target.Target;

/**
 * One target, explained.
 *
 * @param target what is explained
 * @param score the target's score on the unmasked input
 * @param backgroundScore its score when everything is hidden: what a map can't explain
 * @param map where the score comes from
 */
public record TargetExplanation(
    Target target, double score, double backgroundScore, ImportanceMap map) {}
