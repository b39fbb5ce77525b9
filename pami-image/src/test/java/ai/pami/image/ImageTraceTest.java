package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Background;
import ai.pami.image.background.MeanColour;
import ai.pami.image.background.Noise;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Felzenszwalb;
import ai.pami.image.segment.Quickshift;
import ai.pami.image.segment.RegularGrid;
import ai.pami.image.segment.Seeds;
import ai.pami.image.segment.Slic;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.image.segment.Watershed;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was asked is kept on request, makes the same map again, and settings are read back. */
class ImageTraceTest {
  private static final Picture PICTURE = RedRectangle.picture();

  private static ImageExplainer explainer(ImageMethod method) {
    return ImageExplainer.of(RedRectangle.model(), RedRectangle.preprocessing(Channels.RGB))
        .method(method)
        .traced(Long.MAX_VALUE);
  }

  private static ImageSettings small() {
    return Preset.DEFAULT
        .settings()
        .withBackground(Solid.BLACK)
        .withPartitioners(List.of(Slic.of(8, 20), RegularGrid.of(3, 4)));
  }

  static Stream<ImageSettings> settings() {
    return Stream.of(
        small(),
        small().withEvidence(Evidence.KEEP).withPasses(3),
        small().withBackground(MeanColour.ofRegions()),
        small().withBackground(Noise.of(-7)).withEvidence(Evidence.DROP),
        small().withViews(List.of(PictureView.AS_IT_IS, PictureView.shifted(2, -3))),
        small()
            .withPartitioners(
                List.of(
                    SlidingWindow.discs(5, 3),
                    SlidingWindow.squares(2, 4),
                    SlidingWindow.rectangles(3, 5, 2, 6))),
        small()
            .withPartitioners(
                List.of(
                    Felzenszwalb.of(100, 0.85, 20),
                    Seeds.of(12),
                    Seeds.of(12, 3, 1, 4, false, 2),
                    Watershed.of(5, 0.0001),
                    Quickshift.of(0.5, 2, 10, Long.MIN_VALUE))));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theSameMapComesOutOfTheRecordAlone(ImageSettings settings) {
    ImageExplanation first = explainer(settings).explain(PICTURE, Targets.index(0));
    ImageTrace trace = first.trace().orElseThrow();
    ImageMethod again = read(trace, Optional.empty());
    ImageExplanation second = replayed(trace, again);

    assertSame(first, second);
    assertThat(second.explanation().cost().calls()).isEqualTo(first.explanation().cost().calls());
    assertThat(second.trace().orElseThrow().copies())
        .extracting(ImageTrace.Copy::sha256)
        .isEqualTo(trace.copies().stream().map(ImageTrace.Copy::sha256).toList());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetsAreReadBack(Preset preset) {
    ImageMethod method = preset.settings();
    assertThat(
            DescribedSettings.read(
                    method.describe(),
                    method.budget(),
                    n -> Optional.empty(),
                    n -> Optional.empty())
                .map(ImageSettings::describe))
        .contains(method.describe());
  }

  @ParameterizedTest
  @ValueSource(longs = {60, 210, 333, 600})
  void theDefaultsMapComesOutOfTheRecordAlone(long budget) {
    ImageExplanation first =
        explainer(Preset.DEFAULT.method()).budget(budget).explain(PICTURE, Targets.index(0));
    ImageTrace trace = first.trace().orElseThrow();
    Optional<ImageSelection> read =
        ImageSelection.read(trace.method(), trace.budget(), name -> Optional.empty());
    assertSame(first, replayed(trace, read.orElseThrow()));
    assertThat(ImageSelection.read(small().describe(), 600, name -> Optional.empty())).isEmpty();
  }

  @Test
  void aRunThatWasEndedEarlyIsRepeatedToItsEnd() {
    ImageExplanation first =
        explainer(small().withPasses(2)).budget(41).batch(3).explain(PICTURE, Targets.index(0));
    ImageTrace trace = first.trace().orElseThrow();
    ImageExplanation second = replayed(trace, read(trace, Optional.empty()));

    assertThat(first.explanation().cost().stopped()).isEqualTo(StopReason.BUDGET);
    assertThat(second.explanation().cost().stopped()).isEqualTo(StopReason.BUDGET);
    assertThat(trace.budget()).isEqualTo(41);
    assertSame(first, second);
  }

  @Test
  void anotherMethodIsNotTakenForTheRecorded() {
    ImageTrace trace = explainer(small()).explain(PICTURE, Targets.index(0)).trace().orElseThrow();

    assertThatThrownBy(
            () -> replayed(trace, small().withPartitioners(List.of(RegularGrid.of(3, 4)))))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("question 1 is another than the record's");
    assertThatThrownBy(() -> replayed(trace, small().withPasses(2)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("1 rounds of questions, but more are asked now");
  }

  @Test
  void whatANameDoesNotSayIsAskedFor() {
    Background mine = (picture, regions) -> Solid.BLACK.of(picture, regions);
    ImageTrace trace =
        explainer(small().withBackground(mine)).explain(PICTURE, Targets.index(0)).trace().get();

    Map<String, String> unknown = new LinkedHashMap<>(trace.method());
    unknown.put("partitioners", "slic(segments=8, compactness=20) mine(3)");
    assertThat(DescribedSettings.read(unknown, 9, n -> Optional.empty(), n -> Optional.of(mine)))
        .isEmpty();
    assertThat(
            DescribedSettings.read(trace.method(), 9, n -> Optional.empty(), n -> Optional.empty()))
        .isEmpty();
    assertSame(
        explainer(small()).explain(PICTURE, Targets.index(0)),
        replayed(trace, read(trace, Optional.of(mine))));
  }

  @Test
  void nothingIsKeptUnlessAskedFor() {
    ImageExplainer explainer = explainer(small());
    assertThat(explainer.traced(0).explain(PICTURE, Targets.index(0)).trace()).isEmpty();
    assertThat(explainer.traced(3).explain(PICTURE, Targets.index(0)).trace()).isEmpty();
  }

  @Test
  void knowsWhichTargetsAreOneValueOfTheOutput() {
    ImageTrace plain = explainer(small()).explain(PICTURE, Targets.index(0)).trace().get();
    ImageTrace made =
        explainer(small())
            .explain(
                PICTURE,
                (output, labels) -> List.of(new Target(0, "double", o -> 2 * o.get(0) + 1)))
            .trace()
            .get();
    assertThat(plain.readsOutput()).isTrue();
    assertThat(made.readsOutput()).isFalse();
  }

  private static ImageMethod read(ImageTrace trace, Optional<Background> background) {
    return DescribedSettings.read(
            trace.method(), trace.budget(), name -> Optional.empty(), name -> background)
        .orElseThrow();
  }

  private static ImageExplanation replayed(ImageTrace trace, ImageMethod method) {
    return ImageExplainer.replaying(trace, Map.of())
        .method(method)
        .explain(PICTURE, (output, labels) -> List.of(Target.value(0, "0")));
  }

  private static void assertSame(ImageExplanation first, ImageExplanation second) {
    assertThat(bits(second.map(0))).isEqualTo(bits(first.map(0)));
  }

  private static List<Long> bits(ImportanceMap map) {
    return IntStream.range(0, map.domain().size())
        .boxed()
        .flatMap(
            i ->
                Arrays.asList(
                    Double.doubleToRawLongBits(map.value(i)),
                    Double.doubleToRawLongBits(map.standardError(i)),
                    (long) map.coverage(i))
                    .stream())
        .toList();
  }
}
