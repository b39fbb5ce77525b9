package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.image.ImageExplainer;
import ai.pami.image.Preprocessing;
import ai.pami.image.PreprocessingFile;
import ai.pami.image.picture.Picture;
import ai.pami.onnx.OnnxModel;
import ai.pami.report.Heatmap;
import ai.pami.report.ImageReport;
import ai.pami.report.TextReport;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import ai.pami.text.TextExplainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java example runs, and the README shows what runs here. */
class ExampleTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void install() throws IOException {
    file = EmbeddedClassifier.install(folder);
  }

  @Test
  void explainsAPictureFromJava() throws IOException {
    Path image = EmbeddedClassifier.picture(folder, "clean");
    Preprocessing preprocessing =
        PreprocessingFile.read(folder.resolve("direction.preprocess.json"));
    Path labels = EmbeddedClassifier.labels(file);
    Path out = folder.resolve("out");
    // README:
    try (OnnxModel model = OnnxModel.open(file)) {
      var explanation =
          ImageExplainer.of(model, preprocessing)
              .labels(Labels.read(labels))
              .check(true)
              .explain(Picture.read(image), Targets.top(2));
      ImageReport.of(explanation).write(out);
      ImageIO.write(Heatmap.of(explanation, 0).overlay(), "png", out.resolve("top.png").toFile());
    }
    // end
    assertThat(out.resolve("report.html")).exists();
    assertThat(out.resolve("top.png")).exists();
  }

  /** A model of texts that somebody serves. */
  private interface Service {
    double[][] probabilities(List<String> texts);
  }

  @Test
  void explainsATextFromJava() {
    Service service =
        texts ->
            texts.stream()
                .map(text -> text.contains("witty") ? 0.9 : 0.3)
                .map(p -> new double[] {1 - p, p})
                .toArray(double[][]::new);
    Path out = folder.resolve("text");
    // README:
    var explained =
        TextExplainer.of(texts -> service.probabilities(texts))
            .explain("A gorgeous, witty, seductive movie.", Targets.top(1));
    explained.importances(0).forEach(word -> System.out.println(word));
    TextReport.of(explained).write(out);
    // end
    assertThat(out.resolve("report.html")).exists();
    assertThat(explained.importances(0).get(3).text()).isEqualTo("witty");
    assertThat(explained.importances(0).get(3).importance()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void theReadmeShowsTheExamplesThatRun() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/ai/pami/cli/ExampleTest.java"), StandardCharsets.UTF_8);
    String[] examples = source.split("// README:\n", -1);
    assertThat(examples).hasSizeGreaterThan(2);
    for (int i = 1; i < examples.length - 1; i++) {
      String example = examples[i].split("\n *// end\n", 2)[0].stripIndent();
      assertThat(Files.readString(Path.of("../README.md"))).contains(example.strip());
    }
  }
}
