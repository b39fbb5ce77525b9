package ai.pami.image;

import ai.pami.target.NearestNames;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The fields of a JSON object, each read as what it should be; an {@link IllegalArgumentException}
 * that names the key says what it is instead.
 */
record JsonFields(JsonNode root) {
  /** Refuses keys that are not among the given ones, offering the nearest. */
  void requireKnown(Set<String> keys) {
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw new IllegalArgumentException(
            "unknown key \"%s\": did you mean \"%s\"?"
                .formatted(name, NearestNames.to(name, keys, 1).get(0)));
      }
    }
  }

  boolean has(String key) {
    return root.has(key);
  }

  String text(String key) {
    JsonNode node = root.get(key);
    if (!node.isTextual()) {
      throw new IllegalArgumentException("\"%s\" must be a text, not %s".formatted(key, node));
    }
    return node.asText();
  }

  double number(String key) {
    List<Double> numbers = numbers(key);
    if (numbers.size() != 1) {
      throw new IllegalArgumentException(
          "\"%s\" must be one number, not %s".formatted(key, numbers));
    }
    return numbers.get(0);
  }

  int wholeNumber(String key) {
    return whole(key, number(key));
  }

  List<Integer> wholeNumbers(String key) {
    return numbers(key).stream().map(number -> whole(key, number)).toList();
  }

  private static int whole(String key, double number) {
    if (number != (int) number) {
      throw new IllegalArgumentException(
          "\"%s\" must be a whole number, not %s".formatted(key, number));
    }
    return (int) number;
  }

  /** A list of numbers, at least one; one number stands for a list of it. */
  List<Double> numbers(String key) {
    JsonNode node = root.path(key);
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("\"%s\" is missing".formatted(key));
    }
    List<Double> numbers = new ArrayList<>();
    if (node.isNumber()) {
      numbers.add(node.asDouble());
    } else if (node.isArray()) {
      node.forEach(
          n -> {
            if (n.isNumber()) {
              numbers.add(n.asDouble());
            }
          });
    }
    if (numbers.isEmpty() || (node.isArray() && numbers.size() != node.size())) {
      throw new IllegalArgumentException(
          "\"%s\" must be a number or a list of numbers, not %s".formatted(key, node));
    }
    return numbers;
  }
}
