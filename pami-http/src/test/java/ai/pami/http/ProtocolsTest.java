package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of input by every protocol that takes it. */
@Timeout(60)
class ProtocolsTest {
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

  private Endpoint.Builder at(String path) {
    return Endpoint.at(server.address(path)).backOff(Duration.ofMillis(5)).retries(1);
  }

  private static byte[] picture(int red, int blue) {
    BufferedImage picture = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 20; i++) {
      picture.setRGB(i % 5, i / 5, (red << 16) | blue);
    }
    return ModelServer.png(picture);
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/lengths, true",
    "/v2/models/lengths, false",
    "/v1/models/lengths, false",
    "/predictions/lengths, false"
  })
  void texts(String path, boolean binary) {
    if (!binary) {
      server.jsonOnly();
    }
    Endpoint.Builder endpoint = at(path);
    if (path.startsWith("/predictions")) {
      endpoint.scores("/up");
    }
    try (RemoteModel model = RemoteModel.open(endpoint.build())) {
      double[][] answers = model.texts().predict(List.of("naïve \"words\"", "", "字"));
      assertThat(answers).hasNumberOfRows(3);
      assertThat(answers[0][0]).isEqualTo(13);
      assertThat(answers[1][0]).isEqualTo(0);
      assertThat(answers[2][0]).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/files, true",
    "/v2/models/files, false",
    "/v1/models/files, false",
    "/predictions/files, false"
  })
  void files(String path, boolean binary) {
    if (!binary) {
      server.jsonOnly();
    }
    try (RemoteModel model = RemoteModel.open(at(path).build())) {
      double[][] answers =
          model.files("image/png").predict(List.of(picture(255, 0), picture(51, 102)));
      boolean named = path.startsWith("/predictions"); // down comes before up
      int red = named ? 1 : 0;
      assertThat(answers[0][red]).isEqualTo(1);
      assertThat(answers[1][red]).isCloseTo(0.2, within(1e-6));
      assertThat(answers[1][1 - red]).isCloseTo(0.4, within(1e-6));
    }
  }

  @Test
  void rowsAsObjects() {
    try (RemoteModel model = RemoteModel.open(at("/v1/models/sums").build())) {
      List<Object> rows = List.of(Map.of("a", 1, "b", 2.5), Map.of("a", -1));
      assertThat(model.values().predict(rows)).isDeepEqualTo(new double[][] {{3.5, -3.5}, {-1, 1}});
    }
  }

  @Test
  void aTemplateOfAllInputs() {
    Endpoint.Builder endpoint =
        at("/anything")
            .template("{\"data\": {\"inputs\": \"{{inputs}}\"}, \"n\": [1, true, null]}")
            .scores("/results/*/scores");
    try (RemoteModel model = RemoteModel.open(endpoint.build())) {
      assertThat(model.texts().predict(List.of("one", "three")))
          .isDeepEqualTo(new double[][] {{3, -3}, {5, -5}});
      assertThat(server.requests()).isEqualTo(1);
    }
    try (RemoteModel model = RemoteModel.open(endpoint.scores("/results/*/scores/b").build())) {
      assertThat(model.texts().predict(List.of("one"))).isDeepEqualTo(new double[][] {{-3}});
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{input}}", "say: {{input}}!"})
  void aTemplateOfOneInput(String question) {
    Endpoint.Builder endpoint =
        at("/one").template("{\"question\": \"%s\"}".formatted(question)).scores("/answer/p");
    try (RemoteModel model = RemoteModel.open(endpoint.build())) {
      int more = question.length() - "{{input}}".length();
      assertThat(model.texts().predict(List.of("one", "a \"b\"")))
          .isDeepEqualTo(new double[][] {{3 + more, -3 - more}, {5 + more, -5 - more}});
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\": \"{{inputs}}\", \"b\": \"{{input}}\"}", "{\"a\": "})
  void aTemplateThatIsNone(String template) {
    assertThatThrownBy(() -> RemoteModel.open(at("/one").template(template).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("request template");
  }

  @Test
  void scoresThatAreNotThere() {
    try (RemoteModel model =
        RemoteModel.open(at("/v1/models/lengths").scores("/probabilities").build())) {
      assertThatThrownBy(() -> model.texts().predict(List.of("one")))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("nothing at '/probabilities'");
    }
  }

  @Test
  void aModelOfOneBatchSizeIsGivenThatManyInputs() {
    server.fixedBatch(4);
    Random random = new Random(5);
    float[] values = new float[6 * 3 * 48 * 192];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Tensor items = Tensor.of(values, 6, 3, 48, 192);
    try (RemoteModel model = RemoteModel.open(at("/v2/models/direction").build())) {
      TensorFunction function = model.function();
      Tensor answer =
          function.run(Map.of(served.input().name(), items), function.outputs().get(0).name());
      assertThat(answer.shape()).containsExactly(6, 2);
      assertThat(answer.floats()).containsExactly(served.run(items).floats());
      assertThat(server.requests()).isEqualTo(2);
      assertThat(server.inputs()).isEqualTo(8);
    }
  }

  @Test
  void tensorsOfAnotherShapeAreRefusedHere() {
    try (RemoteModel model = RemoteModel.open(at("/v2/models/direction").build())) {
      assertThatThrownBy(() -> model.tensors().shaped(4, 48, 192))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("[4, 48, 192]")
          .hasMessageContaining("[?, 3, ");
      assertThatThrownBy(() -> model.texts().predict(List.of("a")))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("takes no texts");
    }
    try (RemoteModel model = RemoteModel.open(at("/v1/models/direction").build())) {
      assertThatThrownBy(model::tensors).hasMessageContaining("--input-shape");
      assertThatThrownBy(model::function).hasMessageContaining("does not say");
    }
  }

  @Test
  void namesThatTheModelDoesNotHave() {
    assertThatThrownBy(() -> RemoteModel.open(at("/v2/models/direction").output("y").build()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("no output 'y'")
        .hasMessageContaining(served.output().name());
    assertThatThrownBy(() -> RemoteModel.open(at("/v2/models/direction").input("y").build()))
        .hasMessageContaining("no input 'y'");
  }

  @Test
  void provenanceSaysWhichModelWasAskedHow() {
    String address = server.address("/v2/models/direction");
    try (RemoteModel model =
        RemoteModel.open(
            Endpoint.at(address.replace("://", "://user:pass@") + "?key=s3cret").build())) {
      assertThat(model.provenance())
          .containsEntry("model", "direction")
          .containsEntry("endpoint", address)
          .containsEntry("protocol", "v2")
          .containsEntry("platform", "onnx")
          .containsEntry("versions", "1");
      assertThat(model.provenance().toString() + model).doesNotContain("s3cret", "pass");
    }
  }

  @Test
  void theTokenIsSentAndNeverShown() {
    server.token("s3cret");
    try (RemoteModel model =
        RemoteModel.open(at("/v2/models/lengths").bearerToken("s3cret").build())) {
      assertThat(model.texts().predict(List.of("one"))[0]).containsExactly(3, -3);
      assertThat(server.authorisations()).containsOnly("Bearer s3cret");
    }
    server.faults(Fault.always(new Fault.Answered(400, "", "no such token: s3cret")));
    try (RemoteModel model =
        RemoteModel.open(at("/v1/models/lengths").bearerToken("s3cret").build())) {
      assertThatThrownBy(() -> model.texts().predict(List.of("one")))
          .hasMessageContaining("no such token: ***")
          .message()
          .doesNotContain("s3cret");
      assertThat(model.toString() + model.endpoint() + model.provenance()).doesNotContain("s3cret");
    }
    assertThatThrownBy(() -> RemoteModel.open(at("/v2/models/lengths").build()))
        .hasMessageContaining("answered 401")
        .hasMessageContaining("--bearer-token-env");
  }

  /** Numbers in any depth of arrays come out in their order and with their shape. */
  @Test
  void numbersAreReadWithTheirShape() throws IOException {
    Random random = new Random(11);
    for (int n = 0; n < 200; n++) {
      int[] shape = random.ints(random.nextInt(4), 1, 4).toArray();
      int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      double[] values = random.doubles(size, -1e6, 1e6).toArray();
      int[] next = {0};
      Answer answer =
          ScorePath.numbers("here", Json.MAPPER.readTree(nested(shape, 0, values, next)));
      assertThat(answer.values()).containsExactly(values);
      assertThat(answer.shape()).containsExactly(shape.length == 0 ? new int[] {1} : shape);
    }
  }

  private static String nested(int[] shape, int axis, double[] values, int[] next) {
    if (axis == shape.length) {
      return Double.toString(values[next[0]++]);
    }
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < shape[axis]; i++) {
      text.append(i == 0 ? "" : ",").append(nested(shape, axis + 1, values, next));
    }
    return text.append("]").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[1,2],[3]]", "[1,\"a\"]", "[1,null]", "[{\"a\":1},{\"a\":1,\"b\":2}]"})
  void numbersOfNoShapeAreRefused(String json) throws IOException {
    var node = Json.MAPPER.readTree(json);
    assertThatThrownBy(() -> ScorePath.numbers("here", node))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("here");
  }
}
