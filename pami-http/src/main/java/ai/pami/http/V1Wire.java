package ai.pami.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * KServe's and TensorFlow Serving's version 1: {@code {"instances": [...]}} to {@code :predict}.
 */
final class V1Wire extends JsonWire {
  V1Wire(Endpoint endpoint, HttpTransport http) {
    super(endpoint, http);
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE;
  }

  @Override
  public CompletableFuture<List<Answer>> ask(List<Input> inputs) {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("instances");
              for (Input input : inputs) {
                write(json, input);
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    String path = http().path().replaceAll(":predict$", "") + ":predict";
    return HttpTransport.then(
        http().post(http().at(path), "application/json", Map.of(), List.of(body)),
        (response, failure) -> {
          if (failure != null) {
            throw RemoteFailures.of(endpoint(), failure);
          }
          return answers(response, inputs.size());
        });
  }

  /** Files go in an object, which is how TensorFlow Serving knows that they are not texts. */
  private static void write(JsonGenerator json, Input input) throws IOException {
    if (input instanceof Input.Encoded) {
      json.writeStartObject();
      json.writeFieldName("b64");
      Json.write(json, input);
      json.writeEndObject();
    } else {
      Json.write(json, input);
    }
  }

  private List<Answer> answers(HttpTransport.Response response, int count) {
    JsonNode answer = Json.read(response);
    JsonNode predictions = answer.path("predictions");
    if (!predictions.isArray() || predictions.size() != count) {
      throw RemoteFailure.lasting(
          "%s: \"predictions\" should be an array of %d answers, one an input; the answer is %s"
              .formatted(response.address(), count, ScorePath.excerpt(answer)));
    }
    List<Answer> answers = new ArrayList<>();
    predictions.forEach(one -> answers.add(numbers(response.address(), one)));
    return answers;
  }
}
