package ai.pami.report;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowExplanation;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The record of explained rows. */
final class RowJson {
  private RowJson() {}

  /**
   * @param files all files of the report
   */
  static void write(Path file, List<RowReport.Entry> entries, List<String> files)
      throws IOException {
    ObjectNode root = ExplanationJson.MAPPER.createObjectNode();
    root.put("format", ExplanationJson.FORMAT);
    root.set("versions", ExplanationJson.text(Versions.all()));
    ArrayNode rows = root.putArray("rows");
    for (RowReport.Entry entry : entries) {
      rows.add(row(entry));
    }
    ArrayNode written = root.putArray("files");
    files.forEach(written::add);
    Files.writeString(file, ExplanationJson.MAPPER.writeValueAsString(root) + "\n");
  }

  private static ObjectNode row(RowReport.Entry entry) {
    RowExplanation explained = entry.explanation();
    Explanation explanation = explained.explanation();
    ObjectNode node = ExplanationJson.MAPPER.createObjectNode();
    node.put("name", entry.name());
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
