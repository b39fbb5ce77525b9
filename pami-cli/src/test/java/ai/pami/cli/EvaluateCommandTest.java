package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.evaluate.metric.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pami evaluate} and {@code pami compare} on a real model and real files. */
class EvaluateCommandTest {
  private static final String HEADER = "image,class_index,class_name,x0,y0,x1,y1\n";

  @TempDir Path folder;
  private Path model;
  private Path images;
  private Path boxes;
  private Path out;

  @BeforeEach
  void install() throws IOException {
    model = EmbeddedClassifier.install(folder);
    images = Files.createDirectory(folder.resolve("images"));
    EmbeddedClassifier.picture(images, "clean");
    EmbeddedClassifier.picture(images, "tilted");
    boxes =
        Files.writeString(
            folder.resolve("boxes.csv"),
            HEADER + "clean.png,0,upright,20,20,420,80\ntilted.png,0,upright,20,10,400,90\n");
    out = folder.resolve("out");
  }

  private CommandLineRun evaluate(Object... words) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--images",
                images,
                "--boxes",
                boxes,
                "--model",
                model,
                "--labels",
                EmbeddedClassifier.labels(model),
                "--methods",
                "default@24,occlusion@24",
                "--metrics",
                "insertion,pointing",
                "--out",
                out));
    for (int i = 0; i < words.length; i++) {
      int before = all.indexOf(words[i]);
      if (before >= 0 && words[i].toString().startsWith("--")) {
        all.subList(before, before + 2).clear(); // said again: the last word counts
      }
      all.add(words[i]);
    }
    return CommandLineRun.of(all.toArray());
  }

  @Test
  void judgesEveryPictureByEveryMethodAndMetric() throws IOException {
    CommandLineRun run = evaluate();

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("insertion (+)", "pointing (+)", "default@24", "occlusion@24");
    assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1 + 2 * 2 * 2);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
    assertThat(Files.readString(out.resolve("table.md")))
        .contains("| default@24 |", "Less `default@24`", "pictures judged: 2");
    assertThat(out.resolve("maps/clean.png/default@24.jpg")).exists();
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("2 methods on 2 pictures", "maps/tilted.png/occlusion@24.jpg", "less default@24");
  }

  @Test
  void goesOnWhereItEndedAndOnlyIfAsked() {
    assertThat(evaluate().code()).isEqualTo(ExitCode.OK);

    CommandLineRun again = evaluate();
    assertThat(again.code()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains(out.toString(), "--resume");

    CommandLineRun resumed = evaluate("--resume");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void takesMoreMethodsOnResumingButNotFewer() throws IOException {
    assertThat(evaluate().code()).isEqualTo(ExitCode.OK);

    CommandLineRun more = evaluate("--methods", "rise@20,default@24,occlusion@24", "--resume");

    assertThat(more.err()).isEmpty();
    assertThat(more.code()).isEqualTo(ExitCode.OK);
    assertThat(more.out()).contains("less rise@20");
    assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1 + 2 * 3 * 2);
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page).contains("3 methods on 2 pictures");
    assertThat(page.indexOf("maps/clean.png/rise@20.jpg"))
        .isPositive()
        .isLessThan(page.indexOf("maps/clean.png/occlusion@24.jpg"));
    CommandLineRun fewer = evaluate("--methods", "default@24", "--resume");
    assertThat(fewer.code()).isEqualTo(ExitCode.FAILED);
    assertThat(fewer.err()).contains("holds the results of another run: methods.");
  }

  @Test
  void refusesNamesItDoesNotKnow() throws IOException {
    CommandLineRun method = CommandLineRun.of(words("--methods", "lyme"));
    assertThat(method.code()).isEqualTo(ExitCode.USAGE);
    assertThat(method.err()).contains("lyme", "lime");
    CommandLineRun metric = CommandLineRun.of(words("--metrics", "insertoin"));
    assertThat(metric.code()).isEqualTo(ExitCode.USAGE);
    assertThat(metric.err()).contains("insertoin", "insertion");
    Files.writeString(boxes, HEADER + "clean.png,0,sideways,20,20,420,80\n");
    CommandLineRun unknown = evaluate();
    assertThat(unknown.code()).isEqualTo(ExitCode.FAILED);
    assertThat(unknown.err()).contains("sideways");
  }

  @Test
  void metricsThatExplainAgainNeedNoMoreThanTheirName() throws IOException {
    CommandLineRun run =
        evaluate(
            "--limit",
            1,
            "--methods",
            "default@8,occlusion@8",
            "--metrics",
            "max-sensitivity,random-logit,model-randomisation",
            "--randomised-model",
            model);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    // The "random" model is the model itself, so its maps are the same.
    assertThat(Files.readAllLines(out.resolve("results.csv")))
        .hasSize(1 + 2 * 3)
        .anyMatch(line -> line.matches(".*,occlusion@8,model-randomisation,(1\\.0|0\\.99999).*"));
    assertThat(Files.readString(out.resolve("study.json"))).contains("randomised_model");
  }

  @Test
  void aRandomisedModelAndItsMetricComeTogether() {
    CommandLineRun alone = evaluate("--metrics", "model-randomisation");
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("needs --randomised-model");
    CommandLineRun unused = evaluate("--randomised-model", model);
    assertThat(unused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unused.err()).contains("name it in --metrics");
  }

  @Test
  void theHelpNamesEveryMetric() {
    String help = CommandLineRun.of("evaluate", "--help").out();
    assertThat(help).contains("explaining again:", "model-randomisation", "Examples:");
    assertThat(help.split("[\\s,]+")).containsAll(Metrics.names());
  }

  private Object[] words(Object... last) {
    List<Object> all =
        new ArrayList<>(
            List.of("evaluate", "--images", images, "--boxes", boxes, "--model", model));
    all.addAll(Arrays.asList(last));
    return all.toArray();
  }

  @Test
  void refusesABoxOutsideItsPicture() throws IOException {
    Files.writeString(boxes, HEADER + "clean.png,0,upright,20,20,4200,80\n");
    CommandLineRun run = evaluate();
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("boxes.csv", "2");
  }

  @Test
  void comparesMethodsOnOnePicture() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "compare",
            images.resolve("clean.png"),
            "--model",
            model,
            "--methods",
            "default,shap-partition",
            "--calls",
            "30",
            "--out",
            out);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("default", "shap-partition", "Open ");
    assertThat(Files.readString(out.resolve("comparison.html")))
        .contains("shap-partition", "Insertion: higher and sooner is better")
        .doesNotContain("http://");
  }

  @Test
  void comparesOneTargetAtATime() {
    CommandLineRun run =
        CommandLineRun.of(
            "compare",
            images.resolve("clean.png"),
            "--model",
            model,
            "--methods",
            "default@20",
            "--target",
            "top2",
            "--out",
            out);
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("one at a time");
  }
}
