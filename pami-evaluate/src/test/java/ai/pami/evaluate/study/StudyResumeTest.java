package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.engine.Cancellation;
import ai.pami.evaluate.PixelModel;
import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.TestFiles;
import ai.pami.method.Evidence;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that ends early goes on where it ended, as if nothing had happened. */
class StudyResumeTest {
  @TempDir Path folder;
  private DataSet data;
  private Path whole;
  private Path out;
  private StudyResult uninterrupted;

  @BeforeEach
  void runOnceWithoutInterruption() {
    data = Colours.data(folder.resolve("images"));
    whole = folder.resolve("whole");
    out = folder.resolve("out");
    uninterrupted = study().run(whole);
  }

  @Test
  void aCancelledStudyIsResumedWithoutAskingAgain() throws IOException {
    // In the middle of picture e: one method has been asked, the other has not.
    StudyResult part = cancelledAt("e.png: drop").run(out);
    assertThat(part.judged()).isEqualTo(3);
    assertThat(part.wrong()).isEqualTo(1);
    assertThat(part.left()).isEqualTo(3);
    assertThat(part.toString()).contains("pictures not come to, as the study was cancelled: 3");
    assertThat(rows(out)).hasSize(1 + 3 * 2 * 4);

    PixelModel model = Colours.model("1");
    StudyResult result = Colours.study(model, data).resume().run(out);

    // Three pictures: 2 calls to find out whether the model gets them right, 2 maps of 10 calls.
    assertThat(model.asked).hasValue(3 * 22);
    assertSameAsUninterrupted(result);
  }

  @Test
  void whatAKilledRunLeftHalfWrittenIsDoneAgain() throws IOException {
    cancelledAt("c.png: keep").run(out);
    append("results.csv", "c.png,scarlet; red,keep,left,4.0,10,0.1\nc.png,scar");
    append("results.jsonl", "{\"image\":\"c.png\",\"method\":\"keep\"");
    append("curves.jsonl", "{\"image\":\"c.png\"}\n{");
    append("pictures.jsonl", "{\"image\":\"c.png\",\"status\":\"judged\",\"len");

    assertSameAsUninterrupted(study().resume().run(out));
  }

  @Test
  void aPictureWhoseLastLineWasCutIsDoneAgain() throws IOException {
    cancelledAt("f.png: keep").run(out);
    Path pictures = out.resolve("pictures.jsonl");
    String text = Files.readString(pictures);
    for (int length : new int[] {text.length() - 1, text.length() - 20, 30, 0}) {
      Files.writeString(pictures, text.substring(0, length));
      assertSameAsUninterrupted(study().resume().run(out));
    }
  }

  @Test
  void aPictureWhoseRowsAreMissingIsDoneAgain() throws IOException {
    cancelledAt("f.png: keep").run(out);
    String csv = Files.readString(out.resolve("results.csv"));
    Files.writeString(out.resolve("results.csv"), csv.substring(0, csv.length() - 3));

    assertSameAsUninterrupted(study().resume().run(out));
  }

  @Test
  void resumingAFinishedStudyAsksNothing() throws IOException {
    PixelModel model = Colours.model("1");
    StudyResult again = Colours.study(model, data).resume().run(whole);
    assertThat(model.asked).hasValue(0);
    assertThat(again).isEqualTo(uninterrupted);
  }

  private static Study plus(PixelModel model, DataSet data) {
    return Study.of(Colours.explainer(model), data)
        .withMethod("both", Colours.grid(Evidence.BOTH))
        .withMethod("keep", Colours.grid(Evidence.KEEP))
        .withMethod("drop", Colours.grid(Evidence.DROP))
        .withMetrics(Colours.study(model, data).metrics());
  }

  /** The grid of both kinds of evidence asks the picture, the background and 2 x 8 cells. */
  @Test
  void aMethodMoreIsAskedAlone() throws IOException {
    StudyResult three = plus(Colours.model("1"), data).run(out);
    String before = Files.readString(whole.resolve("results.csv"));
    PixelModel model = Colours.model("1");

    StudyResult result = plus(model, data).resume().run(whole);

    assertThat(model.asked).hasValue(6 * 18);
    assertThat(Files.readString(whole.resolve("results.csv"))).startsWith(before);
    assertThat(rows(whole)).hasSameElementsAs(rows(out)).hasSize(1 + 6 * 3 * 4);
    assertThat(numbers(result)).isEqualTo(numbers(three));
    assertThat(result.rows().get(0).method()).isEqualTo("both");
    assertThat(result.curves()).isEqualTo(three.curves());
    assertThat(result.wrong()).isEqualTo(1);
    assertRefused(study(), "methods.both was {");
  }

  @Test
  void aMethodMoreMayBeInterruptedToo() throws IOException {
    StudyResult three = plus(Colours.model("1"), data).run(out);
    cancelledAt("f.png: drop").run(folder.resolve("part"));
    Path part = folder.resolve("part");
    Cancellation stop = new Cancellation();
    StudyResult interrupted =
        plus(Colours.model("1"), data)
            .resume()
            .withCancellation(stop)
            .withListener(
                progress -> {
                  if (progress.doing().equals("c.png: both")) {
                    stop.cancel();
                  }
                })
            .run(part);
    // Only pictures that all methods have been asked about are compared.
    assertThat(interrupted.judged()).isEqualTo(2);
    assertThat(interrupted.left()).isEqualTo(4);
    assertThat(interrupted.rows()).allMatch(row -> row.value().count() <= 2);
    assertThat(interrupted.curves()).allMatch(curve -> curve.count() == 2);
    // Killed while c.png's new rows were being written.
    Files.writeString(
        part.resolve("results.jsonl"),
        "{\"image\":\"c.png\",\"method\":\"both\",\"metric\":\"left\",\"value\":1}\n{\"ima",
        StandardOpenOption.APPEND);
    Files.writeString(part.resolve("pictures.jsonl"), "{\"image\":", StandardOpenOption.APPEND);
    PixelModel model = Colours.model("1");

    StudyResult result = plus(model, data).resume().run(part);

    // c and e lack one method; f and g are new, and d is known to be wrong.
    assertThat(model.asked).hasValue(2 * 18 + 2 * (2 + 18 + 10 + 10));
    assertThat(rows(part)).hasSameElementsAs(rows(out)).hasSameSizeAs(rows(out));
    assertThat(numbers(result)).isEqualTo(numbers(three));
    assertThat(result.curves()).isEqualTo(three.curves());
  }

  @Test
  void aPictureThatFailsByTheNewMethodIsLeftOutUntilItIsTriedAgain() throws IOException {
    StudyResult three = plus(Colours.model("1"), data).run(out);
    TestFiles.text(folder.resolve("images/b.png"), "no picture");
    StudyResult broken = plus(Colours.model("1"), data).resume().run(whole);
    assertThat(broken.judged()).isEqualTo(5);
    assertThat(broken.failures()).hasSize(1);
    Colours.draw(folder.resolve("images/b.png"), Color.RED, 2);

    StudyResult result = plus(Colours.model("1"), data).resume().run(whole);

    assertThat(result.failures()).isEmpty();
    assertThat(numbers(result)).isEqualTo(numbers(three));
  }

  @Test
  void resumingWhereThereIsNothingBegins() throws IOException {
    assertSameAsUninterrupted(study().resume().run(out));
  }

  @Test
  void picturesThatFailedAreTriedAgain() {
    TestFiles.text(folder.resolve("images/b.png"), "no picture");
    assertThat(study().run(out).failures()).hasSize(1);
    assertThat(study().resume().run(out).failures()).hasSize(1);
    Colours.draw(folder.resolve("images/b.png"), Color.RED, 2);

    StudyResult result = study().resume().run(out);

    assertThat(result.failures()).isEmpty();
    assertThat(numbers(result)).isEqualTo(numbers(uninterrupted));
  }

  @Test
  void anEarlierStudyIsNotOverwritten() {
    assertThatThrownBy(() -> study().run(whole))
        .isInstanceOf(PamiException.class)
        .hasMessage(
            "%s holds the results of an earlier study: resume it (--resume) or give another folder"
                .formatted(whole));
  }

  @Test
  void anotherRunIsNotResumed() {
    assertRefused(Colours.study(Colours.model("2"), data), "model.model_sha256 was '1' and is '2'");
    assertRefused(study().withSeed(3), "seed was 0 and is 3");
    assertRefused(study().withLimit(3), "pictures.count was 7 and is 3");
    assertRefused(study().withWrongPictures(), "pictures.wrong was 'left out' and is 'judged'");
    assertRefused(study().withNote("budget", "9"), "notes.budget was not there and is '9'");
    assertRefused(
        study().withMetrics(study().metrics().subList(0, 1)),
        "metrics was [\"left\",\"drawn\",\"curve\",\"sometimes\"] and is [\"left\"]");
    assertRefused(
        Study.of(Colours.explainer(Colours.model("1")), data)
            .withMethod("keep", Colours.grid(Evidence.KEEP))
            .withMethod("more", Colours.grid(Evidence.BOTH))
            .withMetrics(study().metrics()),
        "methods.drop was {");
    Study other =
        Study.of(Colours.explainer(Colours.model("1")), data)
            .withMethod("keep", Colours.grid(Evidence.DROP))
            .withMethod("drop", Colours.grid(Evidence.DROP))
            .withMetrics(study().metrics());
    assertRefused(other, "methods.keep.evidence was ");
    DataSet moved = new DataSet(List.of(data.pictures().get(1), data.pictures().get(0)), List.of());
    Path two = folder.resolve("two");
    study().withLimit(2).run(two);
    assertThatThrownBy(() -> Colours.study(Colours.model("1"), moved).resume().run(two))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("pictures.sha256 was ");
  }

  @Test
  void foldersOfOtherThingsAreRefused() throws IOException {
    Files.delete(whole.resolve("study.json"));
    assertThatThrownBy(() -> study().resume().run(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("holds results but no study.json");
    Files.writeString(whole.resolve("study.json"), "{");
    assertThatThrownBy(() -> study().resume().run(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("study.json is damaged");
    Files.writeString(out, "");
    assertThatThrownBy(() -> study().run(out))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("is a file: give a folder");
  }

  @Test
  void resultsThatWereChangedAreRefused() throws IOException {
    Path results = whole.resolve("results.jsonl");
    String text = Files.readString(results);
    Files.writeString(results, text.replace("\"image\":\"b.png\"", "\"image\":\"a.png\""));
    assertThatThrownBy(() -> study().resume().run(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("results.jsonl was changed since it was written");
    Files.writeString(results, text.replaceFirst("\\{", "["));
    assertThatThrownBy(() -> study().resume().run(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("were changed since they were written");
  }

  @Test
  void twoRunsDoNotWriteToOneFolder() {
    Study second = study().resume();
    Cancellation stop = new Cancellation();
    study()
        .withCancellation(stop)
        .withListener(
            progress -> {
              if (progress.doing().equals("b.png: keep")) {
                assertThatThrownBy(() -> second.run(out))
                    .isInstanceOf(PamiException.class)
                    .hasMessageStartingWith("another run is writing to ");
                stop.cancel();
              }
            })
        .run(out);
    assertThat(stop.isCancelled()).isTrue();
  }

  private Study study() {
    return Colours.study(Colours.model("1"), data);
  }

  private Study cancelledAt(String doing) {
    Cancellation cancellation = new Cancellation();
    return study()
        .withCancellation(cancellation)
        .withListener(
            progress -> {
              if (progress.doing().equals(doing)) {
                cancellation.cancel();
              }
            });
  }

  private void append(String file, String text) throws IOException {
    Files.writeString(out.resolve(file), text, StandardOpenOption.APPEND);
  }

  private void assertRefused(Study study, String message) {
    assertThatThrownBy(() -> study.resume().run(whole))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("%s holds the results of another run: %s", whole, message);
  }

  private void assertSameAsUninterrupted(StudyResult result) throws IOException {
    assertThat(rows(out)).isEqualTo(rows(whole));
    assertThat(Files.readString(out.resolve("curves.jsonl")))
        .isEqualTo(Files.readString(whole.resolve("curves.jsonl")));
    assertThat(Files.readAllLines(out.resolve("results.jsonl"))).hasSize(6 * 2 * 4);
    assertThat(numbers(result)).isEqualTo(numbers(uninterrupted));
    assertThat(result.curves()).isEqualTo(uninterrupted.curves());
  }

  /** All but the seconds. */
  private static List<String> rows(Path out) throws IOException {
    return Files.readAllLines(out.resolve("results.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  /** All but the seconds. */
  private static List<Object> numbers(StudyResult result) {
    return result.rows().stream()
        .<Object>map(
            row -> List.of(row.method(), row.metric(), row.value(), row.difference(), row.calls()))
        .toList();
  }
}
