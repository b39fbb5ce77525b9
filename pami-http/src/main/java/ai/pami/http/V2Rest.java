package ai.pami.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The Open Inference Protocol by HTTP. Where the server says that it has the extension for binary
 * tensors, they are sent and asked for in binary, which is faster and keeps every bit; JSON
 * otherwise.
 */
final class V2Rest implements V2Transport {
  private static final String LENGTH_HEADER = "Inference-Header-Content-Length";
  private static final String BINARY = "binary_tensor_data";

  private final HttpTransport http;
  private final String modelPath;
  private volatile boolean binary;

  V2Rest(HttpTransport http) {
    this.http = http;
    this.modelPath = http.path().replaceAll("/infer$", "");
  }

  @Override
  public CompletableFuture<V2Model> metadata() {
    return http.get(http.at(modelPath)).thenCompose(this::withExtensions);
  }

  /** A server that tells nothing of itself is taken to have no extensions. */
  private CompletableFuture<V2Model> withExtensions(HttpTransport.Response response) {
    V2Model model = model(Json.read(response));
    String root = modelPath.substring(0, modelPath.lastIndexOf("/models/"));
    return http.get(http.at(root))
        .handle(
            (server, failure) -> {
              binary = failure == null && names(server).contains(BINARY);
              return model;
            });
  }

  private static List<String> names(HttpTransport.Response server) {
    List<String> names = new ArrayList<>();
    try {
      Json.read(server).path("extensions").forEach(name -> names.add(name.asText()));
    } catch (RemoteFailure e) {
      return List.of();
    }
    return names;
  }

  private V2Model model(JsonNode json) {
    List<String> versions = new ArrayList<>();
    json.path("versions").forEach(version -> versions.add(version.asText()));
    String last = modelPath.replaceAll(".*/models/", "").replaceAll("/.*", "");
    return new V2Model(
        json.path("name").asText(last),
        versions,
        json.path("platform").asText(""),
        tensors(json.path("inputs")),
        tensors(json.path("outputs")));
  }

  private static List<V2Model.TensorMetadata> tensors(JsonNode list) {
    List<V2Model.TensorMetadata> tensors = new ArrayList<>();
    for (JsonNode one : list) {
      tensors.add(
          new V2Model.TensorMetadata(
              one.path("name").asText(), one.path("datatype").asText(), shape(one)));
    }
    return tensors;
  }

  private static int[] shape(JsonNode tensor) {
    int[] shape = new int[tensor.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.path("shape").get(i).asInt();
    }
    return shape;
  }

  @Override
  public CompletableFuture<V2Tensor> infer(List<V2Tensor> inputs, Optional<String> output) {
    byte[] header = Json.bytes(json -> writeRequest(json, inputs, output));
    List<byte[]> body = new ArrayList<>();
    body.add(header);
    if (binary) {
      inputs.forEach(input -> body.add(bytes(input.data())));
    }
    Map<String, String> more =
        binary ? Map.of(LENGTH_HEADER, Integer.toString(header.length)) : Map.of();
    String type = binary ? "application/octet-stream" : "application/json";
    return HttpTransport.then(
        http.post(http.at(modelPath + "/infer"), type, more, body),
        (response, failure) -> {
          if (failure != null) {
            throw failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(failure);
          }
          return answer(response, output);
        });
  }

  private static byte[] bytes(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(data.position(), bytes);
    return bytes;
  }

  private void writeRequest(JsonGenerator json, List<V2Tensor> inputs, Optional<String> output)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("inputs");
    for (V2Tensor input : inputs) {
      json.writeStartObject();
      json.writeStringField("name", input.name());
      json.writeFieldName("shape");
      json.writeArray(input.shape(), 0, input.shape().length);
      json.writeStringField("datatype", input.type().name());
      if (binary) {
        json.writeObjectFieldStart("parameters");
        json.writeNumberField("binary_data_size", input.data().remaining());
        json.writeEndObject();
      } else {
        writeData(json, input);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (output.isPresent()) {
      json.writeArrayFieldStart("outputs");
      json.writeStartObject();
      json.writeStringField("name", output.get());
      if (binary) {
        json.writeObjectFieldStart("parameters");
        json.writeBooleanField("binary_data", true);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndArray();
    } else if (binary) {
      json.writeObjectFieldStart("parameters");
      json.writeBooleanField("binary_data_output", true);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeData(JsonGenerator json, V2Tensor input) throws IOException {
    if (input.files()) {
      json.writeObjectFieldStart("parameters");
      json.writeStringField("content_type", "base64");
      json.writeEndObject();
    }
    json.writeArrayFieldStart("data");
    ByteBuffer data = input.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (input.files()) {
      while (data.hasRemaining()) {
        byte[] file = new byte[data.getInt()];
        data.get(file);
        json.writeString(Base64.getEncoder().encodeToString(file));
      }
    } else {
      var elements =
          new Json.Elements(new Input.Slice(input.name(), input.type(), input.shape(), data));
      while (elements.hasNext()) {
        elements.writeNext(json);
      }
    }
    json.writeEndArray();
  }

  private static V2Tensor answer(HttpTransport.Response response, Optional<String> wanted) {
    int length =
        response
            .headers()
            .firstValue(LENGTH_HEADER)
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Integer::parseInt)
            .orElse(response.body().length);
    if (length > response.body().length) {
      throw RemoteFailure.lasting(
          "%s announced %d bytes and sent %d"
              .formatted(response.address(), length, response.body().length));
    }
    int at = length;
    List<String> names = new ArrayList<>();
    for (JsonNode output : Json.read(response, length).path("outputs")) {
      int size = output.path("parameters").path("binary_data_size").asInt(-1);
      String name = output.path("name").asText();
      if (wanted.isEmpty() || wanted.get().equals(name)) {
        return tensor(response, output, at, size);
      }
      names.add(name);
      at += Math.max(0, size);
    }
    throw RemoteFailure.lasting(
        "%s answered without %s; it has the outputs [%s]"
            .formatted(
                response.address(),
                wanted.map(name -> "the output '" + name + "'").orElse("any output"),
                String.join(", ", names)));
  }

  private static V2Tensor tensor(
      HttpTransport.Response response, JsonNode output, int at, int size) {
    String name = output.path("name").asText();
    Datatype told =
        new V2Model.TensorMetadata(name, output.path("datatype").asText(), new int[0]).type();
    if (size >= 0) {
      if (at + size > response.body().length) {
        throw RemoteFailure.lasting(
            "%s announced %d bytes of output '%s' and sent %d"
                .formatted(response.address(), size, name, response.body().length - at));
      }
      ByteBuffer data =
          ByteBuffer.wrap(response.body(), at, size).slice().order(ByteOrder.LITTLE_ENDIAN);
      return new V2Tensor(name, told, shape(output), data, false);
    }
    if (told == Datatype.BYTES) {
      return new V2Tensor(name, told, shape(output), ByteBuffer.allocate(0), false);
    }
    double[] values = ScorePath.numbers(response.address(), output.path("data")).values();
    ByteBuffer data =
        ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      data.putDouble(told == Datatype.FP32 ? (float) value : value);
    }
    return new V2Tensor(name, Datatype.FP64, shape(output), data.flip(), false);
  }

  @Override
  public void close() {
    // The client frees its connections when nobody holds it any more.
  }
}
