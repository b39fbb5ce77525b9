package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.signal.Series;
import ai.pami.signal.WavFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an explained sound, in a browser. */
class SignalPageIT {
  private static final int RATE = 8000;

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void explainAndOpen() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    float[] values = new float[RATE];
    for (int t = 0; t < RATE; t++) {
      double x = (t - 4500) / 960.0;
      double fade = x > 0 && x < 1 ? 0.15 * Math.sin(Math.PI * x) : 0;
      double tone = Math.sin(2 * Math.PI * 400 * t / RATE);
      values[t] = (float) (0.05 * random.nextGaussian() + fade * tone);
    }
    Series sound = Series.of(List.of("mono"), new float[][] {values}).withRate(RATE);
    Path file = Files.write(folder.resolve("<b>tone.wav"), WavFile.bytes(sound));
    Path model = folder.resolve("planted-audio.onnx");
    try (InputStream in = SignalPageIT.class.getResourceAsStream("planted-audio.onnx")) {
      Files.write(model, in.readAllBytes());
    }
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of("audio", file, "--model", model, "--target", "top2", "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    try (var reports = Files.list(out)) {
      browser = Browser.open(reports.findFirst().orElseThrow().resolve("report.html"));
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void anotherTargetShowsItsOwnMap() {
    browser.all("button.target").get(1).click();
    assertThat(browser.all("g[data-target]").get(0).isDisplayed()).isFalse();
    assertThat(browser.all("g[data-target]").get(1).isDisplayed()).isTrue();
    browser.all("button.target").get(0).click();
    assertThat(browser.all("g[data-target]").get(0).isDisplayed()).isTrue();
    assertThat(browser.one("button.target").getAttribute("aria-checked")).isEqualTo("true");
  }

  @Test
  void pointingReadsFrequencyTimeAndValue() {
    browser.pointAt(browser.all(".pointer").get(0));
    assertThat(browser.one(".readout").getText())
        .matches("\\d+–\\d+ Hz, 0\\.\\d{3}–0\\.\\d{3} s: [+-]?\\d.*");
    browser.pointAt(browser.all(".pointer").get(1));
    assertThat(browser.one(".readout").getText()).startsWith("mean of all bands, 0.");
  }

  @Test
  void theSoundAndWhatIsEnoughCanBeHeard() {
    assertThat(browser.all("audio")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(browser.one("audio").getAttribute("src")).startsWith("data:audio/wav;base64,");
  }

  @Test
  void isSelfContainedAndFitsTheWindow() {
    assertThat(browser.one("h1").getText()).isEqualTo("<b>tone.wav");
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflows()).isFalse();
  }
}
