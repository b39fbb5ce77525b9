package ai.pami.evaluate.study;

import ai.pami.evaluate.data.LabelledPicture;
import ai.pami.evaluate.metric.Metric;
import ai.pami.image.ImageMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What makes two runs comparable: model, pictures, methods, metrics, seed. */
final class Description {
  private static final int FORMAT = 1;

  private Description() {}

  /**
   * @param outputs the model's output of each picture's class
   */
  static ObjectNode of(Study study, int[] outputs) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", FORMAT);
    put(root.putObject("model"), study.explainer().provenance());
    ObjectNode pictures = root.putObject("pictures");
    pictures.put("count", study.pictures().size());
    pictures.put("sha256", digest(study.pictures(), outputs));
    pictures.put("wrong", study.wrongToo() ? "judged" : "left out");
    ObjectNode methods = root.putObject("methods");
    ArrayNode order = root.putArray("order");
    study
        .methods()
        .forEach(
            (name, method) -> {
              order.add(name);
              put(methods.putObject(name), describe(study, method));
            });
    ArrayNode metrics = root.putArray("metrics");
    study.metrics().stream().map(Metric::name).forEach(metrics::add);
    root.put("seed", study.seed());
    put(root.putObject("notes"), study.notes());
    return root;
  }

  private static Map<String, String> describe(Study study, ImageMethod method) {
    return study.explainer().method(method).describe();
  }

  private static void put(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }

  private static String digest(List<LabelledPicture> pictures, int[] outputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < outputs.length; i++) {
        LabelledPicture picture = pictures.get(i);
        String text =
            "%s\n%s\n%d\n%s\n"
                .formatted(picture.name(), picture.className(), outputs[i], picture.boxes());
        digest.update(text.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The first thing that keeps a run from being continued, for a message, such as {@code seed was 1
   * and is 2}. More methods than before and another order of them do not.
   */
  static Optional<String> difference(JsonNode before, ObjectNode now) {
    ObjectNode known = now.deepCopy();
    known.set("order", before.path("order"));
    Set<String> added = new LinkedHashSet<>();
    now.path("methods").fieldNames().forEachRemaining(added::add);
    before.path("methods").fieldNames().forEachRemaining(added::remove);
    ((ObjectNode) known.get("methods")).remove(added);
    return difference("", before, known);
  }

  private static Optional<String> difference(String name, JsonNode before, JsonNode now) {
    if (before.isObject() && now.isObject()) {
      Set<String> keys = new LinkedHashSet<>();
      now.fieldNames().forEachRemaining(keys::add);
      before.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        String path = name.isEmpty() ? key : name + "." + key;
        Optional<String> inside = difference(path, before.path(key), now.path(key));
        if (inside.isPresent()) {
          return inside;
        }
      }
      return Optional.empty();
    }
    return text(before).equals(text(now))
        ? Optional.empty()
        : Optional.of("%s was %s and is %s".formatted(name, text(before), text(now)));
  }

  private static String text(JsonNode node) {
    if (node.isMissingNode()) {
      return "not there";
    }
    return node.isTextual() ? "'" + node.asText() + "'" : node.toString();
  }
}
