package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.audit.Check;
import ai.pami.audit.ImageBundle;
import ai.pami.audit.InputCopy;
import ai.pami.audit.Verification;
import ai.pami.evaluate.method.Methods;
import ai.pami.image.ImageExplainer;
import ai.pami.image.Preprocessing;
import ai.pami.image.PreprocessingFile;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.onnx.OnnxModel;
import ai.pami.target.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pami image --bundle}, {@code pami verify} and {@code pami diff} on a real model. */
class BundleCommandsTest {
  @TempDir Path folder;
  private Path model;
  private Path bundle;

  @BeforeEach
  void install() throws IOException {
    model = EmbeddedClassifier.install(folder);
    bundle = folder.resolve("bundles/clean.pami");
  }

  private CommandLineRun image(Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("image", "--model", model));
    Path picture = folder.resolve("clean.png");
    all.add(Files.exists(picture) ? picture : EmbeddedClassifier.picture(folder, "clean"));
    all.addAll(List.of("--out", folder.resolve("out"), "--format", "json", "--bundle", bundle));
    all.addAll(Arrays.asList(words));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  /** Another file, and so another model, that answers the same. */
  private Path otherModel() throws IOException {
    Path other = folder.resolve("other.onnx");
    byte[] bytes = Files.readAllBytes(model);
    byte[] name = "unused".getBytes(StandardCharsets.UTF_8);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + name.length + 2);
    // One more field of the protobuf: the producer's name (2), of a given length.
    longer[bytes.length] = 2 << 3 | 2;
    longer[bytes.length + 1] = (byte) name.length;
    System.arraycopy(name, 0, longer, bytes.length + 2, name.length);
    Files.write(other, longer);
    Files.copy(
        folder.resolve("direction.preprocess.json"), folder.resolve("other.preprocess.json"));
    return other;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--partition grid:3:6 --background mean",
        "--partition slic:20 --shift 4,-6 --target top2 --background blur-zero:11:3 --passes 2",
        "--partition discs:12:8 --evidence drop --background noise --seed 3",
        "--preset default --budget 60 --background region-mean",
        "--preset reference-second-pass --budget 300",
        "--partition quickshift --deadline 30ms"
      })
  void whatWasWrittenPasses(String words) throws IOException {
    CommandLineRun run = image((Object[]) words.split(" ", -1));
    assertThat(run.out()).contains("bundle " + bundle + ", sha256 ");

    CommandLineRun verified = CommandLineRun.of("verify", bundle, "--model", model, "--sample", 5);
    assertThat(verified.out())
        .contains("the same bit for bit", "equal bit for bit", bundle + ": pass")
        .doesNotContain("DIFFERS", "UNKNOWN");
    assertThat(verified.code()).isEqualTo(ExitCode.OK);
    assertThat(verified.err()).isEmpty();
  }

  @Test
  void passesWithoutTheModelAsFarAsThatGoes() throws IOException {
    image("--partition", "grid:3:6");
    CommandLineRun verified = CommandLineRun.of("verify", bundle);
    assertThat(verified.code()).isEqualTo(ExitCode.OK);
    assertThat(verified.out())
        .contains("model    not asked", "pass, as far as it goes without the model");
  }

  @Test
  void anotherModelDoesNotPass() throws IOException {
    image("--partition", "grid:3:6");
    CommandLineRun verified = CommandLineRun.of("verify", bundle, "--model", otherModel());
    assertThat(verified.code()).isEqualTo(ExitCode.DIFFERS);
    assertThat(verified.out())
        .contains("another model than the one that answered, and so not asked", "does not pass")
        .doesNotContain("asked again");
  }

  @Test
  void damageAndWrongUseAreNamed() throws IOException {
    image("--partition", "grid:3:6");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.pami"), bytes);

    CommandLineRun run = CommandLineRun.of("verify", damaged, "--model", model);
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("damaged.pami: the bundle is damaged");
    assertThat(CommandLineRun.of("diff", bundle, damaged).code()).isEqualTo(ExitCode.FAILED);
    assertThat(CommandLineRun.of("verify", folder.resolve("no.pami")).err())
        .contains("bundle not found");
    assertThat(CommandLineRun.of("verify", bundle, "--sample", 3).code()).isEqualTo(ExitCode.USAGE);
    assertThat(CommandLineRun.of("verify", bundle, "--model", model, "--sample", -1).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(CommandLineRun.of("diff", bundle, bundle, "--max-difference", 2).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aBundleIsOfOnePicture() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "image",
            EmbeddedClassifier.picture(folder, "clean"),
            EmbeddedClassifier.picture(folder, "noisy"),
            "--model",
            model,
            "--bundle",
            bundle);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--bundle takes one picture, but there are 2");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void diffTellsWhetherTheSamePlacesCount() throws IOException {
    image("--partition", "slic:20", "--target", "0");
    Path old = Files.move(bundle, folder.resolve("old.pami"));
    model = otherModel();
    image("--partition", "slic:20", "--target", "0");
    CommandLineRun same = CommandLineRun.of("diff", old, bundle);
    assertThat(same.code()).as(same.err()).isEqualTo(ExitCode.OK);
    assertThat(same.out())
        .contains("direction.onnx", "other.onnx", "0.000      1.000     0.000", "the same places");

    image("--partition", "grid:3:5", "--target", "0", "--evidence", "keep");
    CommandLineRun moved = CommandLineRun.of("diff", old, bundle, "--max-difference", 0);
    assertThat(moved.code()).as(moved.out()).isEqualTo(ExitCode.DIFFERS);
    assertThat(moved.out()).contains("explained in different ways", "different places", " !");

    image("--partition", "slic:20", "--target", "1");
    CommandLineRun none = CommandLineRun.of("diff", old, bundle);
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("does not explain target 0");
  }

  static Stream<String> methods() {
    return Methods.names().stream().filter(name -> !name.startsWith("reference"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void bundlesOfAllMethodsPass(String name) throws IOException {
    Path file = EmbeddedClassifier.picture(folder, "clean");
    Preprocessing preprocessing = PreprocessingFile.beside(model).orElseThrow();
    try (OnnxModel opened = OnnxModel.open(model)) {
      var explanation =
          ImageExplainer.of(opened, preprocessing)
              .method(Methods.named(name, 5, Optional.of(40L)).withBackground(Solid.GREY))
              .traced(Long.MAX_VALUE)
              .explain(Picture.read(file), Targets.top(1));
      ImageBundle.write(bundle, explanation, InputCopy.of(file));
    }
    List<Check> checks = Verification.of(ImageBundle.read(bundle), List.of(new NamedMethods()));
    assertThat(Verification.passes(checks)).as(checks.toString()).isTrue();
  }
}
