package ai.pami.report;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.text.Passage;
import ai.pami.text.TextExplanation;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The record of explained texts. Places are given twice: {@code start} and {@code end} count code
 * points (as Python does), {@code start_utf16} and {@code end_utf16} UTF-16 code units (as Java and
 * JavaScript do).
 */
final class TextJson {
  private TextJson() {}

  /**
   * @param files all files of the report
   */
  static void write(Path file, List<TextReport.Entry> entries, List<String> files)
      throws IOException {
    ObjectNode root = ExplanationJson.MAPPER.createObjectNode();
    root.put("format", ExplanationJson.FORMAT);
    root.set("versions", ExplanationJson.text(Versions.all()));
    ArrayNode texts = root.putArray("texts");
    for (TextReport.Entry entry : entries) {
      texts.add(text(entry));
    }
    ArrayNode written = root.putArray("files");
    files.forEach(written::add);
    Files.writeString(file, ExplanationJson.MAPPER.writeValueAsString(root) + "\n");
  }

  private static ObjectNode text(TextReport.Entry entry) {
    TextExplanation explained = entry.explanation();
    Explanation explanation = explained.explanation();
    ObjectNode node = ExplanationJson.MAPPER.createObjectNode();
    node.put("name", entry.name());
    node.set("source", ExplanationJson.text(entry.source()));
    node.put("text", explained.passage().text());
    node.put("windows", explained.windows());
    node.set("model", ExplanationJson.text(explanation.provenance()));
    node.set("settings", ExplanationJson.text(explanation.settings()));
    ArrayNode targets = node.putArray("targets");
    for (TargetExplanation target : explanation.targets()) {
      ObjectNode one = ExplanationJson.scores(target);
      one.set("elements", elements(explained.passage(), target.map()));
      target.quality().ifPresent(quality -> one.set("quality", QualityJson.of(quality)));
      target.rival().ifPresent(rival -> one.set("rival", ExplanationJson.scores(rival)));
      targets.add(one);
    }
    ExplanationJson.cost(node, explanation.cost());
    return node;
  }

  private static ArrayNode elements(Passage passage, ImportanceMap map) {
    ArrayNode elements = ExplanationJson.MAPPER.createArrayNode();
    String text = passage.text();
    int at = 0;
    int codePoints = 0;
    for (int i = 0; i < passage.size(); i++) {
      int start = passage.elements().get(i).start();
      int end = passage.elements().get(i).end();
      int from = codePoints + text.codePointCount(at, start);
      codePoints = from + text.codePointCount(start, end);
      at = end;
      ObjectNode element =
          elements
              .addObject()
              .put("text", passage.element(i))
              .put("start", from)
              .put("end", codePoints)
              .put("start_utf16", start)
              .put("end_utf16", end);
      if (Double.isNaN(map.value(i))) {
        element.putNull("importance");
      } else {
        element.put("importance", map.value(i));
      }
    }
    return elements;
  }
}
