package ai.pami.http;

import ai.pami.model.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What protocols without descriptions of models have in common. */
abstract class JsonWire implements Wire {
  private final Endpoint endpoint;
  private final HttpTransport http;

  JsonWire(Endpoint endpoint, HttpTransport http) {
    this.endpoint = endpoint;
    this.http = http;
  }

  final Endpoint endpoint() {
    return endpoint;
  }

  final HttpTransport http() {
    return http;
  }

  /** The last part of the address. */
  @Override
  public String name() {
    String path = http.path().replaceAll(":[a-z]+$", "").replaceAll("/versions/[^/]*$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? endpoint.address().getHost() : last;
  }

  @Override
  public List<TensorInfo> inputs() {
    return List.of();
  }

  @Override
  public List<TensorInfo> outputs() {
    return List.of();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }

  @Override
  public OptionalInt exactly() {
    return OptionalInt.empty();
  }

  /**
   * The numbers answered to one input: those the endpoint's settings point to, or all there are.
   */
  final Answer numbers(String address, JsonNode answer) {
    JsonNode node = answer;
    if (endpoint.scores().isPresent()) {
      node = ScorePath.of(endpoint.scores().get()).find(address, node);
    } else if (endpoint.output().isPresent()) {
      node = node.path(endpoint.output().get());
      if (node.isMissingNode()) {
        throw RemoteFailure.lasting(
            "%s: the answer has no '%s' (--output); it is %s"
                .formatted(address, endpoint.output().get(), ScorePath.excerpt(answer)));
      }
    } else if (node.isObject() && node.size() == 1) {
      node = node.elements().next();
    }
    return ScorePath.numbers(address, node);
  }

  @Override
  public void close() {
    // The client frees its connections when nobody holds it any more.
  }
}
