package ai.pami.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * TorchServe: an input a request, as it is, which the server gathers into batches itself. Answers
 * are numbers, arrays, or an object of a number a class.
 */
final class TorchServeWire extends JsonWire {
  TorchServeWire(Endpoint endpoint, HttpTransport http) {
    super(endpoint, http);
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public CompletableFuture<List<Answer>> ask(List<Input> inputs) {
    Input input = inputs.get(0);
    byte[] body;
    String type;
    if (input instanceof Input.Text text) {
      body = text.text().getBytes(StandardCharsets.UTF_8);
      type = "text/plain; charset=utf-8";
    } else if (input instanceof Input.Encoded file) {
      body = file.bytes();
      type = file.mediaType();
    } else {
      body = Json.bytes(json -> Json.write(json, input));
      type = "application/json";
    }
    return HttpTransport.then(
        http().post(http().at(http().path()), type, Map.of(), List.of(body)),
        (response, failure) -> {
          if (failure != null) {
            throw RemoteFailures.of(endpoint(), failure);
          }
          return List.of(numbers(response.address(), Json.read(response)));
        });
  }
}
