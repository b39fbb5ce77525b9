package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** {@code pami demo}, and its page in a real browser. */
class DemoIT {
  private static final List<String> TEXTS =
      List.of(
          "Invoice 20417", "Gate C4, Row 9", "LOT 7731-58", "Total 1,890.00 EUR", "BAKERY CAFE");

  @TempDir private static Path folder;
  private static PamiProcess demo;
  private static int code;
  private static Browser browser;

  @BeforeAll
  static void runOnce() throws Exception {
    demo = PamiProcess.start(folder, "demo", "--out", folder.resolve("demo"));
    code = demo.await();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Browser page() {
    if (browser == null) {
      browser = Browser.open(folder.resolve("demo/report.html"));
    }
    return browser;
  }

  @Test
  void readsEveryPictureAndEndsWithThePage() throws IOException {
    assertThat(code).as(demo.err()).isZero();
    List<String> lines = demo.out().lines().toList();
    for (int i = 0; i < TEXTS.size(); i++) {
      assertThat(lines.get(i)).contains("read \"" + TEXTS.get(i) + "\"");
    }
    assertThat(lines.get(TEXTS.size())).contains("positive, score 0.96");
    assertThat(lines.get(TEXTS.size() + 2)).contains("dollars an hour");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo("Open " + folder.resolve("demo/report.html").toAbsolutePath());
  }

  @Test
  void givesEveryCharacterItsOwnMap() throws IOException {
    for (int i = 0; i < TEXTS.size(); i++) {
      try (Stream<Path> files =
          Files.list(folder.resolve("demo").resolve(DemoCommand.PICTURES.get(i)))) {
        assertThat(files.filter(file -> file.toString().endsWith(".npy")))
            // A map a character, one a word, and one of the whole line.
            .hasSize(TEXTS.get(i).length() + TEXTS.get(i).split(" ", -1).length + 1);
      }
    }
  }

  @Test
  void thePageShowsTheTextAndSwitchesBetweenCharacters() {
    WebElement invoice = page().all(".case").get(0);
    assertThat(
            invoice.findElements(By.cssSelector(".character:not(.spelled) b")).stream()
                .map(WebElement::getText))
        .containsExactly("I", "n", "v", "o", "i", "c", "e", "␣", "2", "0", "4", "1", "7");
    assertThat(invoice.findElements(By.cssSelector(".spelled b")).stream().map(WebElement::getText))
        .containsExactly("Invoice", "20417", "Invoice 20417");
    double first = page().hottestColumn(0);
    invoice.findElements(By.cssSelector(".character")).get(12).click();
    double last = page().hottestColumn(0);
    assertThat(first).isLessThan(0.25);
    assertThat(last).isGreaterThan(0.85);
  }

  @Test
  void theSamePageShowsTextsAndRows() {
    assertThat(page().all(".texts .case")).hasSize(2);
    WebElement review = page().all(".texts .case").get(0);
    WebElement gorgeous =
        review.findElements(By.cssSelector(".word")).stream()
            .filter(word -> word.getText().equals("gorgeous"))
            .findFirst()
            .orElseThrow();
    assertThat(gorgeous.getDomAttribute("title")).startsWith("+");
    List<WebElement> workers = page().all(".rows .case");
    assertThat(workers).hasSize(3);
    assertThat(workers.get(0).getText()).contains("education").contains("dollars an hour");
  }

  @Test
  void thePageNeedsNothingFromOutside() {
    assertThat(page().requests()).isEmpty();
    assertThat(page().complaints()).isEmpty();
  }
}
