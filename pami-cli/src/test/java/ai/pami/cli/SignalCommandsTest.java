package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.signal.Series;
import ai.pami.signal.WavFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code pami series} and {@code pami audio} on models that were trained to tell planted patterns
 * ({@code TrainSignal} of pami-bench).
 */
class SignalCommandsTest {
  private static final int BUMP_AT = 190;
  private static final int BUMP_WIDTH = 36;
  private static final int TONE_AT = 5000;
  private static final int TONE_WIDTH = 960;
  private static final int RATE = 8000;

  @TempDir private Path folder;
  private Path series;
  private Path sound;
  private Path labels;

  @BeforeEach
  void writeSignals() throws IOException {
    for (String name : new String[] {"planted-series.onnx", "planted-audio.onnx"}) {
      try (InputStream in = SignalCommandsTest.class.getResourceAsStream(name)) {
        Files.write(folder.resolve(name), in.readAllBytes());
      }
    }
    StringBuilder rows = new StringBuilder("value\n");
    for (float value : bump()) {
      rows.append(String.format(Locale.ROOT, "%.5f%n", value));
    }
    series = Files.writeString(folder.resolve("bump.csv"), rows);
    sound = Files.write(folder.resolve("tone.wav"), WavFile.bytes(tone()));
    labels = Files.writeString(folder.resolve("labels.txt"), "nothing\nbump\nchirp\nspikes\n");
  }

  private static float[] bump() {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[300];
    double value = 0;
    for (int t = 0; t < values.length; t++) {
      value = 0.6 * value + 0.8 * random.nextGaussian();
      double x = (t - BUMP_AT + 0.5) / BUMP_WIDTH;
      double bump = x > 0 && x < 1 ? 3.5 * Math.pow(Math.sin(Math.PI * x), 2) : 0;
      values[t] = (float) (value + bump);
    }
    return values;
  }

  private static Series tone() {
    SplittableRandom random = new SplittableRandom(4);
    float[] values = new float[RATE];
    for (int t = 0; t < values.length; t++) {
      double x = (t - TONE_AT + 0.5) / TONE_WIDTH;
      double fade = x > 0 && x < 1 ? 0.15 * Math.sin(Math.PI * x) : 0;
      values[t] =
          (float) (0.05 * random.nextGaussian() + fade * Math.sin(2 * Math.PI * 400 * t / RATE));
    }
    return Series.of(List.of("mono"), new float[][] {values}).withRate(RATE);
  }

  private CommandLineRun run(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--out";
    all[words.length + 1] = folder.resolve("out");
    return CommandLineRun.of(all);
  }

  private Path model(String name) {
    return folder.resolve("planted-" + name + ".onnx");
  }

  private JsonNode record(String name) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("out").resolve(name).resolve("explanation.json").toFile());
  }

  @Test
  void aSeriesGetsPagePicturesNumbersAndRecord() throws IOException {
    CommandLineRun run =
        run(
            "series",
            series,
            "--model",
            model("series"),
            "--labels",
            labels,
            "--rate",
            "100",
            "--target",
            "top2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("bump.csv: 1 (bump), score ", "  peak at ", "report.html");
    JsonNode record = record("bump");
    JsonNode target = record.path("targets").path(0);
    assertThat(target.path("label").asText()).isEqualTo("bump");
    int from = target.path("map").path("peak").path("from").asInt();
    assertThat(from).isBetween(BUMP_AT, BUMP_AT + BUMP_WIDTH - 1);
    assertThat(target.path("map").path("peak").path("from_seconds").asDouble())
        .isEqualTo(from / 100.0);
    assertThat(target.path("importance").path(0)).hasSize(300);
    assertThat(target.path("importance").path(0).path(from).asDouble())
        .isEqualTo(target.path("map").path("max").asDouble())
        .isLessThanOrEqualTo(1);
    assertThat(target.path("standard_error").path(0)).hasSize(300);
    assertThat(target.path("quality").path("verdict").asText()).isNotEmpty();
    assertThat(record.path("series").path("channels").path(0).asText()).isEqualTo("value");
    assertThat(record.path("series").path("starts")).hasSize(301);
    assertThat(record.path("series").path("sha256").asText()).hasSize(64);
    assertThat(record.path("settings").path("background").asText()).isEqualTo("mean");
    for (JsonNode file : record.path("files")) {
      assertThat(folder.resolve("out/bump").resolve(file.asText())).isNotEmptyFile();
    }
    assertThat(record.path("files")).hasSize(6);
    assertThat(NpyFloats.read(folder.resolve("out/bump/1-bump.npy"))).hasSize(300);
    String page = Files.readString(folder.resolve("out/bump/report.html"));
    assertThat(page).contains("The model said", "bump", "class=\"trace\"", "class=\"margin\"");
    assertThat(page).doesNotContain("http://", "https://");
  }

  @Test
  void aSoundGetsASpectrogramAndIsHeard() throws IOException {
    CommandLineRun run = run("audio", sound, "--model", model("audio"));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode record = record("tone");
    JsonNode target = record.path("targets").path(0);
    assertThat(target.path("index").asInt()).isEqualTo(1);
    JsonNode peak = target.path("map").path("peak");
    assertThat(peak.path("from").asInt()).isBetween(TONE_AT - 128, TONE_AT + TONE_WIDTH);
    String[] band = peak.path("row").asText().replace(" Hz", "").split("–", -1);
    assertThat(Integer.parseInt(band[0])).isLessThanOrEqualTo(400);
    assertThat(Integer.parseInt(band[1])).isGreaterThanOrEqualTo(400);
    assertThat(record.path("sound").path("bands")).hasSize(16);
    assertThat(record.path("sound").path("rate").asDouble()).isEqualTo(RATE);
    assertThat(target.path("importance")).hasSize(16);
    assertThat(folder.resolve("out/tone/1.overlay.png")).isNotEmptyFile();
    String page = Files.readString(folder.resolve("out/tone/report.html"));
    assertThat(page).contains("data:audio/wav;base64,", "data:image/png;base64,", "class=\"heat\"");
  }

  @Test
  void timeAloneAndPublishedWindowsAndStereo() throws IOException {
    Series mono = tone();
    Path stereo =
        Files.write(
            folder.resolve("stereo.wav"),
            WavFile.bytes(
                Series.of(
                        List.of("left", "right"), new float[][] {mono.channel(0), mono.channel(0)})
                    .withRate(RATE)));
    CommandLineRun run =
        run(
            "audio",
            stereo,
            "--model",
            model("audio"),
            "--bands",
            "1",
            "--background",
            "silence",
            "--partition",
            "windows:0.2s",
            "--evidence",
            "keep",
            "--no-check",
            "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    JsonNode record = record("stereo");
    assertThat(record.path("sound").path("bands")).hasSize(1);
    assertThat(record.path("settings").path("evidence").asText()).isEqualTo("keep");
    assertThat(record.path("settings").path("background").asText()).isEqualTo("silence");
    CommandLineRun all = run("audio", stereo, "--model", model("audio"), "--channels", "all");
    assertThat(all.code()).isEqualTo(ExitCode.FAILED);
    assertThat(all.err()).contains("can't take 2 channels of 8000 values", "mix them");
    CommandLineRun third = run("audio", stereo, "--model", model("audio"), "--channels", "3");
    assertThat(third.err()).contains("--channels 3: ", "has 2");
  }

  @Test
  void severalFilesAreNamedAndOneFailureSparesTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.csv"), "value\n1\n2\n\"\"\n4\n5\n");
    CommandLineRun run =
        run("series", series, bad, "--model", model("series"), "--no-check", "--budget", "50");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("bad.csv, row 3: column 'value' has no value");
    assertThat(run.err()).contains("1 of 2 series explained, 1 failed");
    assertThat(record("bump").path("model_calls").asInt()).isLessThanOrEqualTo(50);
    assertThat(folder.resolve("out/bad")).doesNotExist();
    CommandLineRun bridged =
        run("series", bad, "--model", model("series"), "--bridge-missing", "--format", "json");
    assertThat(bridged.code()).as(bridged.err()).isZero();
    assertThat(folder.resolve("out/bad/report.html")).doesNotExist();
  }

  @Test
  void aPartAndAForecast() throws IOException {
    CommandLineRun part =
        run(
            "series",
            series,
            "--model",
            model("series"),
            "--rate",
            "100",
            "--from",
            "1.5s",
            "--to",
            "290",
            "--format",
            "json",
            "--no-check");
    assertThat(part.code()).as(part.err()).isZero();
    assertThat(record("bump").path("series").path("length").asInt()).isEqualTo(140);
    CommandLineRun forecast = run("series", series, "--model", model("series"), "--forecast");
    assertThat(forecast.code()).as(forecast.err()).isZero();
    assertThat(forecast.out()).matches("bump\\.csv: about \\d+ model calls in [\\d.]+ s\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--background blur|no background 'blur': choose zero, mean, interpolation or noise",
        "--partition squares:3|--partition 'squares:3': choose windows:LENGTH, rows:N or cells:N:LENGTH",
        "--partition windows:0.5s|seconds need --rate or --time",
        "--partition windows:x|'x' is no time",
        "--evidence drop|--evidence goes with --partition",
        "--axes nct|no order of axes 'nct'",
        "--axes times-first|times first, can't take 1 channel of 300 values",
        "--output nope|has no output 'nope'",
        "--target 9|target 9: the model's outputs are numbered 0..3",
        "--target dog|dog",
        "--from 400|give a part of it",
        "--time t|no column 't': there are value",
        "--drop value|no channels",
        "--max-values 10|more than 10 values",
        "--rate 0|rate of 0.0",
        "--budget 2|budget",
        "--format gif|no format 'gif'"
      })
  void badInputIsNamedAndNothingIsWritten(String line) {
    String[] parts = line.split("\\|", -1);
    String[] option = parts[0].split(" ", -1);
    CommandLineRun run = run("series", series, "--model", model("series"), option[0], option[1]);
    assertThat(run.err()).as(line).contains(parts[1]);
    assertThat(run.code()).isNotZero();
    assertThat(folder.resolve("out/bump")).doesNotExist();
  }

  @Test
  void badSoundsAreNamed() throws IOException {
    Path silent =
        Files.write(
            folder.resolve("silent.wav"), WavFile.bytes(Series.of(new float[8000]).withRate(RATE)));
    Path text = Files.writeString(folder.resolve("text.wav"), "this is no sound");
    Path tooShort =
        Files.write(
            folder.resolve("short.wav"),
            WavFile.bytes(Series.of(new float[] {0.1f, 0.2f, 0.1f}).withRate(RATE)));
    CommandLineRun run = run("audio", silent, text, tooShort, "--model", model("audio"));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("silent.wav: the sound is silent", "text.wav is no sound that can be read")
        .contains("short.wav: a sound of 3 samples is too short")
        .contains("0 of 3 sounds explained, 3 failed");
    assertThat(run("audio", folder.resolve("out"), "--model", model("audio")).err())
        .contains("no sounds (.wav) in folder");
    assertThat(run("audio", sound, "--model", model("audio"), "--background", "pink").err())
        .contains("choose noise or silence");
    assertThat(run("audio", sound, "--model", model("audio"), "--bands", "0").err())
        .contains("--bands must be at least 1");
    assertThat(run("audio", sound, "--model", model("audio"), "--channels", "left").err())
        .contains("choose mix, all or a number from 1");
    assertThat(run("audio", sound, "--model", model("audio"), "--max-samples", "100").err())
        .contains("more than 100 samples");
  }

  @Test
  void helpHasExamples() {
    assertThat(CommandLineRun.of("series", "--help").out()).contains("Examples:", "--partition");
    assertThat(CommandLineRun.of("audio", "--help").out()).contains("Examples:", "--bands");
    assertThat(CommandLineRun.of("--help").out()).contains("series", "audio");
  }
}
