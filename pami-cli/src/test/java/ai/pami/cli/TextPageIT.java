package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The page of explained texts, in a browser. */
class TextPageIT {
  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void explainAndOpen() {
    CommandLineRun run =
        CommandLineRun.of(
            "text",
            "A gorgeous, witty film with <b>bold</b> & clever turns, though the end is dull and far too long.",
            "هذا فيلم رائع جدا",
            "--target",
            "top2",
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
  void showsTheTextAsItWasTyped() {
    assertThat(browser.one(".passage").getText())
        .isEqualTo(
            "A gorgeous, witty film with <b>bold</b> & clever turns, though the end is dull and far too long.");
    assertThat(browser.all(".case").get(1).findElements(By.cssSelector(".word"))).hasSize(4);
  }

  @Test
  void anotherTargetTurnsTheColours() {
    browser.all("button.target").get(0).click();
    String first = browser.one(".word").getAttribute("title");
    String colour = browser.all(".word").get(1).getCssValue("background-color");
    browser.all("button.target").get(1).click();
    assertThat(browser.all(".word").get(1).getCssValue("background-color")).isNotEqualTo(colour);
    assertThat(browser.all("button.target").get(1).getAttribute("aria-checked")).isEqualTo("true");
    browser.all("button.target").get(0).click();
    assertThat(browser.one(".word").getAttribute("title")).isEqualTo(first);
  }

  @Test
  void pointingAtAWordReadsItsValue() {
    browser.pointAt(browser.all(".word").get(1));
    assertThat(browser.one(".readout").getText()).matches("gorgeous [+-]?\\d.*");
  }

  @Test
  void isSelfContainedAndFitsTheWindow() {
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflows()).isFalse();
  }
}
