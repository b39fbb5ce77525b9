package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pami text} with the model that comes along. */
class TextCommandTest {
  private static final String SENTENCE = "A gorgeous, witty, seductive movie.";

  @TempDir private Path folder;

  private JsonNode record() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/explanation.json").toFile());
  }

  private CommandLineRun run(Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "text";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--out";
    all[words.length + 2] = folder.resolve("out");
    return CommandLineRun.of(all);
  }

  @Test
  void aTextNeedsNothingButItself() throws IOException {
    CommandLineRun run = run(SENTENCE);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("positive", "model calls", "report.html");
    JsonNode text = record().path("texts").path(0);
    JsonNode target = text.path("targets").path(0);
    assertThat(target.path("label").asText()).isEqualTo("positive");
    assertThat(target.path("score").asDouble()).isGreaterThan(0.8);
    assertThat(text.path("model").path("model_sha256").asText()).hasSize(64);
    assertThat(text.path("model_calls").asInt()).isLessThanOrEqualTo(4 * 8);
    assertThat(target.path("quality").path("verdict").asText()).isNotEmpty();
    for (JsonNode element : target.path("elements")) {
      int start = element.path("start_utf16").asInt();
      int end = element.path("end_utf16").asInt();
      assertThat(SENTENCE.substring(start, end)).isEqualTo(element.path("text").asText());
    }
    assertThat(target.path("elements")).hasSize(8);
  }

  @Test
  void withEnoughCallsTheWordsAddUpToAllThereIsToExplain() throws IOException {
    CommandLineRun run = run(SENTENCE, "--budget", "100");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode target = record().path("texts").path(0).path("targets").path(0);
    double sum = 0;
    for (JsonNode element : target.path("elements")) {
      sum += element.path("importance").asDouble();
    }
    assertThat(sum)
        .isCloseTo(
            target.path("score").asDouble() - target.path("background_score").asDouble(),
            within(1e-9));
  }

  @Test
  void placesCountCodePointsAndCodeUnits() throws IOException {
    CommandLineRun run = run("😀 fine", "--format", "json", "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("out/report.html")).doesNotExist();
    JsonNode fine = record().path("texts").path(0).path("targets").path(0).path("elements").path(1);
    assertThat(fine.path("text").asText()).isEqualTo("fine");
    assertThat(fine.path("start").asInt()).isEqualTo(2);
    assertThat(fine.path("start_utf16").asInt()).isEqualTo(3);
  }

  @Test
  void filesAndLinesAreTextsToo() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.txt"), "good\n\nbad film\ngood\n");
    Path file = Files.writeString(folder.resolve("one.txt"), "\uFEFFtwo\nlines of one text");
    CommandLineRun run = run("--lines", lines, "--file", file, "--no-check", "--budget", "10");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(record().path("texts")).hasSize(4);
    assertThat(record().path("texts").path(0).path("text").asText())
        .isEqualTo("two\nlines of one text");
    assertThat(record().path("texts").path(2).path("name").asText()).endsWith("line 3");
  }

  @Test
  void aTextThatFailsLeavesTheOthersDone() throws IOException {
    CommandLineRun run = run("good film", "   ", "bad film");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("empty text: the text is empty: there is nothing to explain");
    assertThat(record().path("texts")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "words, deletion, window:2",
    "pieces, mask, window:1",
    "characters, pad, phrases",
    "words, word:thing, sentences"
  })
  void everyWayToCutAndHideGivesARecord(String elements, String background, String partition)
      throws IOException {
    CommandLineRun run =
        run(
            "an unbelievably good film , not a bad one .",
            "--elements",
            elements,
            "--background",
            background,
            "--partition",
            partition,
            "--no-check");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode settings = record().path("texts").path(0).path("settings");
    assertThat(settings.path("elements").asText()).isEqualTo(elements);
    assertThat(settings.path("method").asText()).isEqualTo("pami");
    for (JsonNode element :
        record().path("texts").path(0).path("targets").path(0).path("elements")) {
      assertThat(element.path("text").asText()).doesNotContain("#").isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--background foo|--background 'foo': choose deletion, mask, pad or word:WORD",
        "--elements foo|--elements 'foo': choose words, characters or pieces",
        "--partition window|--partition 'window': choose window:N, phrases or sentences",
        "--partition window:0|a window of 0 words",
        "--format png|--format png: this report is html, json or both",
        "--labels a.txt|--labels belongs to a model: give --model as well",
        "--budget 0|a budget of 0 is too small",
        "--deadline 0s|a deadline must lie ahead",
        "--target neutral|no class is called 'neutral'; the nearest names are",
        "--target 2|target 2: the model's outputs are numbered 0..1",
        "--model nope.onnx|nope.onnx: there is no tokenizer.json beside it; give one with --tokenizer"
      })
  void badInputIsNamed(String given) {
    String[] parts = given.split("\\|", -1);
    String[] option = parts[0].split(" ", -1);
    CommandLineRun run = run("good film", option[0], option[1]);
    assertThat(run.code()).isNotZero();
    assertThat(run.errLines()[0]).contains(parts[1]);
    assertThat(folder.resolve("out/report.html")).doesNotExist();
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Path latin =
        Files.write(folder.resolve("latin.txt"), "café".getBytes(StandardCharsets.ISO_8859_1));
    CommandLineRun run = run("--file", latin);
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("latin.txt is not text in UTF-8");
    assertThat(run("--file", folder.resolve("nope.txt")).err()).contains("text not found: ");
    assertThat(run().err()).contains("no text: give one in quotes, or --file, or --lines");
  }

  @Test
  void aForecastWritesNothing() {
    CommandLineRun run = run(SENTENCE, "--forecast");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("about \\d+ model calls in");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theHelpHasExamples() {
    assertThat(CommandLineRun.of("text", "--help").out())
        .contains("Examples:", "--lines", "pami text \"");
  }

  @Test
  void whatMakesATextLikeAnotherIsTheWordsOfOneMeaning() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "text",
            "Yesterday the doctor gave him medicine.",
            "--similar-to",
            "a physician prescribes drugs",
            "--out",
            folder.resolve("out"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("similarity to \"a physician prescribes drugs\"")
        .containsPattern("  (doctor|medicine) \\+");
  }
}
