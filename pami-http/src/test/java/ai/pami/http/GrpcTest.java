package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Open Inference Protocol by gRPC against a real server. */
@Timeout(60)
class GrpcTest {
  private static ServedModel served;

  @BeforeAll
  static void open() {
    served = ServedModel.open();
  }

  @AfterAll
  static void close() {
    served.close();
  }

  private static Tensor items(int count) {
    float[] values = new float[count * 3 * 48 * 192];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(values, count, 3, 48, 192);
  }

  private static Endpoint.Builder endpoint(String address) {
    return Endpoint.at(address).backOff(Duration.ofMillis(5)).retries(3);
  }

  private static Tensor ask(Endpoint.Builder endpoint, Tensor items) {
    try (RemoteModel model = RemoteModel.open(endpoint.build())) {
      TensorFunction function = model.function();
      return function.run(
          Map.of(function.inputs().get(0).name(), items), function.outputs().get(0).name());
    }
  }

  @Test
  void answersAreTheModelsBits() {
    try (GrpcModelServer server = new GrpcModelServer(served)) {
      Tensor items = items(5);
      assertThat(ask(endpoint(server.address()).batch(2), items).floats())
          .containsExactly(served.run(items).floats());
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void answersMayComeInTypedFields() {
    try (GrpcModelServer server = new GrpcModelServer(served).typed()) {
      Tensor items = items(2);
      assertThat(ask(endpoint(server.address()), items).floats())
          .containsExactly(served.run(items).floats());
    }
  }

  @Test
  void theModelIsDescribed() {
    try (GrpcModelServer server = new GrpcModelServer(served);
        RemoteModel model = RemoteModel.open(endpoint(server.address()).build())) {
      assertThat(model.tensors().input()).isEqualTo(served.input());
      assertThat(model.tensors().output()).isEqualTo(served.output());
      assertThat(model.provenance())
          .containsEntry("protocol", "v2-grpc")
          .containsEntry("versions", "1");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL", "UNKNOWN", "ABORTED"})
  void aFailureThatPassesIsTriedAgain(Status.Code code) {
    try (GrpcModelServer server =
        new GrpcModelServer(served).failures(n -> n <= 2 ? code.toStatus() : Status.OK)) {
      assertThat(ask(endpoint(server.address()), items(1)).shape()).containsExactly(1, 2);
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    try (GrpcModelServer server =
        new GrpcModelServer(served)
            .failures(n -> Status.INVALID_ARGUMENT.withDescription("no such input"))) {
      assertThatThrownBy(() -> ask(endpoint(server.address()), items(1)))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("INVALID_ARGUMENT")
          .hasMessageContaining("no such input");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void anUnknownModel() {
    try (GrpcModelServer server = new GrpcModelServer(served)) {
      String other = server.address().replace(ServedModel.NAME, "other");
      assertThatThrownBy(() -> RemoteModel.open(endpoint(other).build()))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("other")
          .hasMessageContaining("no such model");
    }
  }

  @Test
  void aServerThatIsGone() {
    GrpcModelServer server = new GrpcModelServer(served);
    String address = server.address();
    server.close();
    assertThatThrownBy(() -> RemoteModel.open(endpoint(address).build()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("can't be reached")
        .hasMessageContaining("after 4 attempts");
  }

  @Test
  void theTokenIsSent() {
    try (GrpcModelServer server = new GrpcModelServer(served)) {
      ask(endpoint(server.address()).bearerToken("s3cret"), items(1));
      assertThat(server.authorisations()).containsOnly("Bearer s3cret");
    }
  }
}
