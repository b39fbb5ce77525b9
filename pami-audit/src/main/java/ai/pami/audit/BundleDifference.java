package ai.pami.audit;

import ai.pami.PamiException;
import ai.pami.explanation.ImportanceMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two explanations of one picture, such as before and after a model was
 * trained anew, a target at a time.
 *
 * @param target what was explained, for a person
 * @param oldScore the target's score on the unmasked picture
 * @param newScore the same of the other model
 * @param rankCorrelation Spearman's, over all pixels that both maps know; NaN if one is flat
 * @param topOverlap the share of the old map's most important fifth that is in the new map's, 0..1;
 *     0.2 by chance
 * @param peakDistance between the highest places, as a share of the diagonal
 */
public record BundleDifference(
    String target,
    double oldScore,
    double newScore,
    double rankCorrelation,
    double topOverlap,
    double peakDistance) {

  /** The share of pixels that count as the most important. */
  public static final double TOP = 0.2;

  /**
   * How much elsewhere the new model looks: the share of the old map's most important fifth that is
   * not in the new map's. 0 for the same places, 0.8 by chance, 1 for none in common.
   */
  public double elsewhere() {
    return 1 - topOverlap;
  }

  /**
   * The differences of all targets, in the old bundle's order.
   *
   * @throws PamiException if the two are not of the same picture as the models see it, or the new
   *     one lacks a target of the old
   */
  public static List<BundleDifference> between(ImageBundle old, ImageBundle now) {
    Manifest.Input a = old.manifest().input();
    Manifest.Input b = now.manifest().input();
    if (!a.pixelsSha256().equals(b.pixelsSha256())) {
      throw new PamiException(
          "the bundles are of different pictures: %s in %s, %s in %s"
              .formatted(a.file(), old.name(), b.file(), now.name()));
    }
    if (a.seenHeight() != b.seenHeight() || a.seenWidth() != b.seenWidth()) {
      throw new PamiException(
          "the models see the picture at different sizes, %dx%d and %dx%d: their maps can't be compared"
              .formatted(a.seenWidth(), a.seenHeight(), b.seenWidth(), b.seenHeight()));
    }
    List<BundleDifference> differences = new ArrayList<>();
    for (int k = 0; k < old.manifest().targets().size(); k++) {
      Manifest.ExplainedTarget target = old.manifest().targets().get(k);
      differences.add(of(target, old.map(k), now, place(target, now)));
    }
    return differences;
  }

  private static int place(Manifest.ExplainedTarget wanted, ImageBundle bundle) {
    List<Manifest.ExplainedTarget> targets = bundle.manifest().targets();
    for (int k = 0; k < targets.size(); k++) {
      if (targets.get(k).index() == wanted.index()
          && targets.get(k).label().equals(wanted.label())) {
        return k;
      }
    }
    throw new PamiException(
        "%s does not explain target %d (%s) but %s: explain the same targets by --target with an index or label"
            .formatted(
                bundle.name(),
                wanted.index(),
                wanted.label(),
                targets.stream().map(t -> t.index() + " (" + t.label() + ")").toList()));
  }

  private static BundleDifference of(
      Manifest.ExplainedTarget target, ImportanceMap before, ImageBundle bundle, int k) {
    ImportanceMap after = bundle.map(k);
    if (before.peak() < 0 || after.peak() < 0) {
      throw new PamiException("a map without any value can't be compared: " + bundle.name());
    }
    return new BundleDifference(
        target.label(),
        target.score(),
        bundle.manifest().targets().get(k).score(),
        before.rankCorrelation(after),
        MapAgreement.topOverlap(before, after, TOP),
        MapAgreement.peakDistance(before, after));
  }
}
