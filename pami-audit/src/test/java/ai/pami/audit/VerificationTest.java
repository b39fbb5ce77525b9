package ai.pami.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.audit.Check.Outcome;
import ai.pami.engine.EngineOptions;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.background.Background;
import ai.pami.image.background.MeanColour;
import ai.pami.image.background.OtherPicture;
import ai.pami.image.background.Solid;
import ai.pami.image.segment.LabelMap;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.image.view.PictureView;
import ai.pami.target.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is claimed of a bundle was looked at. */
class VerificationTest {
  private static List<Check> verify(ImageBundle bundle, RedModel model, int sample) {
    return Verification.of(bundle, List.of(), model, sample, 7, EngineOptions.defaults());
  }

  private static Outcome outcome(List<Check> checks, String what) {
    return checks.stream()
        .filter(check -> check.what().equals(what))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  private static String finding(List<Check> checks, String what) {
    return checks.stream()
        .filter(check -> check.what().equals(what))
        .findFirst()
        .orElseThrow()
        .finding();
  }

  static Stream<ImageMethod> methods() {
    int[] labels = new int[30];
    Arrays.setAll(labels, i -> i % 7);
    return Stream.of(
        Bundles.settings(),
        Bundles.settings().withBackground(MeanColour.ofRegions()).withPasses(2),
        Bundles.settings().withBackground(OtherPicture.of(RedModel.picture(9), "beach (2).png")),
        Bundles.settings()
            .withPartitioners(List.of(LabelMap.of("mine.png", 6, 5, labels)))
            .withViews(List.of(PictureView.AS_IT_IS, PictureView.shiftedWithMirror(1, 2))),
        Bundles.settings().withPartitioners(List.of(SlidingWindow.discs(4, 2))));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void passesWhatIsAsItWas(ImageMethod method) {
    RedModel model = RedModel.left();
    ImageBundle bundle = ImageBundle.read("b", Bundles.bytes(model, method));
    model.asked().set(0);

    List<Check> checks = verify(bundle, model, 9);

    assertThat(checks).extracting(Check::outcome).containsOnly(Outcome.SAME);
    assertThat(Verification.passes(checks)).isTrue();
    assertThat(finding(checks, "maps")).endsWith("the same bit for bit");
    assertThat(finding(checks, "scores")).isEqualTo("11 asked again, 11 equal bit for bit");
    assertThat(model.asked()).hasValue(11);
  }

  @Test
  void aCheckedExplanationPasses() {
    RedModel model = RedModel.left();
    // The other class is its rival: explained on the side, by the same calls, but not asked for.
    var explanation =
        ImageExplainer.of(model, RedModel.PREPROCESSING)
            .method(Bundles.settings())
            .traced(Long.MAX_VALUE)
            .check(true)
            .explain(Bundles.PICTURE, Targets.index(0));
    var target = explanation.explanation().targets().get(0);
    assertThat(target.quality()).isPresent();
    assertThat(target.rival().orElseThrow().target().index()).isEqualTo(1);
    assertThat(explanation.trace().orElseThrow().trace().targets()).isEqualTo(1);

    InputCopy input = InputCopy.of(Bundles.PICTURE);
    ImageBundle bundle = ImageBundle.read("b", new BundleWriter(explanation).toBytes(input));
    List<Check> checks = verify(bundle, model, 9);

    assertThat(checks).extracting(Check::outcome).containsOnly(Outcome.SAME);
    assertThat(finding(checks, "scores")).isEqualTo("11 asked again, 11 equal bit for bit");
  }

  @Test
  void asksNoModelThatWasNotGiven() {
    List<Check> checks = Verification.of(Bundles.bundle(RedModel.left()), List.of());
    assertThat(Verification.passes(checks)).isTrue();
    assertThat(outcome(checks, "model")).isEqualTo(Outcome.NOT_ASKED);
  }

  @Test
  void anotherModelIsNamedAndNotAsked() {
    RedModel other = RedModel.right();
    List<Check> checks = verify(Bundles.bundle(RedModel.left()), other, 9);

    assertThat(Verification.passes(checks)).isFalse();
    assertThat(outcome(checks, "model")).isEqualTo(Outcome.DIFFERS);
    assertThat(finding(checks, "model"))
        .contains("another model", "sha256 left", "sha256 right", "not asked");
    assertThat(checks).extracting(Check::what).doesNotContain("scores");
    assertThat(other.asked()).hasValue(0);
  }

  @Test
  void aModelThatAnswersOtherwiseIsFound() {
    ImageBundle bundle = Bundles.bundle(RedModel.left());
    List<Check> near = verify(bundle, new RedModel("left", 5, 1e-6f, new AtomicLong()), 5);
    List<Check> far = verify(bundle, new RedModel("left", 5, 1e-3f, new AtomicLong()), 5);

    assertThat(Verification.passes(near)).isTrue();
    assertThat(finding(near, "scores")).contains("7 asked again", "all within 1.0E-5");
    assertThat(Verification.passes(far)).isFalse();
    assertThat(finding(far, "scores")).contains("the unmasked picture scored");
  }

  @Test
  void scoresThatWereChangedAndSealedAnewGiveAnotherMap() {
    Map<String, byte[]> entries = new LinkedHashMap<>(SealedZip.unpack(Bundles.bytes(), "b"));
    NpyArray scores = NpyArray.read(entries.get(BundleWriter.SCORES));
    scores.set(4, scores.number(4) + 1e-9);
    entries.put(BundleWriter.SCORES, scores.toBytes());

    List<Check> checks = Verification.of(ImageBundle.read("b", SealedZip.pack(entries)), List.of());

    assertThat(outcome(checks, "maps")).isEqualTo(Outcome.DIFFERS);
    assertThat(finding(checks, "maps")).contains("not the same", "values of 0");
  }

  @Test
  void mapsThatWereChangedAndSealedAnewAreFound() {
    Map<String, byte[]> entries = new LinkedHashMap<>(SealedZip.unpack(Bundles.bytes(), "b"));
    NpyArray maps = NpyArray.read(entries.get(BundleWriter.MAPS));
    maps.set(3, maps.number(3) < 30_000 ? 60_000 : 10);
    entries.put(BundleWriter.MAPS, maps.toBytes());

    List<Check> checks = Verification.of(ImageBundle.read("b", SealedZip.pack(entries)), List.of());

    assertThat(finding(checks, "maps")).contains("maps.npy of 0");
    assertThat(Verification.passes(checks)).isFalse();
  }

  @Test
  void anotherPictureUnderTheSameNameIsFound() {
    Map<String, byte[]> entries = new LinkedHashMap<>(SealedZip.unpack(Bundles.bytes(), "b"));
    entries.put("input/picture.png", InputCopy.png(RedModel.picture(2)));

    List<Check> checks = Verification.of(ImageBundle.read("b", SealedZip.pack(entries)), List.of());

    assertThat(outcome(checks, "picture")).isEqualTo(Outcome.DIFFERS);
    assertThat(outcome(checks, "maps")).isEqualTo(Outcome.UNKNOWN);
    assertThat(Verification.passes(checks)).isFalse();
  }

  @Test
  void aMethodThatCantBeMadeAgainIsSaidSo() {
    Background mine = (picture, regions) -> Solid.BLACK.of(picture, regions);
    RedModel model = RedModel.left();
    ImageMethod method = Bundles.settings().withBackground(mine);
    ImageBundle bundle = ImageBundle.read("b", Bundles.bytes(model, method));

    List<Check> checks = verify(bundle, model, 5);
    assertThat(outcome(checks, "maps")).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(checks, "scores")).isEqualTo(Outcome.UNKNOWN);
    assertThat(Verification.passes(checks)).isFalse();

    MethodReader reader = (described, budget, backgrounds) -> Optional.of(method);
    assertThat(Verification.passes(Verification.of(bundle, List.of(reader)))).isTrue();
  }

  @Test
  void equalExplanationsAreEqualFilesButForTheTimeTheyTook(@TempDir Path folder) throws Exception {
    var explanation = Bundles.explain(RedModel.left(), Bundles.settings(), Bundles.PICTURE);
    Path file = folder.resolve("new/b.pami");
    String sha256 = ImageBundle.write(file, explanation, InputCopy.of(Bundles.PICTURE));
    byte[] first = Files.readAllBytes(file);
    ImageBundle.write(file, explanation, InputCopy.of(Bundles.PICTURE));

    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    assertThat(sha256).isEqualTo(Sha256.of(first));
    assertThat(file.getParent()).isDirectoryNotContaining(f -> !f.equals(file));
    assertThat(ImageBundle.read(file).picture()).isEqualTo(Bundles.PICTURE);
  }
}
