package ai.pami.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Any endpoint of JSON: a body with a place for the inputs, and a pointer to the scores. */
final class TemplateWire extends JsonWire {
  private static final String ALL = "{{inputs}}";
  private static final String ONE = "{{input}}";

  private final JsonNode template;
  private final boolean takesAll;

  /**
   * A wire.
   *
   * @throws IllegalArgumentException if there is no template, or none with a place for inputs
   */
  TemplateWire(Endpoint endpoint, HttpTransport http) {
    super(endpoint, http);
    String text =
        endpoint
            .template()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "an endpoint of JSON needs a request template (--request-template) with \"%s\" or \"%s\""
                            .formatted(ALL, ONE)));
    try {
      template = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the request template is not JSON: " + e.getOriginalMessage(), e);
    }
    takesAll = holds(template, ALL, true);
    if (takesAll == holds(template, ONE, false)) {
      throw new IllegalArgumentException(
          "the request template needs either \"%s\", where the array of inputs goes, or \"%s\", where one input goes"
              .formatted(ALL, ONE));
    }
  }

  private static boolean holds(JsonNode node, String place, boolean alone) {
    if (node.isTextual()) {
      return alone ? node.textValue().equals(place) : node.textValue().contains(place);
    }
    for (JsonNode child : node) {
      if (holds(child, place, alone)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int most() {
    return takesAll ? Integer.MAX_VALUE : 1;
  }

  @Override
  public CompletableFuture<List<Answer>> ask(List<Input> inputs) {
    byte[] body = Json.bytes(json -> write(json, template, inputs));
    return HttpTransport.then(
        http().post(http().at(http().path()), "application/json", Map.of(), List.of(body)),
        (response, failure) -> {
          if (failure != null) {
            throw RemoteFailures.of(endpoint(), failure);
          }
          return answers(response, inputs.size());
        });
  }

  private void write(JsonGenerator json, JsonNode node, List<Input> inputs) throws IOException {
    if (node.isObject()) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        json.writeFieldName(field.getKey());
        write(json, field.getValue(), inputs);
      }
      json.writeEndObject();
    } else if (node.isArray()) {
      json.writeStartArray();
      for (JsonNode element : node) {
        write(json, element, inputs);
      }
      json.writeEndArray();
    } else if (takesAll && node.asText().equals(ALL)) {
      json.writeStartArray();
      for (Input input : inputs) {
        Json.write(json, input);
      }
      json.writeEndArray();
    } else if (!takesAll && node.isTextual() && node.textValue().equals(ONE)) {
      Json.write(json, inputs.get(0));
    } else if (!takesAll && node.isTextual() && node.textValue().contains(ONE)) {
      json.writeString(node.textValue().replace(ONE, text(inputs.get(0))));
    } else {
      json.writeTree(node);
    }
  }

  private static String text(Input input) throws IOException {
    JsonNode value = Json.MAPPER.readTree(Json.bytes(json -> Json.write(json, input)));
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private List<Answer> answers(HttpTransport.Response response, int count) {
    JsonNode answer = Json.read(response);
    String address = response.address();
    JsonNode found = ScorePath.of(endpoint().scores().orElse("")).find(address, answer);
    if (!takesAll) {
      return List.of(ScorePath.numbers(address, found));
    }
    if (!found.isArray() || found.size() != count) {
      throw RemoteFailure.lasting(
          "%s: '%s' (--scores) should lead to an array of %d answers, one an input, but leads to %s"
              .formatted(address, endpoint().scores().orElse(""), count, ScorePath.excerpt(found)));
    }
    List<Answer> answers = new ArrayList<>();
    found.forEach(one -> answers.add(ScorePath.numbers(address, one)));
    return answers;
  }
}
