package ai.pami.report;

import ai.pami.PamiException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Several methods judged by several metrics over many pictures: tables with intervals, curves, and
 * the maps themselves. The pictures of the maps are files beside the page.
 */
public final class EvaluationPage {
  /** The page's file name. */
  public static final String PAGE = "report.html";

  private static final int MOST_IN_GALLERY = 200;

  /**
   * One method by one metric.
   *
   * @param mean over the pictures, NaN if undefined for all
   * @param low end of the mean's 95 % interval, or NaN
   * @param high end of the mean's 95 % interval, or NaN
   * @param difference to the first method with its interval, as text; empty for the first
   * @param clear whether that interval leaves out zero
   * @param count pictures with a value
   * @param undefined pictures without
   * @param calls model calls a map
   * @param seconds a map
   */
  public record Row(
      String method,
      double mean,
      double low,
      double high,
      String difference,
      boolean clear,
      int count,
      int undefined,
      double calls,
      double seconds) {

    public String meanText() {
      return count > 0 ? NumberText.of(mean) : undefined > 0 ? "undefined" : "–";
    }

    public String intervalText() {
      return Double.isNaN(low) ? "" : NumberText.of(low) + " … " + NumberText.of(high);
    }

    /** The difference without its interval. */
    public String differenceMean() {
      return difference.replaceAll(" .*", "");
    }

    /** The difference's interval, if it has one. */
    public String differenceInterval() {
      return difference.substring(differenceMean().length());
    }

    public String callsText() {
      return String.format(Locale.ROOT, "%,.0f", calls);
    }

    public String secondsText() {
      return String.format(Locale.ROOT, "%.2f", seconds);
    }
  }

  /** All methods by one metric, the first method first. */
  public record Table(String metric, boolean higherIsBetter, List<Row> rows) {
    public Table {
      rows = List.copyOf(rows);
    }

    /** The metric's share of the widest bar, 0..100, for a value of it. */
    public double percent(double value) {
      double least = Math.min(0, ends().min().orElse(0));
      double greatest = Math.max(0, ends().max().orElse(1));
      return Double.isNaN(value) || greatest <= least
          ? 0
          : 100 * (value - least) / (greatest - least);
    }

    private DoubleStream ends() {
      return rows.stream()
          .flatMapToDouble(row -> DoubleStream.of(row.mean(), row.low(), row.high()))
          .filter(Double::isFinite);
    }

    /** Whether the method's mean is above another's, and no other's is better. */
    public boolean isBest(Row row) {
      return rows.stream().anyMatch(other -> better(row, other))
          && rows.stream().noneMatch(other -> better(other, row));
    }

    private boolean better(Row a, Row b) {
      return higherIsBetter ? a.mean() > b.mean() : a.mean() < b.mean();
    }
  }

  /** The mean curves of one metric. */
  public record Curves(String metric, List<String> methods, List<List<Double>> values) {
    public Curves {
      methods = List.copyOf(methods);
      values = List.copyOf(values);
    }
  }

  /**
   * One picture's maps.
   *
   * @param name of the picture
   * @param disagreement of the methods' maps, 0..2
   * @param images of the maps by method, as links relative to the page
   */
  public record GalleryRow(String name, double disagreement, Map<String, String> images) {
    public GalleryRow {
      images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    public String disagreementText() {
      return NumberText.of(disagreement);
    }
  }

  private final String title;
  private final List<String> notes;
  private final List<Table> tables;
  private final List<Curves> curves;
  private final List<GalleryRow> gallery;
  private final Map<String, String> facts;

  private EvaluationPage(
      String title,
      List<String> notes,
      List<Table> tables,
      List<Curves> curves,
      List<GalleryRow> gallery,
      Map<String, String> facts) {
    this.title = title;
    this.notes = List.copyOf(notes);
    this.tables = List.copyOf(tables);
    this.curves = List.copyOf(curves);
    this.gallery = List.copyOf(gallery);
    this.facts = new LinkedHashMap<>(facts);
  }

  /**
   * A page.
   *
   * @param notes what was left out, and why
   * @param gallery shown by descending disagreement, the first {@value #MOST_IN_GALLERY}
   * @param facts model, data and settings, by name
   */
  public static EvaluationPage of(
      String title,
      List<String> notes,
      List<Table> tables,
      List<Curves> curves,
      List<GalleryRow> gallery,
      Map<String, String> facts) {
    return new EvaluationPage(title, notes, tables, curves, gallery, facts);
  }

  /**
   * Writes {@value #PAGE} into {@code folder} and, where methods were judged at several budgets, a
   * {@code calls-METRIC.svg} for every metric: its mean against the model calls.
   *
   * @return the page
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    List<CallsChart> calls = tables.stream().flatMap(t -> CallsChart.of(t).stream()).toList();
    OutputFolder.fill(
        folder,
        List.of(),
        partial -> {
          for (CallsChart chart : calls) {
            StringOutput drawn = new StringOutput();
            engine().render("calls.jte", Map.of("chart", chart), drawn);
            Files.writeString(
                partial.resolve("calls-%s.svg".formatted(chart.metric())), drawn.toString());
          }
          writePage(partial.resolve(PAGE), calls);
        });
    return folder.resolve(PAGE);
  }

  private static TemplateEngine engine() {
    return TemplateEngine.createPrecompiled(ContentType.Html);
  }

  private void writePage(Path file, List<CallsChart> calls) throws IOException {
    List<String> methods =
        tables.isEmpty() ? List.of() : tables.get(0).rows().stream().map(Row::method).toList();
    List<LineChart> charts = new ArrayList<>();
    for (Curves drawn : curves) {
      charts.add(
          LineChart.of(
              "score, for " + drawn.metric(),
              "share of pixels, most important first",
              drawn.methods(),
              drawn.values()));
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put("notes", notes);
    parameters.put("methods", methods);
    parameters.put("tables", tables);
    parameters.put("charts", charts);
    parameters.put("calls", calls);
    parameters.put(
        "gallery",
        gallery.stream()
            .sorted((a, b) -> Double.compare(b.disagreement(), a.disagreement()))
            .limit(MOST_IN_GALLERY)
            .toList());
    parameters.put("facts", facts);
    parameters.put("version", Versions.pami());
    parameters.put("style", HtmlPage.resource("report.css"));
    StringOutput page = new StringOutput();
    engine().render("evaluation.jte", parameters, page);
    Files.writeString(file, page.toString());
  }
}
