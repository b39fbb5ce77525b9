package ai.pami.report;

import ai.pami.explanation.TargetExplanation;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.RowExplanation;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Importances as a table: a line a row and target, a column a group of columns. */
final class RowCsv {
  static final String FILE = "importances.csv";

  private static final CsvFactory CSV =
      CsvFactory.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private RowCsv() {}

  /** The lines of one row, without the last line's end. */
  static String lines(String name, RowExplanation explained) throws IOException {
    List<String> lines = new ArrayList<>();
    for (TargetExplanation one : explained.explanation().targets()) {
      List<String> cells = new ArrayList<>();
      cells.add(name);
      cells.add(one.target().label());
      cells.add(Double.toString(one.score()));
      cells.add(Double.toString(one.backgroundScore()));
      cells.add(one.quality().map(quality -> quality.verdict().toString()).orElse(""));
      for (double value : one.map().values()) {
        cells.add(Double.toString(value));
      }
      lines.add(line(cells));
    }
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvGenerator csv = CSV.createGenerator(text)) {
      csv.writeStartArray();
      for (String cell : cells) {
        csv.writeString(cell);
      }
      csv.writeEndArray();
    }
    return text.toString().stripTrailing();
  }

  /**
   * Writes the table.
   *
   * @param groups of columns
   * @param rows what {@link #lines} made
   */
  static void write(Path file, List<ColumnGroup> groups, Path rows) throws IOException {
    List<String> header =
        new ArrayList<>(List.of("row", "target", "score", "background_score", "verdict"));
    groups.forEach(group -> header.add("importance of " + group.name()));
    try (BufferedWriter csv = Files.newBufferedWriter(file);
        Reader lines = Files.newBufferedReader(rows)) {
      csv.write(line(header));
      csv.write('\n');
      lines.transferTo(csv);
    }
  }
}
