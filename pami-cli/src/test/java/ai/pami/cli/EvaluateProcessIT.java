package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pami evaluate} in a process that is ended in the middle. */
class EvaluateProcessIT {
  @TempDir Path folder;
  private Path model;
  private Path images;
  private Path boxes;

  @BeforeEach
  void install() throws IOException {
    model = EmbeddedClassifier.install(folder);
    images = Files.createDirectory(folder.resolve("images"));
    StringBuilder text = new StringBuilder("image,class_index,class_name,x0,y0,x1,y1\n");
    for (String name : DemoCommand.PICTURES) {
      EmbeddedClassifier.picture(images, name);
      text.append(name).append(".png,0,upright,20,20,200,60\n");
    }
    boxes = Files.writeString(folder.resolve("boxes.csv"), text);
  }

  private PamiProcess evaluate(Path out, String methods, String... more) throws IOException {
    List<Object> words =
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
                "--include-wrong",
                "--metrics",
                "insertion,pointing,max-box-acc",
                "--methods",
                methods,
                "--out",
                out));
    words.addAll(List.of(more));
    return PamiProcess.start(folder, words.toArray());
  }

  /** All but the seconds. */
  private static List<String> results(Path out) throws IOException {
    return Files.readAllLines(out.resolve("results.csv")).stream()
        .map(line -> line.replaceAll(",[^,]*$", ""))
        .toList();
  }

  /** All but the seconds. */
  private static List<String> table(Path out) throws IOException {
    return Files.readAllLines(out.resolve("table.md")).stream()
        .map(line -> line.replaceAll("^(\\| [^|]+\\| \\d+) \\| [0-9.]+ \\|", "$1 |"))
        .toList();
  }

  @Test
  void killedTwiceAndGivenAMethodMoreItEndsAsIfItHadNotBeen() throws Exception {
    Path whole = folder.resolve("whole");
    assertThat(evaluate(whole, "default@120,rise@150,occlusion@80").await()).isZero();
    Path out = folder.resolve("out");

    PamiProcess first = evaluate(out, "default@120,rise@150");
    first.awaitOut("1 of 5 pictures");
    first.kill();
    assertThat(first.await()).isEqualTo(128 + 9);
    int before = results(out).size();
    assertThat(before).isBetween(1 + 2 * 3, 5 * 2 * 3);
    assertThat(out.resolve("table.md")).doesNotExist();

    PamiProcess second = evaluate(out, "default@120,rise@150,occlusion@80", "--resume");
    second.awaitOut(" of 5 pictures");
    second.kill();
    assertThat(second.await()).isEqualTo(128 + 9);
    assertThat(results(out).size()).isGreaterThan(before);

    PamiProcess last = evaluate(out, "default@120,rise@150,occlusion@80", "--resume");
    assertThat(last.await()).as(last.err()).isZero();
    assertThat(results(out)).hasSameElementsAs(results(whole)).hasSameSizeAs(results(whole));
    assertThat(table(out)).isEqualTo(table(whole)).anyMatch(line -> line.contains("judged: 5"));
    assertThat(Files.readString(out.resolve("report.html")).split("<img ", -1)).hasSize(1 + 5 * 3);
  }

  @Test
  void ctrlCLeavesATableOfWhatIsThere() throws Exception {
    Path out = folder.resolve("out");
    PamiProcess pami = evaluate(out, "default@300,rise@400");
    pami.awaitOut("1 of 5 pictures");
    pami.interrupt();

    assertThat(pami.await()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(pami.err()).contains("interrupted; go on with --resume");
    assertThat(Files.readString(out.resolve("table.md")))
        .contains("| default@300 |", "not come to, as the study was cancelled");
    assertThat(out.resolve("report.html")).exists();
  }
}
