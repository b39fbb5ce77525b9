package ai.pami.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One self-contained page of an explained signal: no network, no other file. */
final class SignalPage {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SignalPage() {}

  static void write(Path file, String title, SignalCase shown) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put("shown", shown);
    parameters.put("version", Versions.pami());
    parameters.put(
        "style",
        HtmlPage.resource("report.css")
            + HtmlPage.resource("text.css")
            + HtmlPage.resource("signal.css"));
    parameters.put("script", HtmlPage.resource("theme.js") + HtmlPage.resource("signal.js"));
    parameters.put("data", MAPPER.writeValueAsString(shown.data()).replace("<", "\\u003c"));
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("signal.jte", parameters, page);
    Files.writeString(file, page.toString());
  }
}
