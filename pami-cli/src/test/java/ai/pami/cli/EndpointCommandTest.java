package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --endpoint} of {@code pami image}, {@code text} and {@code table} on a real server. */
@Timeout(120)
class EndpointCommandTest {
  @TempDir private Path folder;
  private Path model;
  private Path out;
  private TestEndpoint server;

  @BeforeEach
  void start() throws IOException {
    model = EmbeddedClassifier.install(folder);
    out = folder.resolve("out");
    server = new TestEndpoint(model);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandLineRun image(Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("image"));
    all.add(EmbeddedClassifier.picture(Files.createTempDirectory(folder, "p"), "clean"));
    all.addAll(List.of("--partition", "grid:3:6", "--background", "mean", "--target", "0"));
    all.addAll(Arrays.asList(words));
    return CommandLineRun.of(all.toArray());
  }

  private Object[] remote(Object... words) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("--endpoint", server.address("/v2/models/direction")));
    all.addAll(List.of("--preprocess", folder.resolve("direction.preprocess.json")));
    all.addAll(List.of("--retries", "0", "--out", out));
    all.addAll(Arrays.asList(words));
    return all.toArray();
  }

  private Path answers() {
    return folder.resolve("out.answers");
  }

  @Test
  void aPictureIsExplainedAsByTheFileItself() throws IOException {
    Path local = folder.resolve("local");
    assertThat(image("--model", model, "--out", local).code()).isZero();
    CommandLineRun run = image(remote());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(NpyFloats.read(out.resolve("clean/0.npy")))
        .containsExactly(NpyFloats.read(local.resolve("clean/0.npy")));
    JsonNode record = new ObjectMapper().readTree(out.resolve("clean/explanation.json").toFile());
    assertThat(record.toString())
        .contains("\"protocol\":\"v2\"", server.address("/v2/models/direction"));
    assertThat(answers()).doesNotExist();
  }

  @Test
  void aDeadEndpointLeavesWhatWasAnsweredAndTheSameCommandGoesOn() throws IOException {
    Path whole = folder.resolve("whole");
    assertThat(image(remote("--batch", "2", "--in-flight", "2")).code()).isZero();
    Files.move(out, whole);
    int calls = server.inputs();
    server.failFrom(12, 503);
    CommandLineRun died = image(remote("--batch", "2", "--in-flight", "2"));
    assertThat(died.code()).isEqualTo(ExitCode.FAILED);
    assertThat(died.err())
        .contains("clean.png: the model failed at model call", "answered 503 (out of order)")
        .contains("answers are kept in " + answers(), "the same command goes on from there");
    assertThat(out.resolve("clean")).doesNotExist();
    int asked = server.inputs();
    server.failFrom(Integer.MAX_VALUE, 503);
    CommandLineRun again = image(remote("--batch", "2", "--in-flight", "2"));
    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(NpyFloats.read(out.resolve("clean/0.npy")))
        .containsExactly(NpyFloats.read(whole.resolve("clean/0.npy")));
    String kept = died.err().replaceAll("(?s).*pami: (\\d+) answers are kept.*", "$1");
    assertThat(Integer.parseInt(kept)).isBetween(10, calls - 10);
    // Equal copies that are under way together are asked twice, which may differ from run to run.
    int twice = 4;
    assertThat(server.inputs() - asked).isBetween(1, calls - Integer.parseInt(kept) + twice);
    assertThat(answers()).doesNotExist();
  }

  @Test
  void answersAreKeptWhereAsked() throws IOException {
    Path kept = folder.resolve("mine.answers");
    assertThat(image(remote("--keep-answers", kept)).code()).isZero();
    int asked = server.inputs();
    assertThat(image(remote("--keep-answers", kept)).code()).isZero();
    assertThat(server.inputs()).isEqualTo(asked);
    assertThat(kept).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void picturesAreSentAsFiles(String encoding) throws IOException {
    CommandLineRun run =
        image(
            "--endpoint",
            server.address("/predictions/colours"),
            "--send",
            encoding,
            "--input-shape",
            "24,96",
            "--out",
            out);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(out.resolve("clean/0.npy")).exists();
  }

  @Test
  void textsAreExplained() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "text",
            "a longer word",
            "--endpoint",
            server.address("/v1/models/length"),
            "--target",
            "0",
            "--out",
            out);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("score 13.0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"objects", "arrays"})
  void rowsAreExplained(String send) throws IOException {
    Path table = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,1\n2,5\n3,2\n");
    CommandLineRun run =
        CommandLineRun.of(
            "table",
            table,
            "--endpoint",
            server.address("/v1/models/sum"),
            "--send",
            send,
            "--target",
            "0",
            "--row",
            "2",
            "--out",
            out);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode columns =
        new ObjectMapper()
            .readTree(out.resolve("explanation.json").toFile())
            .at("/rows/0/targets/0/columns");
    // Hidden cells show the medians 2 and 2.
    assertThat(columns.path(0).path("importance").asDouble()).isZero();
    assertThat(columns.path(1).path("importance").asDouble()).isCloseTo(9, within(1e-9));
  }

  @Test
  void refusalsSayWhatToDo() throws IOException {
    server.failFrom(1, 401);
    assertThat(image(remote()).err()).contains("answered 401", "--bearer-token-env");
    CommandLineRun unknown =
        image(
            "--endpoint", server.address("/v2/models/other"), "--preprocess", "raw", "--out", out);
    assertThat(unknown.code()).isEqualTo(ExitCode.FAILED);
    assertThat(unknown.err()).contains("/v2/models/other answered 404", "no such model");
    CommandLineRun gone =
        image(
            "--endpoint",
            "http://nowhere.invalid/v2/models/m",
            "--preprocess",
            "raw",
            "--out",
            out);
    assertThat(gone.err()).contains("nowhere.invalid", "no such host");
  }

  @Test
  void headersAreSentAndNeverShown() throws IOException {
    server.failFrom(1, 403);
    CommandLineRun run = image(remote("--header", "X-Key: s3cret"));
    assertThat(server.tokens()).contains("s3cret");
    assertThat(run.err() + run.out()).contains("403").doesNotContain("s3cret");
  }

  @Test
  void optionsThatDoNotGoTogether() throws IOException {
    assertThat(image("--out", out).err()).contains("--model", "--endpoint");
    assertThat(image(remote("--model", model)).err()).contains("give one of them");
    assertThat(image("--model", model, "--retries", "2").err()).contains("--endpoint");
    assertThat(image("--endpoint", "http://host/any", "--out", out).err())
        .contains("does not tell its protocol", "--protocol");
    assertThat(image(remote("--bearer-token-env", "PAMI_NO_SUCH_VARIABLE")).err())
        .contains("PAMI_NO_SUCH_VARIABLE is not set");
    assertThat(image(remote("--timeout", "soon")).err()).contains("--timeout 'soon'");
    assertThat(image(remote("--header", "s3cret")).err())
        .contains("--header")
        .doesNotContain("s3cret");
  }
}
