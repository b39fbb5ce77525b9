/**
 * Explanations as evidence: {@link ai.pami.audit.ImageBundle} is one file that holds every question
 * and score, {@link ai.pami.audit.Verification} makes its map again and asks the model again, and
 * {@link ai.pami.audit.BundleDifference} tells whether two models look at the same places. The
 * format is described in {@code docs/bundle.md}.
 */
package ai.pami.audit;
