package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code pami compare} in a real browser. */
class ComparisonPageIT {
  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void compareAndOpen() throws IOException {
    Path model = EmbeddedClassifier.install(folder);
    CommandLineRun run =
        CommandLineRun.of(
            "compare",
            EmbeddedClassifier.picture(folder, "clean"),
            "--model",
            model,
            "--methods",
            "default,occlusion,rise",
            "--calls",
            "60",
            "--out",
            folder.resolve("out"));
    assertThat(run.code()).as(run.err()).isZero();
    browser = Browser.open(folder.resolve("out/comparison.html"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsAMapAMethodAndTwoCharts() {
    assertThat(browser.all(".method .name").stream().map(e -> e.getText()))
        .containsExactly("default", "occlusion", "rise");
    assertThat(browser.all(".chart svg")).hasSize(2);
    assertThat(browser.all(".chart path.line")).hasSize(6);
    assertThat(browser.picturesAreThere()).isTrue();
  }

  @Test
  void playsTheMaskedCopies() {
    browser.set(".mode", "deletion");
    browser.set(".share", "500");
    assertThat(browser.all(".method canvas")).allMatch(canvas -> canvas.isDisplayed());
    assertThat(browser.all(".method .now").get(0).getText()).matches("score [0-9.]+");
    browser.set(".mode", "map");
    assertThat(browser.all(".method canvas")).noneMatch(canvas -> canvas.isDisplayed());
  }

  @Test
  void isSelfContained() {
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflows()).isFalse();
  }
}
