package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pami table} on models whose every column's effect is known. */
class TableCommandTest {
  @TempDir private Path folder;
  private Path table;

  @BeforeEach
  void writeTable() throws IOException {
    table =
        Files.writeString(folder.resolve("rows.csv"), "id,a,b,c\nx1,1,1,1\nx2,2,5,3\nx3,3,2,9\n");
    for (String name : new String[] {"three-columns.onnx", "named-columns.onnx"}) {
      try (InputStream in = TableCommandTest.class.getResourceAsStream(name)) {
        Files.write(folder.resolve(name), in.readAllBytes());
      }
    }
  }

  private CommandLineRun run(Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "table";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--out";
    all[words.length + 2] = folder.resolve("out");
    return CommandLineRun.of(all);
  }

  private JsonNode record() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/explanation.json").toFile());
  }

  private Path model(String name) {
    return folder.resolve(name);
  }

  @Test
  void everyRowsColumnsAreWorthTheirEffects() throws IOException {
    CommandLineRun run = run(table, "--model", model("three-columns.onnx"), "--drop", "id");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains(
            "The importances add up to +9.00 of the +9.00 between the row and all cells hidden.");
    assertThat(record().path("rows")).hasSize(3);
    JsonNode second = record().path("rows").path(1);
    JsonNode target = second.path("targets").path(0);
    assertThat(target.path("score").asDouble()).isCloseTo(2 * 2 + 3 * 5 - 3, within(1e-6));
    // Hidden cells show the medians 2, 2 and 3.
    assertThat(target.path("columns").path(0).path("importance").asDouble()).isZero();
    assertThat(target.path("columns").path(1).path("name").asText()).isEqualTo("b");
    assertThat(target.path("columns").path(1).path("importance").asDouble())
        .isCloseTo(3 * (5 - 2), within(1e-6));
    assertThat(target.path("columns").path(2).path("importance").asDouble()).isZero();
    assertThat(second.path("cells").path("b").asDouble()).isEqualTo(5);
    assertThat(run.out()).contains("row 2: 0, score 16.0000", "b = 5 +9.000");
  }

  @Test
  void anInputAColumnIsFoundByItsName() throws IOException {
    Path csv =
        Files.writeString(folder.resolve("named.csv"), "debts,income\n10,100\n30,200\n50,250\n");
    CommandLineRun run =
        run(csv, "--model", model("named-columns.onnx"), "--row", "3", "--background", "row:1");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode columns = record().path("rows").path(0).path("targets").path(0).path("columns");
    assertThat(columns.path(0).path("importance").asDouble()).isEqualTo(-40);
    assertThat(columns.path(1).path("importance").asDouble()).isEqualTo(150);
  }

  @Test
  void sampledRowsGiveTheEffectAgainstTheirMean() throws IOException {
    CommandLineRun run =
        run(
            table,
            "--model",
            model("three-columns.onnx"),
            "--drop",
            "id",
            "--row",
            "1,3",
            "--background",
            "sampled:3",
            "--no-check");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(record().path("rows")).hasSize(2);
    JsonNode columns = record().path("rows").path(1).path("targets").path(0).path("columns");
    assertThat(columns.path(0).path("importance").asDouble()).isCloseTo(2 * (3 - 2), within(1e-6));
    assertThat(columns.path(1).path("importance").asDouble())
        .isCloseTo(3 * (2 - 8 / 3.0), within(1e-5));
  }

  @Test
  void theImportancesAreATableAgain() throws IOException {
    CommandLineRun run =
        run(table, "--model", model("three-columns.onnx"), "--drop", "id", "--no-check");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out/importances.csv")))
        .containsExactly(
            "row,target,score,background_score,verdict,importance of a,importance of b,importance of c",
            "row 1,0,4.0,7.0,,-2.0,-3.0,2.0",
            "row 2,0,16.0,7.0,,0.0,9.0,0.0",
            "row 3,0,3.0,7.0,,2.0,0.0,-6.0");
    assertThat(record().path("files")).hasSize(3);
  }

  @Test
  void theSameFailureIsToldOnce() throws IOException {
    Path csv = Files.writeString(folder.resolve("gaps.csv"), "a,b,c\n1,1,1\n,5,3\n,2,9\n3,3,3\n");
    CommandLineRun run = run(csv, "--model", model("three-columns.onnx"));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("gaps.csv, row 2: the model answers NaN where column 'a' is empty")
        .contains("pami: 1 more failed as well")
        .doesNotContain("row 3:");
    assertThat(record().path("rows")).hasSize(2);
  }

  @Test
  void groupsAreHiddenTogether() throws IOException {
    CommandLineRun run =
        run(
            table,
            "--model",
            model("three-columns.onnx"),
            "--drop",
            "id",
            "--row",
            "1",
            "--background",
            "row:3",
            "--group",
            "both=c,a");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode columns = record().path("rows").path(0).path("targets").path(0).path("columns");
    assertThat(columns).hasSize(2);
    assertThat(columns.path(0).path("name").asText()).isEqualTo("both");
    assertThat(columns.path(0).path("importance").asDouble()).isEqualTo(2 * (1 - 3) - (1 - 9));
    assertThat(columns.path(0).path("value").asText()).isEqualTo("c 1, a 1");
  }

  @Test
  void semicolonsAndDecimalCommasAreRead() throws IOException {
    Path csv = Files.writeString(folder.resolve("semi.csv"), "\uFEFFa;b;c\n1,5;1;1\n2;5;3\n");
    CommandLineRun run = run(csv, "--model", model("three-columns.onnx"), "--row", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(record().path("rows").path(0).path("cells").path("a").asDouble()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--background foo|--background 'foo': choose typical, sampled:N or row:N",
        "--background row:4|row 4: ",
        "--row 0|row 0: ",
        "--row 3-2|--row '3-2': the range 3-2 ends before it begins",
        "--row 2-x|--row '2-x': give numbers from 1 and ranges, such as 1,5-8",
        "--group g=a,nope|group 'g': no column 'nope'",
        "--drop nope|no column 'nope': there are a, b, c",
        "--format png|--format png: this report is html, json, csv or several of them",
        "--output nope|has no output 'nope'",
        "--target 1|target 1: the model's outputs are numbered 0..0"
      })
  void badInputIsNamed(String given) throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.csv"), "a,b,c\n1,1,1\n2,5,3\n3,2,9\n");
    String[] parts = given.split("\\|", -1);
    String[] option = parts[0].split(" ", -1);
    CommandLineRun run = run(plain, "--model", model("three-columns.onnx"), option[0], option[1]);
    assertThat(run.err()).as(given).contains(parts[1]);
    assertThat(run.code()).isNotZero();
    assertThat(folder.resolve("out/report.html")).doesNotExist();
  }

  @Test
  void aModelThatTakesOtherColumnsSaysSo() throws IOException {
    CommandLineRun wide = run(table, "--model", model("three-columns.onnx"), "--drop", "id,a");
    assertThat(wide.code()).isEqualTo(ExitCode.FAILED);
    assertThat(wide.err()).contains("can't take rows of 2 columns, b, c");
    CommandLineRun names = run(table, "--model", model("three-columns.onnx"));
    assertThat(names.code()).isEqualTo(ExitCode.FAILED);
    CommandLineRun named = run(table, "--model", model("named-columns.onnx"));
    assertThat(named.err())
        .contains("has the inputs income, debts, but the row has the columns id, a, b, c");
    assertThat(CommandLineRun.of("table", "--help").out()).contains("Examples:", "--one-hot");
  }
}
