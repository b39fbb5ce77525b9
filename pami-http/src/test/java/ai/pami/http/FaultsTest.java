package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests to a server that fails in every way a server does. */
@Timeout(60)
class FaultsTest {
  private static ServedModel served;
  private ModelServer server;

  @BeforeAll
  static void open() {
    served = ServedModel.open();
  }

  @AfterAll
  static void close() {
    served.close();
  }

  @BeforeEach
  void start() {
    server = ModelServer.of(served);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Endpoint.Builder lengths() {
    return Endpoint.at(server.address("/v1/models/lengths"))
        .timeout(Duration.ofSeconds(5))
        .backOff(Duration.ofMillis(5))
        .retries(3);
  }

  private static double[][] ask(Endpoint.Builder endpoint, String... texts) {
    try (RemoteModel model = RemoteModel.open(endpoint.build())) {
      return model.texts().predict(List.of(texts));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void aFailureThatPassesIsTriedAgain(int status) {
    server.faults(Fault.upTo(2, Fault.status(status)));
    assertThat(ask(lengths(), "four")).isDeepEqualTo(new double[][] {{4, -4}});
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void aCutConnectionIsTriedAgain() {
    server.faults(Fault.upTo(2, new Fault.Cut()));
    assertThat(ask(lengths(), "four")).isDeepEqualTo(new double[][] {{4, -4}});
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void anAnswerThatComesToAHaltIsTriedAgain() {
    server.faults(Fault.upTo(1, new Fault.Stall()));
    assertThat(ask(lengths().timeout(Duration.ofMillis(300)), "four"))
        .isDeepEqualTo(new double[][] {{4, -4}});
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aLateAnswerIsTriedAgainAndThenGivenUp() {
    server.faults(Fault.always(new Fault.Delay(20_000)));
    assertThatThrownBy(() -> ask(lengths().timeout(Duration.ofMillis(200)).retries(1), "four"))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("no answer within 0.2 s")
        .hasMessageContaining("after 2 attempts");
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void theServerSaysHowLongToWait() {
    server.faults(Fault.upTo(1, new Fault.Answered(503, "1", "")));
    long from = System.nanoTime();
    assertThat(ask(lengths(), "four")).isDeepEqualTo(new double[][] {{4, -4}});
    // Less than a second, less the jitter of a fifth, would be the own wait of milliseconds.
    assertThat(System.nanoTime() - from).isGreaterThan(700_000_000L);
  }

  @Test
  void aServerThatIsGoneIsGivenUp() {
    server.close();
    try (RemoteModel model = RemoteModel.open(lengths().build())) {
      assertThatThrownBy(() -> model.texts().predict(List.of("four")))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("localhost")
          .hasMessageContaining("can't be reached")
          .hasMessageContaining("after 4 attempts");
      assertThat(model.dead()).isPresent();
    }
  }

  @Test
  void aHostThatIsNoneIsNotTriedAgain() {
    assertThatThrownBy(() -> ask(Endpoint.at("http://nowhere.invalid/v1/models/m"), "four"))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("nowhere.invalid")
        .hasMessageContaining("no such host");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 422})
  void aRefusalIsNotTriedAgain(int status) {
    server.faults(Fault.always(new Fault.Answered(status, "", "the\nreason")));
    try (RemoteModel model = RemoteModel.open(lengths().build())) {
      assertThatThrownBy(() -> model.texts().predict(List.of("four")))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining(server.address("/v1/models/lengths:predict"))
          .hasMessageContaining("answered " + status)
          .hasMessageContaining("the reason");
      assertThat(model.dead()).isEmpty();
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anAnswerOfAnotherShapeHalfway() {
    server.faults(Fault.from(3, new Fault.Shorter()));
    try (RemoteModel model = RemoteModel.open(lengths().build())) {
      Predictor<String> texts = model.texts();
      texts.predict(List.of("a"));
      texts.predict(List.of("b"));
      assertThatThrownBy(() -> texts.predict(List.of("c")))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("shape [1]")
          .hasMessageContaining("[2] before");
    }
  }

  @Test
  void anAnswerThatIsNotJson() {
    server.faults(Fault.always(new Fault.Says("<html>Welcome</html>")));
    assertThatThrownBy(() -> ask(lengths(), "four"))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("not JSON")
        .hasMessageContaining("check that the address");
  }

  @Test
  void anAnswerToFewerInputs() {
    server.faults(Fault.always(new Fault.Says("{\"predictions\": [[1, 2]]}")));
    assertThatThrownBy(() -> ask(lengths(), "four", "five"))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("array of 2 answers");
  }

  @Test
  void anAnswerWithoutNumbers() {
    server.faults(Fault.always(new Fault.Says("{\"predictions\": [\"fine\"]}")));
    assertThatThrownBy(() -> ask(lengths(), "four"))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("\"fine\"")
        .hasMessageContaining("--scores");
  }

  @Test
  void noNumberIsHandedOn() {
    server.faults(Fault.always(new Fault.Says("{\"predictions\": [[NaN, 1]]}")));
    assertThat(ask(lengths(), "four")[0]).containsExactly(Double.NaN, 1);
  }

  @Test
  void inputsAreSplitIntoRequestsThatAreInFlightTogether() {
    server.faults(Fault.always(new Fault.Delay(100)));
    String[] texts = IntStream.rangeClosed(1, 31).mapToObj("x"::repeat).toArray(String[]::new);
    double[][] answers = ask(lengths().batch(4).inFlight(5), texts);
    assertThat(answers).hasNumberOfRows(31);
    for (int i = 0; i < 31; i++) {
      assertThat(answers[i]).containsExactly(i + 1, -i - 1);
    }
    assertThat(server.requests()).isEqualTo(8);
    assertThat(server.largestBatch()).isEqualTo(4);
    assertThat(server.mostRunning()).isEqualTo(5);
  }

  @Test
  void aRefusalEndsTheCallBeforeTheRestIsSent() {
    server.faults(request -> request == 1 ? Fault.status(422) : new Fault.Delay(300));
    assertThatThrownBy(
            () -> ask(lengths().batch(1).inFlight(2), "a", "b", "c", "d", "e", "f", "g", "h"))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("answered 422");
    assertThat(server.requests()).isLessThan(5);
  }

  @Test
  void anInterruptedCallEndsAtOnce() throws InterruptedException {
    server.faults(Fault.always(new Fault.Delay(30_000)));
    CountDownLatch ended = new CountDownLatch(1);
    try (RemoteModel model = RemoteModel.open(lengths().timeout(Duration.ofSeconds(40)).build())) {
      Thread asking =
          new Thread(
              () -> {
                assertThatThrownBy(() -> model.texts().predict(List.of("four")))
                    .hasMessageContaining("stopped");
                ended.countDown();
              });
      asking.start();
      while (server.requests() == 0) {
        Thread.sleep(5);
      }
      asking.interrupt();
      ended.await();
      assertThat(server.requests()).isEqualTo(1);
    }
  }
}
