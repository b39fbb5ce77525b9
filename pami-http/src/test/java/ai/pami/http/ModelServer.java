package ai.pami.http;

import ai.pami.model.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import javax.net.ssl.SSLContext;

/**
 * A real server of a real model, in every protocol of HTTP, with faults on request. Shares no code
 * with the client.
 */
final class ModelServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ServedModel model;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final AtomicInteger inputs = new AtomicInteger();
  private final AtomicInteger largest = new AtomicInteger();
  private final List<String> authorisations = new CopyOnWriteArrayList<>();
  private volatile IntFunction<Fault> faults = Fault.never();
  private volatile boolean binary = true;
  private volatile int fixedBatch = -1;
  private volatile ToDoubleFunction<String> texts = String::length;
  private volatile String token = "";

  private ModelServer(HttpServer server, ServedModel model) {
    this.server = server;
    this.model = model;
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  static ModelServer of(ServedModel model) {
    try {
      return new ModelServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ModelServer secure(ServedModel model, SSLContext context) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new ModelServer(server, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ModelServer faults(IntFunction<Fault> faults) {
    this.faults = faults;
    requests.set(0);
    return this;
  }

  /** Without the extension for binary tensors. */
  ModelServer jsonOnly() {
    binary = false;
    return this;
  }

  /** Takes so many inputs a request, and no other number. */
  ModelServer fixedBatch(int size) {
    fixedBatch = size;
    return this;
  }

  ModelServer texts(ToDoubleFunction<String> texts) {
    this.texts = texts;
    return this;
  }

  /** Refuses requests without this token. */
  ModelServer token(String token) {
    this.token = token;
    return this;
  }

  String address(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return "%s://localhost:%d%s".formatted(scheme, server.getAddress().getPort(), path);
  }

  /** Requests that ask the model, since the faults were set. */
  int requests() {
    return requests.get();
  }

  /** Inputs the model has answered. */
  int inputs() {
    return inputs.get();
  }

  int mostRunning() {
    return mostRunning.get();
  }

  int largestBatch() {
    return largest.get();
  }

  List<String> authorisations() {
    return authorisations;
  }

  private void handle(HttpExchange exchange) throws IOException {
    authorisations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (!token.isEmpty()
        && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, bytes("bad credentials"));
      return;
    }
    if (exchange.getRequestMethod().equals("GET")) {
      describe(exchange, path);
      return;
    }
    int now = running.incrementAndGet();
    mostRunning.accumulateAndGet(now, Math::max);
    try {
      Fault fault = faults.apply(requests.incrementAndGet());
      if (fault instanceof Fault.Answered answered) {
        if (!answered.retryAfter().isEmpty()) {
          exchange.getResponseHeaders().add("Retry-After", answered.retryAfter());
        }
        send(exchange, answered.status(), bytes(answered.body()));
        return;
      }
      if (fault instanceof Fault.Says says) {
        send(exchange, 200, bytes(says.body()));
        return;
      }
      if (fault instanceof Fault.Delay delay) {
        closing.await(delay.millis(), TimeUnit.MILLISECONDS);
      }
      byte[] answer = answer(exchange, path, body, fault instanceof Fault.Shorter);
      if (fault instanceof Fault.Cut || fault instanceof Fault.Stall) {
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer, 0, answer.length / 2);
        exchange.getResponseBody().flush();
        if (fault instanceof Fault.Stall) {
          closing.await(30, TimeUnit.SECONDS);
        }
        throw new IOException("cut");
      }
      send(exchange, 200, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      e.printStackTrace();
      send(exchange, 400, bytes(e.toString()));
    } finally {
      running.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void describe(HttpExchange exchange, String path) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    if (path.equals("/v2")) {
      ArrayNode extensions = json.put("name", "test").putArray("extensions");
      if (binary) {
        extensions.add("binary_tensor_data");
      }
    } else if (path.equals("/v2/models/" + ServedModel.NAME)) {
      json.put("name", ServedModel.NAME).put("platform", "onnx").putArray("versions").add("1");
      tensor(
          json.putArray("inputs").addObject(), "FP32", model.input().name(), model.input().shape());
      tensor(
          json.putArray("outputs").addObject(),
          "FP32",
          model.output().name(),
          model.output().shape());
    } else if (path.equals("/v2/models/lengths")) {
      json.put("name", "lengths").putArray("versions").add("1");
      tensor(json.putArray("inputs").addObject(), "BYTES", "text", List.of(-1, 1));
      tensor(json.putArray("outputs").addObject(), "FP64", "scores", List.of(-1, 2));
    } else if (path.equals("/v2/models/files")) {
      json.put("name", "files").putArray("versions").add("1");
      tensor(json.putArray("inputs").addObject(), "BYTES", "file", List.of(-1));
      tensor(json.putArray("outputs").addObject(), "FP32", "scores", List.of(-1, 2));
    } else {
      send(exchange, 404, bytes("unknown model"));
      return;
    }
    send(exchange, 200, JSON.writeValueAsBytes(json));
  }

  private void tensor(ObjectNode to, String type, String name, List<Integer> shape) {
    ArrayNode extents = to.put("name", name).put("datatype", type).putArray("shape");
    for (int axis = 0; axis < shape.size(); axis++) {
      extents.add(axis == 0 ? fixedBatch : shape.get(axis));
    }
  }

  private byte[] answer(HttpExchange exchange, String path, byte[] body, boolean shorter)
      throws IOException {
    if (path.startsWith("/v2/models/")) {
      return inferV2(exchange, path, body, shorter);
    }
    if (path.startsWith("/predictions/")) {
      return torchServe(exchange, body, shorter);
    }
    JsonNode request = JSON.readTree(body);
    boolean v1 = path.startsWith("/v1/models/");
    JsonNode instances = v1 ? request.path("instances") : request.path("data").path("inputs");
    if (path.equals("/one")) {
      instances = JSON.createArrayNode().add(request.path("question"));
    }
    double[][] answers = answers(instances, shorter);
    ObjectNode json = JSON.createObjectNode();
    if (path.equals("/one")) {
      json.putObject("answer").set("p", JSON.valueToTree(answers[0]));
    } else if (v1) {
      json.set("predictions", JSON.valueToTree(answers));
    } else {
      ArrayNode results = json.putArray("results");
      for (double[] one : answers) {
        results.addObject().putObject("scores").put("a", one[0]).put("b", one[1]);
      }
    }
    return JSON.writeValueAsBytes(json);
  }

  /** Answers texts, files in base64, nested arrays, and objects of numbers. */
  private double[][] answers(JsonNode instances, boolean shorter) throws IOException {
    count(instances.size());
    double[][] answers = new double[instances.size()][];
    for (int i = 0; i < answers.length; i++) {
      JsonNode one = instances.get(i);
      if (one.isTextual()) {
        answers[i] = text(one.textValue());
      } else if (one.has("b64")) {
        answers[i] = file(Base64.getDecoder().decode(one.get("b64").textValue()));
      } else if (one.isObject()) {
        double sum = 0;
        for (JsonNode cell : one) {
          sum += cell.asDouble();
        }
        answers[i] = new double[] {sum, -sum};
      } else {
        List<Float> numbers = new ArrayList<>();
        flatten(one, numbers);
        float[] values = new float[numbers.size()];
        for (int k = 0; k < values.length; k++) {
          values[k] = numbers.get(k);
        }
        answers[i] = doubles(model.run(Tensor.of(values, 1, 3, 48, 192)).floats());
      }
      answers[i] = shorter ? Arrays.copyOf(answers[i], answers[i].length - 1) : answers[i];
    }
    return answers;
  }

  private static void flatten(JsonNode node, List<Float> numbers) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, numbers));
    } else {
      numbers.add(node.floatValue());
    }
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private double[] text(String text) {
    double score = texts.applyAsDouble(text);
    return new double[] {score, -score};
  }

  /** The means of red and blue of a picture. */
  static double[] file(byte[] bytes) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
    double red = 0;
    double blue = 0;
    int pixels = picture.getWidth() * picture.getHeight();
    for (int i = 0; i < pixels; i++) {
      int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
      red += (rgb >> 16) & 0xFF;
      blue += rgb & 0xFF;
    }
    return new double[] {red / pixels / 255, blue / pixels / 255};
  }

  private void count(int batch) {
    inputs.addAndGet(batch);
    largest.accumulateAndGet(batch, Math::max);
  }

  private byte[] torchServe(HttpExchange exchange, byte[] body, boolean shorter)
      throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    double[] answer;
    count(1);
    if (type.startsWith("image/")) {
      answer = file(body);
    } else if (type.startsWith("text/")) {
      answer = text(new String(body, StandardCharsets.UTF_8));
    } else {
      answer = answers(JSON.createArrayNode().add(JSON.readTree(body)), false)[0];
      inputs.decrementAndGet();
    }
    ObjectNode json = JSON.createObjectNode().put("up", answer[0]);
    return JSON.writeValueAsBytes(shorter ? json : json.put("down", answer[1]));
  }

  private byte[] inferV2(HttpExchange exchange, String path, byte[] body, boolean shorter)
      throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Inference-Header-Content-Length");
    int length = header == null ? body.length : Integer.parseInt(header);
    JsonNode request = JSON.readTree(body, 0, length);
    JsonNode input = request.path("inputs").get(0);
    int count = input.path("shape").get(0).asInt();
    if (fixedBatch > 0 && count != fixedBatch) {
      throw new IllegalArgumentException("batch of " + count);
    }
    count(count);
    ByteBuffer raw =
        ByteBuffer.wrap(body, length, body.length - length).slice().order(ByteOrder.LITTLE_ENDIAN);
    float[] answer;
    if (path.startsWith("/v2/models/" + ServedModel.NAME)) {
      answer = model.run(floats(input, raw, header != null)).floats();
    } else {
      answer = new float[2 * count];
      for (int i = 0; i < count; i++) {
        double[] one = item(path, input, raw, header != null, i);
        answer[2 * i] = (float) one[0];
        answer[2 * i + 1] = (float) one[1];
      }
    }
    int width = answer.length / count - (shorter ? 1 : 0);
    String name = request.path("outputs").path(0).path("name").asText("scores");
    ObjectNode json = JSON.createObjectNode().put("model_name", ServedModel.NAME);
    ObjectNode output = json.putArray("outputs").addObject().put("name", name);
    output.put("datatype", "FP32").putArray("shape").add(count).add(width);
    if (header == null) {
      output.set("data", JSON.valueToTree(Arrays.copyOf(answer, count * width)));
      return JSON.writeValueAsBytes(json);
    }
    output.putObject("parameters").put("binary_data_size", 4 * count * width);
    byte[] head = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().add("Inference-Header-Content-Length", "" + head.length);
    ByteBuffer all =
        ByteBuffer.allocate(head.length + 4 * count * width).order(ByteOrder.LITTLE_ENDIAN);
    all.put(head);
    for (int i = 0; i < count * width; i++) {
      all.putFloat(answer[i]);
    }
    return all.array();
  }

  private static Tensor floats(JsonNode input, ByteBuffer raw, boolean binary) {
    int[] shape = new int[input.path("shape").size()];
    int size = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = input.path("shape").get(i).asInt();
      size *= shape[i];
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = binary ? raw.getFloat() : input.path("data").get(i).floatValue();
    }
    return Tensor.of(values, shape);
  }

  private double[] item(String path, JsonNode input, ByteBuffer raw, boolean binary, int i)
      throws IOException {
    boolean files = path.startsWith("/v2/models/files");
    byte[] bytes;
    if (binary) {
      bytes = new byte[raw.getInt()];
      raw.get(bytes);
    } else if (files) {
      bytes = Base64.getDecoder().decode(input.path("data").get(i).textValue());
    } else {
      bytes = bytes(input.path("data").get(i).textValue());
    }
    return files ? file(bytes) : text(new String(bytes, StandardCharsets.UTF_8));
  }

  /** A picture as a file. */
  static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
