package ai.pami.report;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The record of an explained signal, with every element's importance. */
final class SignalJson {
  private SignalJson() {}

  /**
   * @param noun what the signal is
   * @param names a file name stem a target
   * @param files all files of the report
   */
  static void write(
      Path file,
      String noun,
      Explanation explanation,
      SignalShape shape,
      Map<String, String> source,
      List<String> names,
      List<String> files)
      throws IOException {
    ObjectNode root = ExplanationJson.MAPPER.createObjectNode();
    root.put("format", ExplanationJson.FORMAT);
    root.set("versions", ExplanationJson.text(Versions.all()));
    ObjectNode signal = ExplanationJson.text(source);
    signal.put("length", shape.length());
    if (shape.hasRate()) {
      signal.put("rate", shape.rate());
    }
    ArrayNode rows = signal.putArray(noun.equals("sound") ? "bands" : "channels");
    shape.rows().forEach(rows::add);
    ArrayNode starts = signal.putArray("starts");
    shape.starts().forEach(starts::add);
    root.set(noun, signal);
    root.set("model", ExplanationJson.text(explanation.provenance()));
    root.set("settings", ExplanationJson.text(explanation.settings()));
    ArrayNode targets = root.putArray("targets");
    for (int k = 0; k < names.size(); k++) {
      targets.add(target(explanation.targets().get(k), shape, names.get(k), files));
    }
    ExplanationJson.cost(root, explanation.cost());
    ArrayNode regions = root.putArray("regions");
    for (UsedRegions used : explanation.regions()) {
      regions.addObject().put("partitioner", used.name()).put("count", used.count());
    }
    ArrayNode written = root.putArray("files");
    files.forEach(written::add);
    Files.writeString(file, ExplanationJson.MAPPER.writeValueAsString(root) + "\n");
  }

  private static ObjectNode target(
      TargetExplanation explained, SignalShape shape, String name, List<String> files) {
    ImportanceMap map = explained.map();
    ObjectNode node = ExplanationJson.scores(explained);
    ObjectNode values = node.putObject("map");
    int peak = map.peak();
    if (peak >= 0) {
      int column = peak % shape.columns();
      values.put("min", map.min()).put("max", map.max());
      ObjectNode at = values.putObject("peak");
      at.put("row", shape.rows().get(peak / shape.columns()));
      at.put("from", shape.starts().get(column)).put("to", shape.starts().get(column + 1));
      if (shape.hasRate()) {
        at.put("from_seconds", shape.starts().get(column) / shape.rate());
        at.put("to_seconds", shape.starts().get(column + 1) / shape.rate());
      }
    }
    node.set("importance", matrix(shape, map::value));
    node.set("standard_error", matrix(shape, map::standardError));
    node.set("margin_95", matrix(shape, map::margin));
    explained.quality().ifPresent(quality -> node.set("quality", QualityJson.of(quality)));
    explained.rival().ifPresent(rival -> node.set("rival", ExplanationJson.scores(rival)));
    ArrayNode own = node.putArray("files");
    files.stream().filter(file -> file.startsWith(name + ".")).forEach(own::add);
    return node;
  }

  /** {@code [rows][columns]}, null where there is no value. */
  private static ArrayNode matrix(SignalShape shape, IntToDoubleFunction value) {
    ArrayNode matrix = ExplanationJson.MAPPER.createArrayNode();
    for (int row = 0; row < shape.rows().size(); row++) {
      ArrayNode line = matrix.addArray();
      for (int t = 0; t < shape.columns(); t++) {
        double number = value.applyAsDouble(row * shape.columns() + t);
        if (Double.isNaN(number)) {
          line.addNull();
        } else {
          line.add(number);
        }
      }
    }
    return matrix;
  }
}
