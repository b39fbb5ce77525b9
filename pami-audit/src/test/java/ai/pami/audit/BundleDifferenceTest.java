package ai.pami.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether two models look at the same places. */
class BundleDifferenceTest {
  private static ImageBundle bundle(Picture picture, Targets targets, RedModel model) {
    var explanation =
        ImageExplainer.of(model, RedModel.PREPROCESSING)
            .method(Bundles.settings())
            .traced(Long.MAX_VALUE)
            .explain(picture, targets);
    return ImageBundle.read("b", new BundleWriter(explanation).toBytes(InputCopy.of(picture)));
  }

  @Test
  void aModelLooksWhereItLooks() {
    List<BundleDifference> none =
        BundleDifference.between(Bundles.bundle(RedModel.left()), Bundles.bundle(RedModel.left()));

    assertThat(none).hasSize(2);
    assertThat(none.get(0).elsewhere()).isZero();
    assertThat(none.get(0).rankCorrelation()).isCloseTo(1, within(1e-12));
    assertThat(none.get(0).peakDistance()).isZero();
    assertThat(none.get(0).oldScore()).isEqualTo(none.get(0).newScore());
  }

  @Test
  void aModelThatLooksElsewhereIsFound() {
    BundleDifference moved =
        BundleDifference.between(Bundles.bundle(RedModel.left()), Bundles.bundle(RedModel.right()))
            .get(0);

    assertThat(moved.elsewhere()).isGreaterThan(0.5);
    assertThat(moved.rankCorrelation()).isLessThan(0.5);
    assertThat(moved.peakDistance()).isBetween(0.2, 0.8);
  }

  @Test
  void whatCantBeComparedIsNamed() {
    ImageBundle one = bundle(Bundles.PICTURE, Targets.index(0), RedModel.left());
    assertThatThrownBy(
            () ->
                BundleDifference.between(
                    one, bundle(RedModel.picture(2), Targets.index(0), RedModel.left())))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("different pictures");
    assertThatThrownBy(
            () ->
                BundleDifference.between(
                    one, bundle(Bundles.PICTURE, Targets.index(1), RedModel.left())))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("does not explain target 0 (0) but [1 (1)]");
  }

  @Test
  void numbersAreThoseOfTheirDefinitions() {
    Domain domain = Domain.of(2, 5);
    double[] ascending = new double[10];
    Arrays.setAll(ascending, i -> i);
    double[] descending = new double[10];
    Arrays.setAll(descending, i -> -i);
    ImportanceMap up = ImportanceMap.of(domain, ascending);
    ImportanceMap down = ImportanceMap.of(domain, descending);
    ImportanceMap flat = ImportanceMap.of(domain, new double[10]);
    ImportanceMap ties =
        ImportanceMap.of(domain, new double[] {0, 0, 0, 0, 0, 1, 1, 1, Double.NaN, 1});

    assertThat(up.rankCorrelation(up)).isCloseTo(1, within(1e-12));
    assertThat(up.rankCorrelation(down)).isCloseTo(-1, within(1e-12));
    assertThat(up.rankCorrelation(flat)).isNaN();
    // scipy.stats.spearmanr of the nine places that both know
    assertThat(up.rankCorrelation(ties)).isCloseTo(0.8660254, within(1e-6));
    assertThat(MapAgreement.topOverlap(up, down, 0.2)).isZero();
    assertThat(MapAgreement.topOverlap(up, down, 0.6)).isCloseTo(2 / 6.0, within(1e-12));
    assertThat(MapAgreement.topOverlap(up, flat, 0.2)).isZero();
    assertThat(MapAgreement.topOverlap(flat, flat, 0.2)).isOne();
    assertThat(MapAgreement.peakDistance(up, down))
        .isCloseTo(Math.hypot(4, 1) / Math.hypot(5, 2), within(1e-12));
  }
}
