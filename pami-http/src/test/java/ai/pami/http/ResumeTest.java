package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.target.Targets;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextExplanation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was answered before an endpoint died is not asked again. */
@Timeout(60)
class ResumeTest {
  private static final String TEXT =
      "the quick brown fox jumps over the lazy dog while seven grey geese look on from the pond";

  private static ServedModel served;
  @TempDir private Path folder;
  private ModelServer server;
  private Path file;

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
    file = folder.resolve("kept/fox.answers");
    server =
        ModelServer.of(served)
            .texts(
                text -> text.length() + (text.contains("fox") ? 20 : 0) + text.hashCode() * 1e-12);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Endpoint.Builder lengths() {
    return Endpoint.at(server.address("/v1/models/lengths"))
        .backOff(Duration.ofMillis(5))
        .retries(1)
        .inFlight(3);
  }

  private static TextExplanation explain(RemoteModel model) {
    return TextExplainer.of(model.texts()).threads(3).batch(2).explain(TEXT, Targets.index(0));
  }

  private static double[] map(TextExplanation explanation) {
    return explanation.explanation().targets().get(0).map().values();
  }

  @Test
  void aRunGoesOnWhereTheEndpointDied() {
    double[] whole;
    int calls;
    try (RemoteModel model = RemoteModel.open(lengths().build())) {
      whole = map(explain(model));
      calls = server.inputs();
    }
    server.faults(Fault.from(15, Fault.status(503)));
    int kept;
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      assertThatThrownBy(() -> explain(model))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("503");
      assertThat(model.dead()).isPresent();
      kept = model.keptAnswers();
      assertThat(kept).isGreaterThan(5).isLessThan(calls);
    }
    int before = server.inputs();
    server.faults(Fault.never());
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      assertThat(model.keptAnswers()).isEqualTo(kept);
      assertThat(map(explain(model))).containsExactly(whole);
      assertThat(server.inputs() - before).isBetween(1, calls - kept);
      model.forgetKeptAnswers();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void whatWasBeingWrittenAtTheEndIsLeftOut() throws IOException {
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      model.texts().predict(List.of("one", "three", "seven"));
    }
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() - 3);
    }
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      assertThat(model.keptAnswers()).isEqualTo(2);
      int before = server.inputs();
      double[][] again = model.texts().predict(List.of("one", "three", "seven"));
      assertThat(again[2][0]).isEqualTo(-again[2][1]).isCloseTo(5, within(0.01));
      assertThat(server.inputs()).isEqualTo(before + 1);
      assertThat(model.keptAnswers()).isEqualTo(3);
    }
  }

  @Test
  void aDamagedAnswerIsAskedAgain() throws IOException {
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      model.texts().predict(List.of("one"));
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(damaged.length() - 12);
      damaged.writeByte(77);
    }
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      assertThat(model.keptAnswers()).isZero();
    }
  }

  @Test
  void answersOfAnotherModelAreRefused() {
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      model.texts().predict(List.of("one"));
    }
    assertThatThrownBy(() -> RemoteModel.open(lengths().scores("/0").keeping(file).build()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("another model")
        .hasMessageContaining("fox.answers");
  }

  @Test
  void aFileOfSomethingElseIsRefusedAndLeft() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "Dear Sir or Madam");
    assertThatThrownBy(() -> RemoteModel.open(lengths().keeping(file).build()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("holds no answers");
    assertThat(file).hasContent("Dear Sir or Madam");
  }

  @Test
  void twoRunsDoNotShareAFile() {
    try (RemoteModel model = RemoteModel.open(lengths().keeping(file).build())) {
      model.texts().predict(List.of("one"));
      assertThatThrownBy(() -> RemoteModel.open(lengths().keeping(file).build()))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("in use");
    }
  }
}
