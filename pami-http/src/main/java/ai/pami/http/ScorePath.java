package ai.pami.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds numbers in an answer of JSON: a pointer in whose place {@code *} stands for every element
 * of an array, then numbers, arrays of them in any depth, or an object of numbers, whose names are
 * put in alphabetical order.
 */
final class ScorePath {
  private final String text;
  private final List<JsonPointer> parts;

  private ScorePath(String text, List<JsonPointer> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * A path.
   *
   * @param text empty for the whole answer
   * @throws IllegalArgumentException if that is no pointer
   */
  static ScorePath of(String text) {
    List<JsonPointer> parts = new ArrayList<>();
    try {
      for (String part : (text + "/").split("/\\*(?=/)", -1)) {
        String pointer = part.endsWith("/") ? part.substring(0, part.length() - 1) : part;
        parts.add(JsonPointer.compile(pointer));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "scores '%s': give a JSON Pointer such as /outputs/0/probabilities, or /results/*/scores"
              .formatted(text),
          e);
    }
    return new ScorePath(text, parts);
  }

  /** What the path leads to; an array where it has a {@code *}. */
  JsonNode find(String address, JsonNode answer) {
    return find(address, answer, 0);
  }

  private JsonNode find(String address, JsonNode node, int part) {
    JsonNode here = node.at(parts.get(part));
    if (here.isMissingNode()) {
      throw RemoteFailure.lasting(
          "%s: the answer has nothing at '%s' (--scores); it is %s"
              .formatted(address, text, excerpt(node)));
    }
    if (part == parts.size() - 1) {
      return here;
    }
    if (!here.isArray()) {
      throw RemoteFailure.lasting(
          "%s: '*' in '%s' (--scores) stands for the elements of an array, but there is %s"
              .formatted(address, text, excerpt(here)));
    }
    var all = Json.MAPPER.createArrayNode();
    here.forEach(element -> all.add(find(address, element, part + 1)));
    return all;
  }

  /** The numbers of {@code node} and their shape. */
  static Answer numbers(String address, JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    JsonNode first = node;
    while (first.isArray() && !first.isEmpty()) {
      shape.add(first.size());
      first = first.get(0);
    }
    boolean named = first.isObject();
    if (named) {
      shape.add(first.size());
    }
    int[] extents = shape.stream().mapToInt(Integer::intValue).toArray();
    List<Double> values = new ArrayList<>();
    collect(address, node, extents, 0, values);
    return new Answer(
        values.stream().mapToDouble(Double::doubleValue).toArray(),
        extents.length == 0 ? new int[] {1} : extents,
        named ? names(first) : List.of());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }

  private static void collect(
      String address, JsonNode node, int[] shape, int axis, List<Double> values) {
    if (axis == shape.length) {
      if (!node.isNumber() && !node.isBoolean()) {
        throw RemoteFailure.lasting(
            "%s: where the answer should have a number it has %s; say where the scores are with --scores"
                .formatted(address, excerpt(node)));
      }
      values.add(node.isBoolean() ? (node.booleanValue() ? 1.0 : 0.0) : node.doubleValue());
      return;
    }
    if (!node.isContainerNode() || node.size() != shape[axis]) {
      throw RemoteFailure.lasting(
          "%s: the answer's arrays are of different lengths: %s and %s"
              .formatted(address, Arrays.toString(shape), excerpt(node)));
    }
    if (node.isObject()) {
      TreeMap<String, JsonNode> named = new TreeMap<>();
      node.properties().forEach(field -> named.put(field.getKey(), field.getValue()));
      named.values().forEach(value -> collect(address, value, shape, axis + 1, values));
    } else {
      node.forEach(element -> collect(address, element, shape, axis + 1, values));
    }
  }

  /** The beginning of what was found, for messages. */
  static String excerpt(JsonNode node) {
    String json = node.toString();
    return json.length() <= 80 ? json : json.substring(0, 80) + "…";
  }

  @Override
  public String toString() {
    return text;
  }
}
