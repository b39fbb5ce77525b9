package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The report of a picture in a real browser. */
class ReportPageIT {
  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void explainAndOpen() throws IOException {
    Path model = EmbeddedClassifier.install(folder);
    Path labels = Files.writeString(folder.resolve("odd.txt"), "up & <right>\n\"upside\" down\n");
    CommandLineRun run =
        CommandLineRun.of(
            "image",
            EmbeddedClassifier.picture(folder, "clean"),
            "--model",
            model,
            "--labels",
            labels,
            "--target",
            "top2",
            "--out",
            folder.resolve("out"));
    assertThat(run.code()).as(run.err()).isZero();
    browser = Browser.open(folder.resolve("out/clean/report.html"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsThePictureAndEveryTargetAsWritten() {
    assertThat(browser.picturesAreThere()).isTrue();
    assertThat(browser.all(".target .label").stream().map(e -> e.getText()))
        .containsExactly("up & <right>", "\"upside\" down");
    assertThat(browser.one("h1").getText()).isEqualTo("clean.png");
  }

  @Test
  void hidesWhatLiesBelowTheThreshold() {
    browser.set(".threshold", "0");
    long all = browser.visiblePixels();
    browser.set(".threshold", "60");
    long some = browser.visiblePixels();
    browser.set(".threshold", "0");
    assertThat(all).isEqualTo(48 * 192);
    assertThat(some).isBetween(1L, all - 1);
  }

  @Test
  void fadesWithTheOpacity() {
    browser.set(".opacity", "0");
    assertThat(browser.visiblePixels()).isZero();
    browser.set(".opacity", "55");
    assertThat(browser.visiblePixels()).isPositive();
  }

  @Test
  void tellsTheValueUnderThePointer() {
    browser.pointAt(browser.one(".stage"));
    assertThat(browser.one(".readout").getText())
        .matches(
            "x \\d+, y \\d+: -?[0-9.e-]+( ± [0-9.e-]+ \\(95 %\\))?, higher than \\d+ % of the picture");
  }

  @Test
  void followsAPlaceBackToItsCopies() {
    browser.one(".stage").click();
    browser.await(".copies li");
    List<Double> evidence = browser.evidence();
    assertThat(evidence).isSortedAccordingTo(Comparator.reverseOrder()).hasSizeBetween(15, 24);
    assertThat(browser.one(".tracing .note").getText())
        .matches("\\d+ copies of the picture held this place .*strongest first.*");
    assertThat(browser.one(".copies li").getText())
        .matches("(?s)score \\d[0-9.e-]*\\s+(shows|hides) it: [0-9.e-]+ (above|below) the .*");
    assertThat(browser.all(".copies canvas").get(0).getSize().getWidth()).isPositive();
    assertThat(browser.one(".cross").isDisplayed()).isTrue();
    String first = browser.one(".copies").getText();

    browser.all(".target").get(1).click();
    assertThat(browser.one(".copies").getText()).as("the other target").isNotEqualTo(first);
    browser.all(".target").get(0).click();
    browser.set(".at-x", "0");
    browser.await(".copies li");
    assertThat(browser.one(".copies").getText()).as("another place").isNotEqualTo(first);
    browser.one(".stage").sendKeys(Keys.ENTER);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void switchesBetweenLightAndDark() {
    String before = browser.paper();
    browser.one(".theme").click();
    String after = browser.paper();
    browser.one(".theme").click();
    assertThat(after).isNotEqualTo(before);
    assertThat(browser.paper()).isEqualTo(before);
  }

  @Test
  void showsThePartitionsAndTheSettings() throws IOException {
    JsonNode explanation =
        new ObjectMapper().readTree(folder.resolve("out/clean/explanation.json").toFile());
    // Two at least are surveyed, one at least has its regions put in an order.
    assertThat(browser.all(".thumb"))
        .hasSize(explanation.get("regions").size())
        .hasSizeGreaterThan(2);
    browser.all(".thumb").get(0).click();
    assertThat(browser.one(".outline").isDisplayed()).isTrue();
    browser.one(".facts summary").click();
    assertThat(browser.one(".facts").getText()).contains("model calls", "direction.onnx", "sha256");
  }

  @Test
  void isSelfContainedAndFitsTheWindow() {
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflows()).isFalse();
  }
}
