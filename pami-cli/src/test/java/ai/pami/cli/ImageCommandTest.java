package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pami image} on a real model and real files. */
class ImageCommandTest {
  @TempDir Path folder;
  private Path model;
  private Path out;

  @BeforeEach
  void install() throws IOException {
    model = EmbeddedClassifier.install(folder);
    out = folder.resolve("out");
  }

  private CommandLineRun image(Object... words) {
    List<Object> all = new ArrayList<>(List.of("image", "--model", model, "--out", out));
    all.addAll(List.of("--partition", "grid:3:6", "--background", "mean"));
    all.addAll(Arrays.asList(words));
    return CommandLineRun.of(all.toArray());
  }

  private Path picture(String name) throws IOException {
    return EmbeddedClassifier.picture(folder, name);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesEveryFileOfAPicture() throws IOException {
    Path picture = picture("clean");
    CommandLineRun run =
        image(picture, "--labels", EmbeddedClassifier.labels(model), "--target", "top2");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("clean.png: 0 (upright), score ", "clean.png: 1 (upside down), score ")
        .contains(out.resolve("clean").resolve("report.html").toString())
        .doesNotContain("\u001b", "\r");
    assertThat(names(out)).containsExactly("clean");
    assertThat(names(out.resolve("clean")))
        .containsExactly(
            "0-upright.heatmap.png",
            "0-upright.npy",
            "0-upright.overlay.png",
            "1-upside-down.heatmap.png",
            "1-upside-down.npy",
            "1-upside-down.overlay.png",
            "explanation.json",
            "report.html");
    BufferedImage original = ImageIO.read(picture.toFile());
    for (String kind : List.of("heatmap", "overlay")) {
      BufferedImage image = ImageIO.read(out.resolve("clean/0-upright." + kind + ".png").toFile());
      assertThat(image.getWidth()).isEqualTo(original.getWidth());
      assertThat(image.getHeight()).isEqualTo(original.getHeight());
    }
  }

  @Test
  void recordsWhatWasAskedAndAnswered() throws IOException {
    image(picture("clean"), "--labels", EmbeddedClassifier.labels(model), "--target", "top2");
    JsonNode json = new ObjectMapper().readTree(out.resolve("clean/explanation.json").toFile());

    JsonNode first = json.path("targets").path(0);
    assertThat(first.path("index").asInt(-1)).isZero();
    assertThat(first.path("label").asText()).isEqualTo("upright");
    assertThat(first.path("score").asDouble()).isBetween(0.5, 1.0);
    double both = first.path("score").asDouble() + json.at("/targets/1/score").asDouble();
    assertThat(both).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
    // 18 cells, kept and dropped, and the picture and its bare background.
    assertThat(json.path("model_calls").asLong()).isEqualTo(2 * 18 + 2);
    assertThat(json.path("seconds").isNumber()).isTrue();
    assertThat(json.at("/versions/java").asText()).isEqualTo(System.getProperty("java.version"));
    assertThat(json.at("/model/model").asText()).isEqualTo("direction.onnx");
    assertThat(json.at("/model/model_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(json.at("/picture/sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(json.at("/settings/background").asText()).isEqualTo("mean");
  }

  @Test
  void writesTheMapAtTheModelsSizeAndOnRequestAtThePictures() throws IOException {
    image(picture("clean"), "--format", "npy,npy-original");

    assertThat(names(out.resolve("clean"))).containsExactly("0.npy", "0.original.npy");
    assertThat(header(out.resolve("clean/0.npy")))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (48, 192), }");
    assertThat(header(out.resolve("clean/0.original.npy"))).contains("'shape': (96, 440)");
    assertThat(Files.size(out.resolve("clean/0.npy"))).isEqualTo(128 + 4 * 48 * 192);
  }

  @Test
  void writesHowSureTheNumbersAreOnRequest() throws IOException {
    image(picture("clean"), "--format", "npy-uncertainty");

    assertThat(names(out.resolve("clean"))).containsExactly("0.margin.npy", "0.standard-error.npy");
    float[] margins = NpyFloats.read(out.resolve("clean/0.margin.npy"));
    float[] errors = NpyFloats.read(out.resolve("clean/0.standard-error.npy"));
    assertThat(margins).hasSize(48 * 192).hasSameSizeAs(errors);
    for (int i = 0; i < margins.length; i++) {
      assertThat(Float.isNaN(margins[i])).isEqualTo(Float.isNaN(errors[i]));
    }
    assertThat(margins).satisfies(known -> assertThat(known[known.length / 2]).isPositive());
  }

  private static String header(Path npy) throws IOException {
    return new String(Files.readAllBytes(npy), 10, 118, StandardCharsets.US_ASCII);
  }

  @Test
  void givesTheSameBytesWhateverTheThreadsAndTheBatch() throws IOException {
    Path picture = picture("tilted");
    byte[] expected = null;
    for (String[] layout : new String[][] {{"1", "1"}, {"2", "3"}, {"3", "8"}}) {
      CommandLineRun run =
          image(
              picture,
              "--format",
              "npy",
              "--threads",
              layout[0],
              "--batch",
              layout[1],
              "--partition",
              "slic:20",
              "--evidence",
              "both");
      assertThat(run.code()).isEqualTo(ExitCode.OK);
      byte[] bytes = Files.readAllBytes(out.resolve("tilted/0.npy"));
      expected = expected == null ? bytes : expected;
      assertThat(bytes).isEqualTo(expected);
    }
  }

  @Test
  void takesAFolderAndNamesReportsApart() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    EmbeddedClassifier.picture(pictures, "clean");
    EmbeddedClassifier.picture(pictures, "noisy");
    ImageIO.write(
        ImageIO.read(pictures.resolve("clean.png").toFile()),
        "bmp",
        pictures.resolve("clean.bmp").toFile());
    Files.writeString(pictures.resolve("notes.txt"), "not a picture, and not named like one");

    CommandLineRun run = image(pictures, "--format", "json");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(names(out)).containsExactly("clean.bmp", "clean.png", "noisy");
    assertThat(run.out()).contains("3 of 3 pictures explained");
  }

  @Test
  void writesAnOverviewOfSeveralPictures() throws IOException {
    CommandLineRun run = image(picture("clean"), picture("noisy"), "--format", "html");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(names(out)).containsExactly("clean", "index.html", "noisy");
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("href=\"clean/report.html\"", "href=\"noisy/report.html\"", "2 pictures");
    assertThat(run.out()).contains("Open " + out.resolve("index.html"));
  }

  @Test
  void goesOnAfterABadPicture() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    EmbeddedClassifier.picture(pictures, "clean");
    EmbeddedClassifier.picture(pictures, "shop-sign");
    byte[] whole = Files.readAllBytes(pictures.resolve("clean.png"));
    Files.write(pictures.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));

    CommandLineRun run = image(pictures, "--format", "json");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(names(out)).containsExactly("clean", "shop-sign");
    assertThat(run.errLines()).hasSize(2);
    assertThat(run.errLines()[0]).contains("half.png", "damaged or cut short");
    assertThat(run.errLines()[1]).contains("2 of 3 pictures explained, 1 failed");
  }

  @Test
  void replacesTheReportOfAnEarlierRunAndNothingElse() throws IOException {
    Path picture = picture("clean");
    image(picture, "--target", "0,1");
    Files.writeString(out.resolve("clean/my-notes.txt"), "mine");

    image(picture, "--target", "1", "--format", "npy,json");

    assertThat(names(out.resolve("clean")))
        .containsExactly("1.npy", "explanation.json", "my-notes.txt");
  }

  @Test
  void saysNothingWhenQuiet() throws IOException {
    CommandLineRun run = image(picture("clean"), "--quiet", "--format", "html");

    assertThat(run).isEqualTo(new CommandLineRun(ExitCode.OK, "", ""));
    assertThat(out.resolve("clean/report.html")).exists();
  }

  @Test
  void staysWithinTheBudget() throws IOException {
    CommandLineRun run =
        image(picture("clean"), "--budget", "20", "--preset", "default", "--format", "json");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    JsonNode json = new ObjectMapper().readTree(out.resolve("clean/explanation.json").toFile());
    assertThat(json.path("model_calls").asLong()).isLessThanOrEqualTo(20);
    assertThat(json.path("stopped").asText()).isEqualTo("budget");
  }

  @Test
  void printsHelpWithExamples() {
    for (String command : List.of("image", "demo", "bench")) {
      CommandLineRun run = CommandLineRun.of(command, "--help");
      assertThat(run.code()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("Usage: pami " + command, "Example");
    }
    assertThat(CommandLineRun.of("--version").out()).contains("pami ", "ONNX Runtime 1.");
  }

  @Test
  void aForecastWritesNothing() throws IOException {
    CommandLineRun run = image(picture("clean"), "--forecast");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    // So few that all of them were made; a tenth of them is too few for a check.
    assertThat(run.out()).matches("clean\\.png: about 38 model calls in \\d+\\.\\d s\\R");
    assertThat(out).doesNotExist();
  }

  @Test
  void aPreviewIsGoneWhenTheMapIsThere() throws IOException {
    CommandLineRun run = image(picture("clean"), "--preview", "--until-settled");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(names(out.resolve("clean")))
        .contains("report.html")
        .noneMatch(name -> name.contains("preview"));
    JsonNode json = new ObjectMapper().readTree(out.resolve("clean/explanation.json").toFile());
    assertThat(json.at("/settings/until-settled").asText()).isEqualTo("0.95");
  }

  /** The default method on a real model; its runtime's own answers may differ by batch size. */
  @Test
  void theMapIsTheSameBitForBitWhateverTheThreads() throws IOException {
    List<byte[]> maps = new ArrayList<>();
    Path picture = picture("clean");
    for (int threads : new int[] {1, 2, 7}) {
      Path to = folder.resolve("threads" + threads);
      CommandLineRun run =
          CommandLineRun.of(
              "image",
              "--model",
              model,
              "--out",
              to,
              picture,
              "--threads",
              threads,
              "--batch",
              3,
              "--budget",
              250,
              "--format",
              "npy",
              "--no-check");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
      maps.add(Files.readAllBytes(to.resolve("clean/0.npy")));
    }
    assertThat(maps.get(1)).isEqualTo(maps.get(0));
    assertThat(maps.get(2)).isEqualTo(maps.get(0));
  }
}
