package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page of explained rows, in a browser: 120 rows of a model that answers with its columns. */
class TablePageIT {
  private static final int ROWS = 120;
  private static final int COLUMNS = 12;

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void explainAndOpen() throws IOException {
    StringBuilder csv = new StringBuilder("<b>first</b> & \"\"only\"\"");
    csv.insert(0, '"').append('"');
    for (int c = 1; c < COLUMNS; c++) {
      csv.append(",column").append(c);
    }
    csv.append('\n');
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        // Row 1 is largest in column 0, row 2 in column 1, ...
        csv.append(c == 0 ? "" : ",").append(r % COLUMNS == c ? 100 + r : (r * 7 + c) % 10);
      }
      csv.append('\n');
    }
    Path table = Files.writeString(folder.resolve("rows.csv"), csv);
    Path model = folder.resolve("table.onnx");
    try (InputStream in = TablePageIT.class.getResourceAsStream("table.onnx")) {
      Files.write(model, in.readAllBytes());
    }
    CommandLineRun run =
        CommandLineRun.of(
            "table", table, "--model", model, "--target", "top2", "--out", folder.resolve("out"));
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
  void sumsUpAllRowsAndListsTheFirstHundredClosed() {
    assertThat(browser.one(".overview h2").getText()).isEqualTo("Over all 120 rows");
    assertThat(browser.all("details.case")).hasSize(100);
    assertThat(browser.all("details.case[open]")).isEmpty();
    assertThat(browser.one(".left").getText())
        .contains("first 100 of 120 rows", "explanation.json and importances.csv");
  }

  @Test
  void namesStandAsTheyAre() {
    assertThat(browser.all(".overview table:not([hidden]) tbody th"))
        .extracting(WebElement::getText)
        .hasSize(COLUMNS)
        .contains("<b>first</b> & \"only\"");
  }

  @Test
  void aRowOpensWithItsBarsAndAnotherTargetChangesThem() {
    WebElement row = browser.all("details.case").get(3);
    assertThat(row.findElement(By.cssSelector("summary")).getText())
        .contains("row 4", "3, score 103", "column3 +");
    assertThat(row.findElement(By.cssSelector(".viewer")).isDisplayed()).isFalse();
    row.findElement(By.cssSelector("summary")).click();
    WebElement first = shownBars(row);
    assertThat(first.findElement(By.cssSelector("tbody th")).getText()).isEqualTo("column3");
    WebElement bar = first.findElement(By.cssSelector("tbody .axis i"));
    WebElement axis = first.findElement(By.cssSelector("tbody .axis"));
    assertThat(bar.getRect().getX())
        .as("a bar for it starts in the middle")
        .isBetween(
            axis.getRect().getX() + axis.getRect().getWidth() / 2 - 2,
            axis.getRect().getX() + axis.getRect().getWidth() / 2 + 2);
    assertThat(bar.getRect().getWidth()).isGreaterThan(axis.getRect().getWidth() / 3);
    row.findElements(By.cssSelector("button.target")).get(1).click();
    assertThat(shownBars(row).findElement(By.cssSelector("tbody th")).getText())
        .isNotEqualTo("column3");
    row.findElements(By.cssSelector("button.target")).get(0).click();
    row.findElement(By.cssSelector("summary")).click();
    assertThat(row.findElement(By.cssSelector(".viewer")).isDisplayed()).isFalse();
  }

  private static WebElement shownBars(WebElement row) {
    return row.findElements(By.cssSelector("table.bars")).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOverviewShowsOneTargetAtATime() {
    assertThat(browser.all(".overview button.target").size()).isBetween(2, 8);
    browser.all(".overview button.target").get(1).click();
    assertThat(browser.all(".overview table").stream().filter(WebElement::isDisplayed).toList())
        .hasSize(1)
        .first()
        .isEqualTo(browser.all(".overview table").get(1));
    browser.all(".overview button.target").get(0).click();
    assertThat(browser.all(".overview table").get(0).isDisplayed()).isTrue();
  }

  @Test
  void isSelfContainedAndFitsTheWindow() {
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflows()).isFalse();
  }
}
