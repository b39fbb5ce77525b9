package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole file of rows at once, in a Java of 256 MB. */
class LargeTableIT {
  private static final int ROWS = 10_000;
  private static final int COLUMNS = 12;

  @TempDir private Path folder;
  private Path table;
  private Path model;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    table = folder.resolve("rows.csv");
    try (BufferedWriter csv = Files.newBufferedWriter(table)) {
      csv.write("a,b,c,d,e,f,g,h,i,j,k,l\n");
      for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
          csv.write((c == 0 ? "" : ",") + random.nextInt(1000) / 10.0);
        }
        csv.write('\n');
      }
    }
    model = folder.resolve("table.onnx");
    try (InputStream in = LargeTableIT.class.getResourceAsStream("table.onnx")) {
      Files.write(model, in.readAllBytes());
    }
    out = folder.resolve("out");
  }

  @Test
  void ctrlCKeepsTheRowsThatAreDone() throws IOException, InterruptedException {
    PamiProcess pami =
        PamiProcess.start(folder, "table", table, "--model", model, "--target", 3, "--out", out);
    pami.awaitOut("row 150:");
    pami.interrupt();
    assertThat(pami.await()).as(pami.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(pami.err()).contains("interrupted; ", " of 10000 rows are done");
    assertThat(pami.err().lines()).hasSize(1);
    List<String> lines = Files.readAllLines(out.resolve("importances.csv"));
    assertThat(lines).hasSizeBetween(151, ROWS);
    assertThat(pami.err()).contains("interrupted; " + (lines.size() - 1) + " of");
    JsonNode record = new ObjectMapper().readTree(out.resolve("explanation.json").toFile());
    assertThat(record.path("rows")).hasSize(lines.size() - 1);
    assertThat(Files.readString(out.resolve("report.html"))).contains("Over all ", "</html>");
  }

  @Test
  void tenThousandRowsAreExplainedInOneRunAndThePageStaysSmall()
      throws IOException, InterruptedException {
    PamiProcess all =
        PamiProcess.start(folder, "table", table, "--model", model, "--target", 3, "--out", out);
    assertThat(all.await()).as(all.err()).isZero();
    List<String> lines = Files.readAllLines(out.resolve("importances.csv"));
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.get(ROWS)).startsWith("row " + ROWS + ",3,");
    assertThat(Files.size(out.resolve("report.html"))).isLessThan(5_000_000);
    assertThat(all.out()).contains("row 10000: 3, score");

    // A later run in the same folder replaces all of it.
    PamiProcess one =
        PamiProcess.start(
            folder, "table", table, "--model", model, "--row", 7, "--format", "html", "--out", out);
    assertThat(one.await()).as(one.err()).isZero();
    assertThat(out.resolve("importances.csv")).doesNotExist();
    assertThat(out.resolve("explanation.json")).doesNotExist();
    assertThat(Files.readString(out.resolve("report.html"))).contains("row 7");
  }
}
