package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.pami.model.Predictor;
import ai.pami.tabular.Column;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowBackground;
import ai.pami.tabular.RowExplainer;
import ai.pami.tabular.RowExplanation;
import ai.pami.tabular.Table;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of rows, and their way back. */
class RowReportTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("a, \"b\"", Column.Kind.NUMBER), new Column("two\nlines", Column.Kind.NUMBER));
  private static final Row HIDDEN = new Row(COLUMNS, List.of(1.0, 1.0));

  @TempDir private Path folder;

  private static RowExplanation explained(double a, double b) {
    Predictor<Row> model =
        rows ->
            rows.stream()
                .map(row -> new double[] {2 * row.number(0) - row.number(1), 0})
                .toArray(double[][]::new);
    return RowExplainer.of(model, RowBackground.row(HIDDEN))
        .labels(Labels.of(List.of("yes; \"sure\"", "no\nway")))
        .explain(new Row(COLUMNS, List.of(a, b)), Targets.index(0, 1));
  }

  @Test
  void importancesAreATableThatCanBeReadAgain() throws IOException {
    try (RowReport report = RowReport.titled("rows")) {
      for (int i = 0; i < 5; i++) {
        report.add("row \"" + i + "\",\nof five", explained(i, 3));
      }
      report.write(folder.resolve("out"));
    }
    Table table = Table.read(folder.resolve("out/importances.csv"));
    assertThat(table.rows()).hasSize(10);
    assertThat(table.columns())
        .extracting(Column::name)
        .containsExactly(
            "row",
            "target",
            "score",
            "background_score",
            "verdict",
            "importance of a, \"b\"",
            "importance of two\nlines");
    for (int i = 0; i < 5; i++) {
      Row yes = table.rows().get(2 * i);
      assertThat(yes.text(0)).isEqualTo("row \"" + i + "\",\nof five");
      assertThat(yes.text(1)).isEqualTo("yes; \"sure\"");
      assertThat(yes.number(5)).isEqualTo(2 * (i - 1));
      assertThat(yes.number(6)).isEqualTo(-2);
      assertThat(table.rows().get(2 * i + 1).text(1)).isEqualTo("no\nway");
    }
    JsonNode record = new ObjectMapper().readTree(folder.resolve("out/explanation.json").toFile());
    assertThat(record.path("rows")).hasSize(5);
    assertThat(record.path("rows").path(4).path("name").asText()).contains("4", "\n");
  }

  @Test
  void onlyWhatWasAskedForIsThereInTheEnd() throws IOException {
    for (Format one : new Format[] {Format.JSON, Format.CSV, Format.HTML, Format.JSON}) {
      try (RowReport report = RowReport.titled("rows", EnumSet.of(Format.JSON, one))) {
        report.add("row", explained(2, 2)).write(folder);
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrderElementsOf(
                switch (one) {
                  case CSV -> List.of("explanation.json", "importances.csv");
                  case HTML -> List.of("explanation.json", "report.html");
                  default -> List.of("explanation.json");
                });
      }
    }
  }

  @Test
  void rowsOfOtherGroupsDoNotFitOneTable() {
    RowExplanation one = explained(2, 2);
    RowExplanation other =
        new RowExplanation(
            one.explanation(),
            one.row(),
            List.of(new ColumnGroup("both", List.of(0, 1))),
            one.background());
    try (RowReport report = RowReport.of(one)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> report.add("second", other))
          .withMessageContaining("second has other groups of columns");
    }
  }
}
