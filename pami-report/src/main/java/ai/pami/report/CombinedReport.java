package ai.pami.report;

import ai.pami.PamiException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One self-contained page of lines that were read, texts and rows. */
public final class CombinedReport {
  private static final String PAGE = "report.html";

  private final String title;
  private final List<ReportCase> pictures;
  private final List<TextCase> texts;
  private final List<RowCase> rows;
  private final RowOverview overview;

  private CombinedReport(
      String title,
      List<ReportCase> pictures,
      List<TextCase> texts,
      List<RowCase> rows,
      RowOverview overview) {
    this.title = title;
    this.pictures = pictures;
    this.texts = texts;
    this.rows = rows;
    this.overview = overview;
  }

  /** What the three reports show, in this order; empty ones are left out. */
  public static CombinedReport of(
      String title, ReadingReport readings, TextReport texts, RowReport rows) {
    return new CombinedReport(
        title, readings.cases(), texts.cases(), rows.cases(), rows.overview());
  }

  /**
   * Writes {@code report.html} into {@code folder}, creating it if need be.
   *
   * @return the page
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    OutputFolder.fill(folder, List.of(), partial -> page(partial.resolve(PAGE)));
    return folder.resolve(PAGE);
  }

  private void page(Path file) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put("pictures", pictures);
    parameters.put("pictureData", HtmlPage.data(pictures));
    parameters.put("texts", texts);
    parameters.put("textData", TextPage.data(texts));
    parameters.put("rows", rows);
    parameters.put("overview", overview);
    parameters.put("version", Versions.pami());
    parameters.put(
        "style",
        HtmlPage.resource("report.css")
            + HtmlPage.resource("text.css")
            + HtmlPage.resource("row.css"));
    parameters.put("script", script());
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("combined.jte", parameters, page);
    Files.writeString(file, page.toString());
  }

  private String script() throws IOException {
    return HtmlPage.resource("theme.js")
        + (pictures.isEmpty() ? "" : HtmlPage.script())
        + (texts.isEmpty() ? "" : HtmlPage.resource("text.js"))
        + (rows.isEmpty() ? "" : HtmlPage.resource("row.js"));
  }
}
