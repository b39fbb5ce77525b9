package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "http://host:8000/v2/models/net, V2",
    "https://host/gateway/v2/models/net/versions/3, V2",
    "grpc://host:8001/net, V2_GRPC",
    "grpcs://host/net, V2_GRPC",
    "http://host/v1/models/net:predict, V1",
    "http://host:8080/predictions/net/2.0, TORCHSERVE"
  })
  void anAddressTellsItsProtocol(String address, Protocol protocol) {
    assertThat(Endpoint.at(address).build().protocol()).isEqualTo(protocol);
  }

  @Test
  void aTemplateTellsThatItIsJson() {
    assertThat(Endpoint.at("http://host/any").template("{}").build().protocol())
        .isEqualTo(Protocol.JSON);
  }

  @Test
  void otherAddressesNeedAProtocol() {
    assertThatThrownBy(() -> Endpoint.at("http://host/any?key=s3cret").build())
        .hasMessageContaining("http://host/any does not tell its protocol")
        .message()
        .doesNotContain("s3cret");
    assertThat(Endpoint.at("http://host/any").protocol(Protocol.V1).build().protocol())
        .isEqualTo(Protocol.V1);
    assertThat(Protocol.named("v2-GRPC")).isEqualTo(Protocol.V2_GRPC);
    assertThatThrownBy(() -> Protocol.named("v3"))
        .hasMessageContaining("v3")
        .hasMessageContaining("v2, v2-grpc, v1, torchserve, json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host/v2/models/net", "ftp://host/x", "http:///x", "http://a b/s3cret"})
  void anAddressThatIsNone(String address) {
    assertThatThrownBy(() -> Endpoint.at(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("address")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void settingsOutOfRange() {
    Endpoint.Builder endpoint = Endpoint.at("http://host/v1/models/m");
    assertThatThrownBy(() -> endpoint.retries(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> endpoint.inFlight(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> endpoint.batch(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> endpoint.timeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> endpoint.bearerToken(" ")).hasMessageContaining("token");
    assertThatThrownBy(() -> endpoint.header("X-Key", "s3cret\nHost: other"))
        .hasMessageContaining("X-Key")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void secretsAreNeverShown() {
    Endpoint endpoint =
        Endpoint.at("https://user:pass@host/v2/models/m?key=abc")
            .bearerToken("t0ken")
            .header("X-Key", "s3cret")
            .build();
    assertThat(endpoint.toString())
        .contains("https://host/v2/models/m")
        .doesNotContain("pass", "abc", "t0ken", "s3cret");
    assertThat(endpoint.withoutSecrets("t0ken s3cret user:pass key=abc fine"))
        .isEqualTo("*** *** *** *** fine");
  }
}
