package ai.pami.report;

import ai.pami.detection.Box;
import ai.pami.explanation.Cost;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Placement;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The record of an explanation: everything but the maps' numbers. */
final class ExplanationJson {
  static final String FILE = "explanation.json";
  static final String FORMAT = "pami-explanation/1";
  static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ExplanationJson() {}

  /**
   * @param found the object that each target is about, in the picture's pixels; none if they are
   *     about none
   * @param names a file name stem a target
   * @param files all files of the report
   */
  static void write(
      Path file,
      ImageExplanation explanation,
      Map<String, String> source,
      List<Box> found,
      List<String> names,
      List<String> files)
      throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.set("versions", text(Versions.all()));
    ObjectNode picture = text(source);
    picture.put("width", explanation.picture().width());
    picture.put("height", explanation.picture().height());
    root.set("picture", picture);
    root.set("seen", seen(explanation.placement()));
    root.set("model", text(explanation.explanation().provenance()));
    root.set("settings", text(explanation.explanation().settings()));
    ArrayNode targets = root.putArray("targets");
    for (int k = 0; k < names.size(); k++) {
      ObjectNode target = target(explanation.explanation().targets().get(k), names.get(k), files);
      if (!found.isEmpty()) {
        box(target.putObject("box"), found.get(k));
      }
      targets.add(target);
    }
    cost(root, explanation.explanation().cost());
    ArrayNode regions = root.putArray("regions");
    for (UsedRegions used : explanation.explanation().regions()) {
      regions
          .addObject()
          .put("partitioner", used.name())
          .put("view", used.view())
          .put("count", used.count());
    }
    ArrayNode written = root.putArray("files");
    files.forEach(written::add);
    Files.writeString(file, MAPPER.writeValueAsString(root) + "\n");
  }

  static ObjectNode text(Map<String, String> values) {
    ObjectNode node = MAPPER.createObjectNode();
    values.forEach(node::put);
    return node;
  }

  private static ObjectNode seen(Placement placement) {
    return MAPPER
        .createObjectNode()
        .put("width", placement.width())
        .put("height", placement.height())
        .put("left", placement.left())
        .put("top", placement.top())
        .put("scale_x", placement.scaleX())
        .put("scale_y", placement.scaleY());
  }

  private static ObjectNode target(TargetExplanation explained, String name, List<String> files) {
    ImportanceMap map = explained.map();
    ObjectNode node = scores(explained);
    ObjectNode values = node.putObject("map");
    int peak = map.peak();
    if (peak >= 0) {
      int width = map.domain().extent(1);
      values.put("min", map.min()).put("max", map.max());
      values.putObject("peak").put("x", peak % width).put("y", peak / width);
    }
    explained.quality().ifPresent(quality -> node.set("quality", QualityJson.of(quality)));
    explained.rival().ifPresent(rival -> node.set("rival", scores(rival)));
    ArrayNode own = node.putArray("files");
    files.stream().filter(file -> file.startsWith(name + ".")).forEach(own::add);
    return node;
  }

  private static void box(ObjectNode node, Box box) {
    node.put("left", box.left())
        .put("top", box.top())
        .put("right", box.right())
        .put("bottom", box.bottom());
  }

  /** What is explained, and its scores. */
  static ObjectNode scores(TargetExplanation explained) {
    return MAPPER
        .createObjectNode()
        .put("index", explained.target().index())
        .put("label", explained.target().label())
        .put("score", explained.score())
        .put("background_score", explained.backgroundScore());
  }

  static void cost(ObjectNode root, Cost cost) {
    root.put("model_calls", cost.calls())
        .put("probes", cost.probes())
        .put("seconds", cost.time().toMillis() / 1000.0)
        .put("stopped", cost.stopped().name().toLowerCase(Locale.ROOT))
        .put("threads", cost.threads())
        .put("batch", cost.batch());
    if (cost.checkCalls() > 0) {
      root.put("check_calls", cost.checkCalls())
          .put("check_seconds", cost.checkTime().toMillis() / 1000.0);
    }
  }
}
