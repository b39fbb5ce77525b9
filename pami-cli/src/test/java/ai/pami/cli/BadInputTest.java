package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong gets one clear line, an exit code, and nothing half-written. */
class BadInputTest {
  @TempDir Path folder;
  private Path model;
  private Path picture;
  private Path out;

  @BeforeEach
  void install() throws IOException {
    model = EmbeddedClassifier.install(folder);
    picture = EmbeddedClassifier.picture(folder, "clean");
    out = folder.resolve("out");
  }

  /** Runs {@code pami image} and expects it to fail with one line. */
  private String failing(int code, Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("image", "--out", out));
    all.addAll(Arrays.asList(words));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertThat(run.errLines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("pami: ");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    if (Files.exists(out)) {
      assertThat(out).isEmptyDirectory();
    }
    return run.err();
  }

  private String failed(Object... words) throws IOException {
    return failing(ExitCode.FAILED, words);
  }

  private String misused(Object... words) throws IOException {
    return failing(ExitCode.USAGE, words);
  }

  @Test
  void aMissingPicture() throws IOException {
    Path missing = folder.resolve("nowhere.jpg");
    assertThat(failed(missing, "--model", model)).contains("picture not found: " + missing);
  }

  @Test
  void aFolderWithoutPictures() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(failed(empty, "--model", model)).contains("no pictures in folder: " + empty);
  }

  @Test
  void aFileThatIsNoPicture() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.jpg"), "Dear Sir or Madam");
    assertThat(failed(text, "--model", model)).contains("not a picture: " + text, "PNG");
  }

  @Test
  void aPictureOverTheLimit() throws IOException {
    assertThat(failed(picture, "--model", model, "--max-megapixels", "0.01"))
        .contains("picture too large: " + picture, "440x96", "raise the limit");
  }

  @Test
  void aMissingModel() throws IOException {
    Path missing = folder.resolve("nowhere.onnx");
    assertThat(failed(picture, "--model", missing)).contains("model not found: " + missing);
  }

  @Test
  void aFileThatIsNoModel() throws IOException {
    assertThat(failed(picture, "--model", picture)).contains("not an ONNX model", "clean.png");
  }

  @Test
  void aModelThatReadsNoPictures() throws IOException {
    Path table = resource("table.onnx");
    assertThat(failed(picture, "--model", table, "--preprocess", "unit"))
        .contains("is no picture", "[?, 12]");
  }

  /** A model made by WriteCommandLineModels among the tests of pami-onnx. */
  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = BadInputTest.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  @Test
  void aModelThatDoesNotSayHowPicturesAreRead() throws IOException {
    Files.delete(folder.resolve("direction.preprocess.json"));
    assertThat(failed(picture, "--model", model)).contains("--preprocess", "imagenet-caffe");
  }

  @Test
  void anUnknownPreprocessing() throws IOException {
    assertThat(misused(picture, "--model", model, "--preprocess", "imagenet-cafe"))
        .contains("imagenet-cafe", "did you mean imagenet-caffe");
    Path missing = folder.resolve("nowhere.json");
    assertThat(failed(picture, "--model", model, "--preprocess", missing))
        .contains("preprocessing file not found: " + missing);
  }

  @Test
  void labelsOfAnotherLength() throws IOException {
    Path labels = Files.writeString(folder.resolve("three.txt"), "a\nb\nc\n");
    assertThat(failed(picture, "--model", model, "--labels", labels))
        .contains("three.txt", "3", "2");
  }

  @Test
  void anUnknownTarget() throws IOException {
    Path labels = EmbeddedClassifier.labels(model);
    assertThat(failed(picture, "--model", model, "--labels", labels, "--target", "upsidedown"))
        .contains("upsidedown", "upside down");
    assertThat(failed(picture, "--model", model, "--target", "7")).contains("7", "0..1");
    assertThat(failed(picture, "--model", model, "--target", "top9")).contains("top9", "2 outputs");
    assertThat(misused(picture, "--model", model, "--target", "1,,2")).contains("1,,2");
  }

  @Test
  void anUnknownName() throws IOException {
    assertThat(misused(picture, "--model", model, "--preset", "refrence-second-pas"))
        .contains("did you mean reference-second-pass");
    assertThat(misused(picture, "--model", model, "--background", "blurr"))
        .contains("did you mean blur");
    assertThat(misused(picture, "--model", model, "--format", "pdf")).contains("pdf", "png");
    assertThat(misused(picture, "--model", model, "--partition", "slick:20")).contains("slick");
    assertThat(misused(picture, "--model", model, "--activation", "sofmax")).contains("softmax");
  }

  @Test
  void aNumberOutOfRange() throws IOException {
    assertThat(misused(picture, "--model", model, "--budget", "2")).contains("2", "3");
    assertThat(misused(picture, "--model", model, "--threads", "0")).contains("--threads");
    assertThat(misused(picture, "--model", model, "--batch", "-1")).contains("--batch");
    assertThat(misused(picture, "--model", model, "--deadline", "soon")).contains("soon", "5s");
    assertThat(misused(picture, "--model", model, "--deadline", "0s")).contains("deadline");
    assertThat(misused(picture, "--model", model, "--budget", "0")).contains("budget of 0");
    assertThat(misused(picture, "--model", model, "--budget", "1")).contains("budget of 1");
    assertThat(misused(picture, "--model", model, "--until-settled", "2")).contains("2.0");
  }

  @Test
  void scoresThatAreNoNumbers() throws IOException {
    Path log = resource("log-of-mean.onnx");
    assertThat(failed(picture, "--model", log, "--preprocess", "raw", "--background", "black"))
        .contains("clean.png", "bare background", "preprocessing");
  }

  @Test
  void anOutputFolderThatCannotBe() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("image", picture, "--model", model, "--out", picture.resolve("out"));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("output folder can't be written: " + picture.resolve("out"), "--out");
  }

  @Test
  void anUnknownOption() {
    CommandLineRun run = CommandLineRun.of("image", picture, "--modle", model);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--model");
  }
}
