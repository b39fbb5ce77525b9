package ai.pami.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How good methods are for how many model calls: a metric's mean over the calls a map took, on a
 * logarithmic axis, a line for each method that was judged at several budgets ({@code NAME@CALLS})
 * and a point for others. Drawn as an SVG file of its own by a template.
 *
 * @param metric on the vertical axis
 * @param lines the methods, the best at their most calls first
 * @param across marks on the horizontal axis
 * @param up marks on the vertical axis
 */
public record CallsChart(String metric, List<Line> lines, List<Tick> across, List<Tick> up) {
  /** The drawing's size without margins, in SVG units. */
  public static final int WIDTH = 600;

  public static final int HEIGHT = 360;

  private static final int LABEL_HEIGHT = 18;

  private static final List<String> COLOURS =
      List.of(
          "#1668b0", "#c2601a", "#2a8f5a", "#c0305a", "#7a4fc0", "#17868b", "#9a7410", "#a83f96",
          "#5d636b");

  /**
   * A method.
   *
   * @param first whether it is the first one judged, the one the chart is about
   * @param path through its points
   * @param labelY where its name stands
   */
  public record Line(
      String method, String colour, boolean first, String path, List<Point> points, double labelY) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A mean. */
  public record Point(double x, double y, String text) {}

  /** A mark on an axis. */
  public record Tick(double at, String text) {}

  public CallsChart {
    lines = List.copyOf(lines);
    across = List.copyOf(across);
    up = List.copyOf(up);
  }

  /** The chart of a table, or empty if no method was judged at two budgets. */
  static Optional<CallsChart> of(EvaluationPage.Table table) {
    Map<String, List<EvaluationPage.Row>> methods = new LinkedHashMap<>();
    for (EvaluationPage.Row row : table.rows()) {
      if (Double.isFinite(row.mean()) && row.calls() > 0) {
        methods.computeIfAbsent(name(row), name -> new ArrayList<>()).add(row);
      }
    }
    if (methods.values().stream().noneMatch(rows -> rows.size() > 1)) {
      return Optional.empty();
    }
    return Optional.of(new Scales(methods).chart(table.metric()));
  }

  /** The method without its budget. */
  private static String name(EvaluationPage.Row row) {
    return row.method().replaceFirst("@\\d+$", "");
  }

  /** Where numbers lie on the drawing. */
  private static final class Scales {
    private final Map<String, List<EvaluationPage.Row>> methods;
    private final double fewest;
    private final double most;
    private final double bottom;
    private final double top;
    private final double step;

    Scales(Map<String, List<EvaluationPage.Row>> methods) {
      this.methods = methods;
      List<EvaluationPage.Row> rows = methods.values().stream().flatMap(List::stream).toList();
      this.fewest = rows.stream().mapToDouble(EvaluationPage.Row::calls).min().orElseThrow();
      this.most = rows.stream().mapToDouble(EvaluationPage.Row::calls).max().orElseThrow();
      double least = rows.stream().mapToDouble(EvaluationPage.Row::mean).min().orElseThrow();
      double greatest = rows.stream().mapToDouble(EvaluationPage.Row::mean).max().orElseThrow();
      this.step = LineChart.step(greatest > least ? greatest - least : 1);
      this.bottom = step * Math.floor(least / step);
      this.top = Math.max(bottom + step, step * Math.ceil(greatest / step));
    }

    double x(double calls) {
      return WIDTH * Math.log(calls / (0.9 * fewest)) / Math.log(most / (0.81 * fewest));
    }

    double y(double value) {
      return HEIGHT * (top - value) / (top - bottom);
    }

    CallsChart chart(String metric) {
      List<Line> lines = new ArrayList<>();
      for (Map.Entry<String, List<EvaluationPage.Row>> method : methods.entrySet()) {
        lines.add(line(method.getKey(), method.getValue(), lines.size()));
      }
      lines.sort(
          Comparator.comparingDouble(line -> line.points().get(line.points().size() - 1).y()));
      return new CallsChart(metric, labelled(lines), across(), up());
    }

    private Line line(String method, List<EvaluationPage.Row> rows, int index) {
      List<Point> points = new ArrayList<>();
      StringBuilder path = new StringBuilder();
      rows.stream()
          .sorted(Comparator.comparingDouble(EvaluationPage.Row::calls))
          .forEach(
              row -> {
                double x = x(row.calls());
                double y = y(row.mean());
                String text =
                    "%s: %s for %s calls".formatted(method, row.meanText(), row.callsText());
                points.add(new Point(Math.round(10 * x) / 10.0, Math.round(10 * y) / 10.0, text));
                path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
              });
      String colour = COLOURS.get(index % COLOURS.size());
      return new Line(method, colour, index == 0, path.toString(), points, 0);
    }

    /** Names stand beside the ends of their lines, one below the other. */
    private static List<Line> labelled(List<Line> lines) {
      double[] at = new double[lines.size()];
      for (int i = 0; i < at.length; i++) {
        List<Point> points = lines.get(i).points();
        double end = points.get(points.size() - 1).y();
        at[i] = i == 0 ? end : Math.max(end, at[i - 1] + LABEL_HEIGHT);
      }
      for (int i = at.length - 1; i >= 0; i--) {
        double lowest = i == at.length - 1 ? HEIGHT : at[i + 1] - LABEL_HEIGHT;
        at[i] = Math.min(at[i], lowest);
      }
      return IntStream.range(0, at.length)
          .mapToObj(
              i -> {
                Line line = lines.get(i);
                return new Line(
                    line.method(),
                    line.colour(),
                    line.first(),
                    line.path(),
                    line.points(),
                    Math.round(10 * at[i]) / 10.0);
              })
          .toList();
    }

    private List<Tick> across() {
      List<Tick> ticks = new ArrayList<>();
      for (double power = 1; power <= 1e9; power *= 10) {
        for (int factor : new int[] {1, 2, 5}) {
          double calls = factor * power;
          if (calls >= 0.95 * fewest && calls <= 1.1 * most) {
            ticks.add(new Tick(x(calls), String.format(Locale.ROOT, "%,.0f", calls)));
          }
        }
      }
      return ticks;
    }

    private List<Tick> up() {
      List<Tick> ticks = new ArrayList<>();
      for (long i = 0; i <= Math.round((top - bottom) / step); i++) {
        double value = bottom + i * step;
        ticks.add(new Tick(y(value), LineChart.text(value)));
      }
      return ticks;
    }
  }
}
