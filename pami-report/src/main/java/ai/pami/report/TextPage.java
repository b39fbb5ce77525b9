package ai.pami.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One self-contained page of explained texts: no network, no other file. */
final class TextPage {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TextPage() {}

  static void write(Path file, String title, List<TextCase> cases) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put("cases", cases);
    parameters.put("version", Versions.pami());
    parameters.put("style", HtmlPage.resource("report.css") + HtmlPage.resource("text.css"));
    parameters.put("script", HtmlPage.resource("theme.js") + HtmlPage.resource("text.js"));
    parameters.put("data", data(cases));
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("texts.jte", parameters, page);
    Files.writeString(file, page.toString());
  }

  /** What the script draws, safe inside a script element. */
  static String data(List<TextCase> cases) throws IOException {
    List<Object> drawn =
        cases.stream()
            .<Object>map(
                shown ->
                    shown.targets().stream()
                        .map(
                            target ->
                                Map.of(
                                    "largest",
                                    target.largest(),
                                    "values",
                                    target.values().stream()
                                        .map(v -> v.isNaN() ? "" : Float.toString(v.floatValue()))
                                        .toList()))
                        .toList())
            .toList();
    return MAPPER.writeValueAsString(drawn).replace("<", "\\u003c");
  }
}
