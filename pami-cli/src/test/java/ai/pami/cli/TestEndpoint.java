package ai.pami.cli;

import ai.pami.model.Tensor;
import ai.pami.onnx.OnnxFunction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * A real server: an ONNX model by version 2 (in JSON), and by version 1 texts (their length) and
 * rows (a plus three times b).
 */
final class TestEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final OnnxFunction model;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger inputs = new AtomicInteger();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile int failFrom = Integer.MAX_VALUE;
  private volatile int status = 503;

  TestEndpoint(Path onnx) {
    this.model = OnnxFunction.open(onnx);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  String address(String path) {
    return "http://localhost:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** Answers with this status from this request on, counted from the next as 1. */
  void failFrom(int request, int status) {
    requests.set(0);
    failFrom = request;
    this.status = status;
  }

  int inputs() {
    return inputs.get();
  }

  List<String> tokens() {
    return tokens;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
    int code = 200;
    byte[] answer;
    if (exchange.getRequestMethod().equals("GET")) {
      code = path.equals("/v2/models/direction") ? 200 : 404;
      answer = metadata();
    } else if (requests.incrementAndGet() >= failFrom) {
      code = status;
      answer = "out of order".getBytes(StandardCharsets.UTF_8);
    } else if (path.startsWith("/v2/")) {
      answer = infer(JSON.readTree(body));
    } else if (path.startsWith("/predictions/")) {
      answer = picture(body);
    } else {
      answer = predict(JSON.readTree(body).path("instances"));
    }
    exchange.sendResponseHeaders(code, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] metadata() throws IOException {
    ObjectNode json = JSON.createObjectNode().put("name", "direction");
    ObjectNode input = json.putArray("inputs").addObject();
    input.put("name", model.inputs().get(0).name()).put("datatype", "FP32");
    model.inputs().get(0).shape().forEach(input.putArray("shape")::add);
    ObjectNode output = json.putArray("outputs").addObject();
    output.put("name", model.outputs().get(0).name()).put("datatype", "FP32");
    model.outputs().get(0).shape().forEach(output.putArray("shape")::add);
    return JSON.writeValueAsBytes(json);
  }

  private byte[] infer(JsonNode request) throws IOException {
    JsonNode input = request.path("inputs").get(0);
    int[] shape = JSON.treeToValue(input.path("shape"), int[].class);
    float[] data = JSON.treeToValue(input.path("data"), float[].class);
    inputs.addAndGet(shape[0]);
    String name = model.outputs().get(0).name();
    Tensor answer = model.run(Map.of(input.path("name").asText(), Tensor.of(data, shape)), name);
    ObjectNode json = JSON.createObjectNode();
    ObjectNode output = json.putArray("outputs").addObject();
    output.put("name", name).put("datatype", "FP32");
    output.set("shape", JSON.valueToTree(answer.shape()));
    output.set("data", JSON.valueToTree(answer.floats()));
    return JSON.writeValueAsBytes(json);
  }

  private byte[] predict(JsonNode instances) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode predictions = json.putArray("predictions");
    for (JsonNode one : instances) {
      inputs.incrementAndGet();
      double score =
          one.isTextual()
              ? one.textValue().length()
              : one.isArray()
                  ? one.get(0).asDouble() + 3 * one.get(1).asDouble()
                  : one.path("a").asDouble() + 3 * one.path("b").asDouble();
      predictions.addArray().add(score).add(-score);
    }
    return JSON.writeValueAsBytes(json);
  }

  /** The means of red and blue. */
  private byte[] picture(byte[] file) throws IOException {
    inputs.incrementAndGet();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
    double red = 0;
    double blue = 0;
    int pixels = picture.getWidth() * picture.getHeight();
    for (int i = 0; i < pixels; i++) {
      int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
      red += ((rgb >> 16) & 0xFF) / 255.0 / pixels;
      blue += (rgb & 0xFF) / 255.0 / pixels;
    }
    return JSON.writeValueAsBytes(JSON.createObjectNode().put("red", red).put("blue", blue));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    model.close();
  }
}
