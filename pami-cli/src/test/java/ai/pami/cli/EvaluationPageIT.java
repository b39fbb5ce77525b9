package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The page of {@code pami evaluate} in a real browser. */
class EvaluationPageIT {
  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void evaluateAndOpen() throws IOException {
    Path model = EmbeddedClassifier.install(folder);
    Path images = Files.createDirectory(folder.resolve("images"));
    StringBuilder boxes = new StringBuilder("image,class_index,class_name,x0,y0,x1,y1\n");
    for (String name : DemoCommand.PICTURES) {
      EmbeddedClassifier.picture(images, name);
      boxes.append(name).append(".png,0,upright,20,20,200,60\n");
    }
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate",
            "--images",
            images,
            "--boxes",
            Files.writeString(folder.resolve("boxes.csv"), boxes),
            "--model",
            model,
            "--labels",
            EmbeddedClassifier.labels(model),
            "--include-wrong",
            "--methods",
            "default@60,occlusion@60,rise@60",
            "--metrics",
            "insertion,deletion,pointing,pointing-15-difficult,energy,sparseness",
            "--out",
            folder.resolve("out"));
    assertThat(run.code()).as(run.err()).isZero();
    browser = Browser.open(folder.resolve("out/report.html"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsATableAMetricAndARowAMethod() {
    assertThat(browser.one("h1").getText()).isEqualTo("3 methods on 5 pictures");
    assertThat(browser.all(".scores h3").stream().map(WebElement::getText))
        .hasSize(6)
        .first()
        .asString()
        .contains("insertion", "more is better");
    assertThat(browser.all(".scores tbody tr")).hasSize(6 * 3);
    assertThat(browser.all(".overview tbody tr")).hasSize(3);
    assertThat(browser.all(".overview thead th")).hasSize(1 + 6 + 2);
    assertThat(browser.all(".overview td.best")).hasSameSizeAs(browser.all(".scores tr.best"));
  }

  @Test
  void switchesBetweenLightAndDark() {
    String before = browser.paper();
    browser.one(".theme").click();
    assertThat(browser.paper()).isNotEqualTo(before);
    browser.one(".theme").click();
    assertThat(browser.paper()).isEqualTo(before);
  }

  /** No picture shows another class, so the difficult subset is empty. */
  @Test
  void saysUndefinedWhereNothingIsDefined() {
    WebElement difficult = browser.all(".scores").get(3);
    assertThat(difficult.getText()).contains("undefined", "0 of 5").doesNotContain("NaN", "0.000");
    assertThat(browser.one("body").getText()).doesNotContain("NaN");
  }

  @Test
  void drawsTheMeanCurvesWithNames() {
    assertThat(browser.all(".chart svg")).hasSize(2);
    assertThat(browser.all(".chart path.line")).hasSize(6);
    assertThat(browser.one(".legend").getText()).contains("default@60", "occlusion@60", "rise@60");
  }

  @Test
  void showsEveryPicturesMaps() {
    assertThat(browser.all(".strip")).hasSize(5);
    for (WebElement strip : browser.all(".strip")) {
      browser.pointAt(strip);
    }
    assertThat(browser.all(".strip img")).hasSize(15);
    assertThat(browser.picturesAreThere()).isTrue();
  }

  @Test
  void needsNothingButItsMapsAndFitsTheWindow() {
    assertThat(browser.requests())
        .allMatch(request -> request.toString().matches("file:.*/out/maps/.*\\.jpg"));
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflows()).isFalse();
  }
}
