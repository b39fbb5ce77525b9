package ai.pami.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A page in a real, headless browser; tests that need it are skipped where there is none. */
final class Browser implements AutoCloseable {
  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser open(Path page) {
    Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromeDriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromeDriver.isPresent(),
        "skipped: install chromium and chromium-driver to test pages in a browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--window-size=1200,1000");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromeDriver.orElseThrow().toFile())
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.get(page.toAbsolutePath().toUri().toString());
    return new Browser(driver);
  }

  private static Optional<Path> program(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":", -1)).map(path -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Sets a slider or a choice, as a user's move would. */
  void set(String selector, String value) {
    driver.executeScript(
        "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            + " e.dispatchEvent(new Event('input', {bubbles: true}));"
            + " e.dispatchEvent(new Event('change', {bubbles: true}));",
        selector,
        value);
  }

  /** Moves the pointer to the middle of an element. */
  void pointAt(WebElement element) {
    new Actions(driver).moveToElement(element).perform();
  }

  /** Waits until there is such an element. */
  void await(String selector) {
    driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(10));
    driver.findElement(By.cssSelector(selector));
    driver.manage().timeouts().implicitlyWait(Duration.ZERO);
  }

  /** The evidence of the copies listed, in their order. */
  List<Double> evidence() {
    return all(".copies canvas").stream()
        .map(canvas -> canvas.getDomAttribute("aria-label").replaceFirst(".* evidence ", ""))
        .map(number -> Double.valueOf(number.replace('−', '-')))
        .toList();
  }

  /** Where the heat of case {@code index} is greatest: the opaquest column, 0..1 from the left. */
  double hottestColumn(int index) {
    return ((Number)
            driver.executeScript(
                "const c = document.querySelectorAll('.heat')[arguments[0]];"
                    + " const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                    + " let at = 0; for (let i = 0; i < p.length; i += 4) if (p[i + 3] > p[at + 3]) at = i;"
                    + " return ((at / 4) % c.width + 0.5) / c.width;",
                index))
        .doubleValue();
  }

  /** Pixels of the first heat map that are not fully transparent. */
  long visiblePixels() {
    return ((Number)
            driver.executeScript(
                "const c = document.querySelector('.heat');"
                    + " const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                    + " let n = 0; for (let i = 3; i < p.length; i += 4) n += p[i] > 0; return n;"))
        .longValue();
  }

  /** The page's background colour as the browser draws it. */
  String paper() {
    return one("body").getCssValue("background-color");
  }

  /** Whether all pictures on the page could be drawn. */
  boolean picturesAreThere() {
    return (boolean)
        driver.executeScript(
            "return [...document.querySelectorAll('img[src]')].every(i => i.complete && i.naturalWidth > 0);");
  }

  /** Whether the page is wider than the window. */
  boolean overflows() {
    return (boolean)
        driver.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth;");
  }

  /** What the page loaded besides itself, data URLs apart. */
  List<?> requests() {
    return (List<?>)
        driver.executeScript(
            "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:'));");
  }

  /** What the browser's console says. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
