package ai.pami.report;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowExplanation;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The record of explained rows. */
final class RowJson {
  private RowJson() {}

  /** One row's part of the record, in one line. */
  static String line(String name, RowExplanation explained) throws IOException {
    return text(row(name, explained));
  }

  /**
   * Writes the record, a row a line.
   *
   * @param rows what {@link #line} made, a line each
   * @param files all files of the report
   */
  static void write(Path file, Path rows, List<String> files) throws IOException {
    try (BufferedWriter json = Files.newBufferedWriter(file);
        BufferedReader lines = Files.newBufferedReader(rows)) {
      json.write("{\n\"format\" : %s,\n".formatted(text(ExplanationJson.FORMAT)));
      json.write("\"versions\" : %s,\n\"rows\" : [".formatted(text(Versions.all())));
      String before = "\n";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        json.write(before);
        json.write(line);
        before = ",\n";
      }
      json.write("\n],\n\"files\" : %s\n}\n".formatted(text(files)));
    }
  }

  private static String text(Object value) throws IOException {
    return ExplanationJson.MAPPER
        .writer()
        .without(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(value);
  }

  private static ObjectNode row(String name, RowExplanation explained) {
    Explanation explanation = explained.explanation();
    ObjectNode node = ExplanationJson.MAPPER.createObjectNode();
    node.put("name", name);
    ObjectNode cells = node.putObject("cells");
    Row row = explained.row();
    for (int i = 0; i < row.columns().size(); i++) {
      if (row.cells().get(i) instanceof Double number) {
        cells.put(row.columns().get(i).name(), number);
      } else {
        cells.put(row.columns().get(i).name(), row.text(i));
      }
    }
    node.set("model", ExplanationJson.text(explanation.provenance()));
    node.set("settings", ExplanationJson.text(explanation.settings()));
    ArrayNode targets = node.putArray("targets");
    for (TargetExplanation target : explanation.targets()) {
      ObjectNode one = ExplanationJson.scores(target);
      ArrayNode groups = one.putArray("columns");
      for (int g = 0; g < explained.groups().size(); g++) {
        ColumnGroup group = explained.groups().get(g);
        groups
            .addObject()
            .put("name", group.name())
            .put("value", RowCase.cells(row, group))
            .put("importance", target.map().value(g));
      }
      target.quality().ifPresent(quality -> one.set("quality", QualityJson.of(quality)));
      target.rival().ifPresent(rival -> one.set("rival", ExplanationJson.scores(rival)));
      targets.add(one);
    }
    ExplanationJson.cost(node, explanation.cost());
    return node;
  }
}
