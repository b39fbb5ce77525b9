package ai.pami.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One self-contained page of explained pictures: no network, no other file. */
final class HtmlPage {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String title;
  private final List<ReportCase> cases = new ArrayList<>();

  private HtmlPage(String title) {
    this.title = title;
  }

  /** An empty page. */
  static HtmlPage of(String title) {
    return new HtmlPage(title);
  }

  /** Adds an explained picture at the end. */
  HtmlPage add(ReportCase shown) {
    cases.add(shown);
    return this;
  }

  void write(Path file) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put("cases", List.copyOf(cases));
    parameters.put("version", Versions.pami());
    parameters.put("style", resource("report.css"));
    parameters.put("script", resource("theme.js") + script());
    parameters.put("data", data(cases));
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("report.jte", parameters, page);
    Files.writeString(file, page.toString());
  }

  /** The cases in order. */
  List<ReportCase> cases() {
    return List.copyOf(cases);
  }

  /** What draws the cases. */
  static String script() throws IOException {
    return resource("trace.js") + resource("report.js");
  }

  /** What the script draws, safe inside a script element. */
  static String data(List<ReportCase> cases) throws JsonProcessingException {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (ReportCase shown : cases) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("width", shown.width());
      one.put("height", shown.height());
      one.put("map", shown.map());
      one.put("targets", shown.targets());
      one.put("trace", shown.trace());
      drawn.add(one);
    }
    Map<String, Object> data = Map.of("cases", drawn, "colours", ColourTable.hex());
    return MAPPER.writeValueAsString(data).replace("<", "\\u003c");
  }

  static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing from the library: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
