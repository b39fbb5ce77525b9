package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.MeanColour;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.image.segment.RegularGrid;
import ai.pami.image.segment.Slic;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Second passes, views of the picture and backgrounds that follow the regions. */
class ImageExplainerPassesTest {
  private static final Picture PICTURE = RedRectangle.picture();

  private static Explanation explain(ImageSettings settings, long budget) {
    return ImageExplainer.of(RedRectangle.model(), RedRectangle.preprocessing(Channels.RGB))
        .settings(settings)
        .budget(budget)
        .explain(PICTURE, Targets.index(0))
        .explanation();
  }

  /** Eight super-pixels, over black. */
  private static ImageSettings settings() {
    return Preset.DEFAULT
        .settings()
        .withBackground(Solid.BLACK)
        .withPartitioners(List.of(Slic.of(8, 20), RegularGrid.of(3, 4)));
  }

  @Test
  void aPassIsNotShownAsTheEndWhereMoreFollow() {
    List<Progress> heard = new ArrayList<>();
    ImageExplainer.of(RedRectangle.model(), RedRectangle.preprocessing(Channels.RGB))
        .settings(settings().withPasses(3))
        .progress(heard::add)
        .explain(PICTURE, Targets.index(0));

    List<Progress> ended = heard.stream().filter(p -> p.calls() == p.expected()).toList();
    assertThat(ended).hasSize(1);
    assertThat(heard.get(heard.size() - 1)).isEqualTo(ended.get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyPassCutsUpTheMapOfThePassBefore(int passes) {
    List<Picture> cutUp = new ArrayList<>();
    Partitioner<Picture> recording =
        new Partitioner<>() {
          @Override
          public String name() {
            return "recording";
          }

          @Override
          public Partition partition(Picture picture) {
            cutUp.add(picture);
            return RegularGrid.of(2 + cutUp.size(), 4).partition(picture);
          }
        };
    Explanation found =
        explain(
            settings().withPartitioners(List.of(recording)).withPasses(passes), Integer.MAX_VALUE);
    assertThat(cutUp).hasSize(passes);
    assertThat(cutUp.get(0)).isEqualTo(PICTURE);
    for (int pass = 2; pass <= passes; pass++) {
      // The map in colours: its brightest yellow lies where the model looked.
      assertThat(TestPictures.colour(cutUp.get(pass - 1), 11, 6)).isEqualTo(0xFDE724);
      assertThat(TestPictures.colour(cutUp.get(pass - 1), 0, 15)).isEqualTo(0x440154);
      assertThat(found.regions().get(pass - 1).view()).isEqualTo("as it is, pass " + pass);
    }
    assertThat(found.regions()).hasSize(passes);
    assertThat(found.settings()).containsEntry("passes", Integer.toString(passes));
    assertThat(found.map(0).value(6 * 24 + 11)).isEqualTo(found.map(0).max());
  }

  @Test
  void aPassThatCouldNotLookEverywhereDoesNotReplaceTheOneBefore() {
    Explanation first = explain(settings(), Integer.MAX_VALUE);
    Explanation cut = explain(settings().withPasses(2), first.cost().calls() + 3);
    assertThat(cut.cost().stopped()).isEqualTo(StopReason.BUDGET);
    assertThat(cut.cost().calls()).isEqualTo(first.cost().calls() + 3);
    assertThat(cut.map(0).values()).containsExactly(first.map(0).values());
  }

  /** Red counts everywhere alike, so a pixel's share is its red in whatever view it is asked. */
  @ParameterizedTest
  @EnumSource
  void evidenceOfEveryViewComesBackToItsPixel(Evidence evidence) {
    Picture picture = TestPictures.noise(8, 6, 3);
    FunctionTensorModel reds =
        new FunctionTensorModel(
            ElementType.FLOAT32,
            List.of(TensorInfo.FREE, 6, 8, 3),
            numbers -> {
              float sum = 0;
              for (int i = 0; i < numbers.length; i += 3) {
                sum += numbers[i];
              }
              return new float[] {sum};
            });
    ImageSettings settings =
        settings()
            .withPartitioners(List.of(RegularGrid.of(6, 8)))
            .withEvidence(evidence)
            .withViews(
                List.of(
                    PictureView.AS_IT_IS,
                    PictureView.shifted(2, 0),
                    PictureView.shifted(-1, 3),
                    PictureView.shiftedWithMirror(2, -3),
                    PictureView.turned(180)));
    ImportanceMap map =
        ImageExplainer.of(reds, Preprocessing.RAW)
            .settings(settings)
            .explain(picture, Targets.index(0))
            .map(0);
    for (int i = 0; i < 48; i++) {
      boolean inMirrored = i / 8 >= 2 && i % 8 < 5;
      assertThat(map.value(i)).isEqualTo(picture.value(i, 0));
      assertThat(map.coverage(i)).isEqualTo(inMirrored ? 5 : 4);
      assertThat(map.standardError(i)).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void aQuarterTurnOfAPictureThatIsNotSquareIsRefused() {
    ImageSettings turned = settings().withViews(List.of(PictureView.turned(90)));
    assertThatThrownBy(() -> explain(turned, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("24x16")
        .hasMessageContaining("turned by 90");
  }

  @ParameterizedTest
  @EnumSource
  void aBackgroundMayFollowTheRegions(Evidence evidence) {
    // A region in its own mean colour keeps its sum, so nothing that hides it can tell.
    FunctionTensorModel sum =
        new FunctionTensorModel(
            ElementType.FLOAT32,
            List.of(TensorInfo.FREE, RedRectangle.HEIGHT, RedRectangle.WIDTH, 3),
            numbers -> {
              double all = 0;
              for (float number : numbers) {
                all += number;
              }
              return new float[] {(float) all};
            });
    ImageSettings settings =
        settings().withBackground(MeanColour.ofRegions()).withEvidence(evidence);
    Explanation found =
        ImageExplainer.of(sum, Preprocessing.UNIT)
            .settings(settings)
            .explain(PICTURE, Targets.index(0))
            .explanation();
    double whole = found.targets().get(0).score();
    double wanted = evidence == Evidence.KEEP ? whole : 0;
    for (double value : found.map(0).values()) {
      assertThat(value).isCloseTo(wanted, within(1e-5 * whole));
    }
  }

  @Test
  void meansOfOverlappingRegionsAreRefused() {
    ImageSettings settings =
        settings()
            .withBackground(MeanColour.ofRegions())
            .withPartitioners(List.of(SlidingWindow.discs(4, 2)));
    assertThatThrownBy(() -> explain(settings, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }

  @Test
  void aBackgroundOfTheWrongSizeIsNamed() {
    ImageSettings settings = settings().withBackground((picture, regions) -> new float[7]);
    assertThatThrownBy(() -> explain(settings, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("background 'custom' gives 7 values for a picture of 24x16");
  }

  @Test
  void settingsThatAskNothingAreRefused() {
    assertThatThrownBy(() -> settings().withPartitioners(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one partitioner");
    assertThatThrownBy(() -> settings().withViews(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one view");
    for (int passes : new int[] {0, -1, 101}) {
      assertThatThrownBy(() -> settings().withPasses(passes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("passes must be 1..100, not " + passes);
    }
  }
}
