package ai.pami.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of the Open Inference Protocol that takes its time: a model of 3x64x64 float32 whose two
 * outputs are the sums of a few numbers of the input.
 */
final class SlowEndpoint implements AutoCloseable {
  private static final int ITEM = 3 * 64 * 64;
  private static final String LENGTH_HEADER = "Inference-Header-Content-Length";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final long millis;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /**
   * Starts a server on a free port of this machine.
   *
   * @param millis it takes to answer a request
   */
  SlowEndpoint(long millis) {
    this.millis = millis;
    // The JDK's server sends head and body apart; unless told so, the second waits for 40 ms until
    // the first is acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://localhost:%d/v2/models/slow".formatted(server.getAddress().getPort());
  }

  /** The most requests that were there at once. */
  int mostAtOnce() {
    return most.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] answer;
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/infer")) {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      answer = infer(exchange);
      running.decrementAndGet();
    } else if (path.equals("/v2")) {
      answer = bytes("{\"extensions\": [\"binary_tensor_data\"]}");
    } else {
      answer =
          bytes(
              """
              {"name": "slow", "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 3, 64, 64]}],
               "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, 2]}]}
              """);
    }
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] infer(HttpExchange exchange) throws IOException {
    long from = System.nanoTime();
    int header = Integer.parseInt(exchange.getRequestHeaders().getFirst(LENGTH_HEADER));
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readAllBytes();
    }
    int count = (body.length - header) / (4 * ITEM);
    byte[] head =
        bytes(
            "{\"outputs\": [{\"name\": \"y\", \"datatype\": \"FP32\", \"shape\": [%d, 2], \"parameters\": {\"binary_data_size\": %d}}]}"
                .formatted(count, 8 * count));
    ByteBuffer input = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer answer =
        ByteBuffer.allocate(head.length + 8 * count).order(ByteOrder.LITTLE_ENDIAN).put(head);
    for (int i = 0; i < count; i++) {
      float sum = 0;
      for (int k = 0; k < ITEM; k += 99) {
        sum += input.getFloat(header + 4 * (i * ITEM + k)) / 255;
      }
      answer.putFloat(sum).putFloat(-sum);
    }
    sleep(millis - (System.nanoTime() - from) / 1_000_000);
    exchange.getResponseHeaders().add(LENGTH_HEADER, Integer.toString(head.length));
    return answer.array();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(Math.max(0, millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
