package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.image.ImageExplanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One page of lines of text that were read, with a map for every character. */
public final class ReadingReport {
  private static final String PAGE = "report.html";

  private final HtmlPage page;

  private ReadingReport(HtmlPage page) {
    this.page = page;
  }

  /** An empty page. */
  public static ReadingReport titled(String title) {
    return new ReadingReport(HtmlPage.of(title));
  }

  /**
   * Adds a line at the end.
   *
   * @param name what the picture is called
   * @param text what was read
   * @param explanation its targets are the text's characters in order
   * @param source facts on where the picture comes from
   */
  public void add(
      String name, String text, ImageExplanation explanation, Map<String, String> source) {
    try {
      page.add(ReportCase.ofText(name, text, explanation, source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes {@code report.html} into {@code folder}, creating it if need be.
   *
   * @return the page
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    OutputFolder.fill(folder, List.of(), partial -> page.write(partial.resolve(PAGE)));
    return folder.resolve(PAGE);
  }
}
