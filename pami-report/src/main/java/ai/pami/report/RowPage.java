package ai.pami.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One self-contained page of explained rows: no network, no other file. */
final class RowPage {
  private RowPage() {}

  /**
   * Writes the page.
   *
   * @param cases the first rows, in full
   * @param overview of all rows
   * @param files that lie beside the page
   */
  static void write(
      Path file, String title, List<RowCase> cases, RowOverview overview, List<String> files)
      throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put("cases", cases);
    parameters.put("overview", overview);
    parameters.put("files", files);
    parameters.put("version", Versions.pami());
    parameters.put(
        "style",
        HtmlPage.resource("report.css")
            + HtmlPage.resource("text.css")
            + HtmlPage.resource("row.css"));
    parameters.put("script", HtmlPage.resource("theme.js") + HtmlPage.resource("row.js"));
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("rows.jte", parameters, page);
    Files.writeString(file, page.toString());
  }
}
