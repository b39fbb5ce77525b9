package ai.pami.report;

import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplanation;
import ai.pami.target.CtcReading;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The record of lines that were read: everything but the maps' numbers. */
final class ReadingJson {
  static final String FILE = "reading.json";
  private static final String FORMAT = "pami-reading/1";

  private final ObjectNode root = ExplanationJson.MAPPER.createObjectNode();
  private final ArrayNode lines;

  ReadingJson() {
    root.put("format", FORMAT);
    root.set("versions", ExplanationJson.text(Versions.all()));
    this.lines = root.putArray("lines");
  }

  /**
   * Adds a line.
   *
   * @param corners of its box on the photo; none if it is the whole picture
   */
  void add(
      String name,
      CtcReading reading,
      ImageExplanation explanation,
      List<Point2D> corners,
      Map<String, String> source) {
    ObjectNode line = lines.addObject();
    line.put("name", name).put("text", reading.text());
    line.set("source", ExplanationJson.text(source));
    if (!corners.isEmpty()) {
      ArrayNode box = line.putArray("corners");
      corners.forEach(corner -> box.addArray().add(corner.getX()).add(corner.getY()));
    }
    List<TargetExplanation> targets = explanation.explanation().targets();
    int count = reading.characters().size();
    parts(line.putArray("characters"), targets.subList(0, count));
    parts(line.putArray("words"), targets.subList(count, targets.size()));
    ExplanationJson.cost(line, explanation.explanation().cost());
  }

  private static void parts(ArrayNode node, List<TargetExplanation> targets) {
    for (TargetExplanation explained : targets) {
      ObjectNode part =
          node.addObject()
              .put("text", explained.target().label())
              .put("score", explained.score())
              .put("background_score", explained.backgroundScore());
      int peak = explained.map().peak();
      if (peak >= 0) {
        int width = explained.map().domain().extent(1);
        part.putObject("peak").put("x", peak % width).put("y", peak / width);
      }
      explained.quality().ifPresent(quality -> part.put("verdict", quality.verdict().toString()));
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, ExplanationJson.MAPPER.writeValueAsString(root) + "\n");
  }
}
