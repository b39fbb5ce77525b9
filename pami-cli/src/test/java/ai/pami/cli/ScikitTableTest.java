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

/** {@code pami table} on models as scikit-learn's are exported; ScikitModels says what they do. */
class ScikitTableTest {
  @TempDir private Path folder;
  private Path people;
  private Path measures;

  @BeforeEach
  void write() throws IOException {
    people =
        Files.writeString(
            folder.resolve("people.csv"),
            "id,city,income,age\n1,Rome,1500,50\n2,Oslo,1000,40\n3,Bern,500,30\n4,Oslo,900,40\n");
    measures = Files.writeString(folder.resolve("measures.csv"), "a,b,c\n0,1,0\n20,1,9\n0,2,9\n");
    for (String name : new String[] {"scikit-pipeline.onnx", "scikit-forest.onnx"}) {
      try (InputStream in = ScikitTableTest.class.getResourceAsStream(name)) {
        Files.write(folder.resolve(name), in.readAllBytes());
      }
    }
  }

  private CommandLineRun run(Path table, String model, Object... words) {
    Object[] all = new Object[words.length + 6];
    all[0] = "table";
    all[1] = table;
    all[2] = "--model";
    all[3] = folder.resolve(model);
    all[4] = "--out";
    all[5] = folder.resolve("out");
    System.arraycopy(words, 0, all, 6, words.length);
    return CommandLineRun.of(all);
  }

  private JsonNode row(int index) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("out/explanation.json").toFile())
        .path("rows")
        .path(index);
  }

  @Test
  void anInputAColumnOfNumbersAndTextsAnswersWithItsClasses() throws IOException {
    CommandLineRun run =
        run(people, "scikit-pipeline.onnx", "--background", "row:2", "--target", "loan,rent");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("row 1: 0 (loan), score 0.8", "row 1: 2 (rent), score 0.1");
    JsonNode loan = row(0).path("targets").path(0);
    assertThat(loan.path("label").asText()).isEqualTo("loan");
    double all = Math.exp(3) + 1 + Math.exp(1);
    assertThat(loan.path("score").asDouble()).isCloseTo(Math.exp(3) / all, within(1e-5));
    JsonNode columns = loan.path("columns");
    assertThat(columns).hasSize(4);
    // The model has no input of that name, so it never sees the column.
    assertThat(columns.path(0).path("name").asText()).isEqualTo("id");
    assertThat(columns.path(0).path("importance").asDouble()).isZero();
    double withoutCity = Math.exp(3) / (Math.exp(3) + 1 + Math.exp(-3));
    double bare = 1 / (2 + Math.exp(-1));
    double cityAlone = 1 / (2 + Math.exp(3));
    assertThat(columns.path(1).path("importance").asDouble())
        .isCloseTo(((cityAlone - bare) + (Math.exp(3) / all - withoutCity)) / 2, within(1e-5));
    assertThat(columns.path(2).path("importance").asDouble()).as("income").isPositive();
    assertThat(Files.readString(folder.resolve("out/report.html"))).contains(">loan<", ">rent<");
  }

  @Test
  void oneTensorOfAllColumnsAnswersWithItsClasses() throws IOException {
    CommandLineRun run =
        run(measures, "scikit-forest.onnx", "--background", "row:1", "--target", "1");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode columns = row(1).path("targets").path(0).path("columns");
    assertThat(columns.path(0).path("importance").asDouble()).isEqualTo(0.25);
    assertThat(columns.path(1).path("importance").asDouble()).isZero();
    assertThat(columns.path(2).path("importance").asDouble()).isEqualTo(0.5);
  }

  @Test
  void whatDoesNotFitIsSaidOnceAndNothingIsWritten() throws IOException {
    CommandLineRun label = run(people, "scikit-pipeline.onnx", "--output", "output_label");
    assertThat(label.err())
        .contains(
            "holds no scores but 'output_label' STRING [?]; choose among 'output_probability'");
    CommandLineRun unknown = run(people, "scikit-pipeline.onnx", "--target", "lone");
    assertThat(unknown.err()).contains("no class is called 'lone'", "'loan'");
    assertThat(unknown.err()).contains("3 more failed as well");
    CommandLineRun names = run(people, "scikit-forest.onnx", "--drop", "id");
    assertThat(names.err())
        .contains(
            "column 'city' holds names such as 'Oslo', but the input 'X' FLOAT32 [?, 3] takes");
    CommandLineRun missing = run(people, "scikit-pipeline.onnx", "--drop", "age");
    assertThat(missing.err()).contains("there is no age");
    Path words = Files.writeString(folder.resolve("words.csv"), "age,income,city\nold,1,Rome\n");
    CommandLineRun wrong = run(words, "scikit-pipeline.onnx");
    assertThat(wrong.err()).contains("column 'age' holds names such as 'old'");
    for (CommandLineRun run : new CommandLineRun[] {label, unknown, names, missing, wrong}) {
      assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    }
    assertThat(folder.resolve("out/report.html")).doesNotExist();
  }
}
