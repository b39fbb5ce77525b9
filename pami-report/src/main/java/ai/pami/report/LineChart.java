package ai.pami.report;

import ai.pami.quality.ScoreCurve;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of several lines over 0..1, drawn as SVG by a template.
 *
 * @param title what the vertical axis tells
 * @param horizontal what the horizontal axis tells
 * @param series the lines, in the order of their colours
 * @param least at the bottom
 * @param greatest at the top
 */
public record LineChart(
    String title, String horizontal, List<Series> series, double least, double greatest) {
  /** The drawing's size without margins, in SVG units. */
  public static final int WIDTH = 480;

  public static final int HEIGHT = 260;

  private static final MathContext FIGURES = new MathContext(6);

  /**
   * One line.
   *
   * @param index which of the page's colours it has
   * @param path of the SVG line
   * @param marks where it was measured, if only at some points
   */
  public record Series(String name, int index, String path, List<Mark> marks) {}

  /** A point of a line. */
  public record Mark(double x, double y) {}

  /** A mark on the vertical axis. */
  public record Tick(double y, String text) {}

  /**
   * A chart from values at equal steps from 0 to 1.
   *
   * @param names of the lines
   * @param values a line's values each, at least two
   */
  static LineChart of(
      String title, String horizontal, List<String> names, List<List<Double>> values) {
    double least = 0;
    double greatest = 0;
    for (List<Double> line : values) {
      for (double value : line) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    // Whole steps, so that the marks are round numbers.
    double step = step(greatest > least ? greatest - least : 1);
    double bottom = step * Math.floor(least / step);
    double top = greatest > least ? step * Math.ceil(greatest / step) : bottom + 1;
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      series.add(new Series(names.get(i), i, path(values.get(i), bottom, top), List.of()));
    }
    return new LineChart(title, horizontal, List.copyOf(series), bottom, top);
  }

  /** 1, 2 or 5 times a power of ten: the least of which six make up a range. */
  static double step(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 6)));
    for (double factor : new double[] {1, 2, 5}) {
      if (6 * factor * power >= range) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Which of the page's colours random orders have: a grey. */
  private static final int RANDOM_COLOUR = 9;

  /** A chart of a map's own curve and a random order's, with the points that were asked. */
  static LineChart ofCurves(String title, String horizontal, ScoreCurve own, ScoreCurve random) {
    double least = Math.min(0, Math.min(min(own.scores()), min(random.scores())));
    double greatest = Math.max(0, Math.max(max(own.scores()), max(random.scores())));
    double step = step(greatest > least ? greatest - least : 1);
    double bottom = step * Math.floor(least / step);
    double top = greatest > least ? step * Math.ceil(greatest / step) : bottom + 1;
    return new LineChart(
        title,
        horizontal,
        List.of(
            series("random order", RANDOM_COLOUR, random, bottom, top),
            series("this map", 0, own, bottom, top)),
        bottom,
        top);
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(v -> v).min().orElseThrow();
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(v -> v).max().orElseThrow();
  }

  private static Series series(
      String name, int index, ScoreCurve curve, double least, double greatest) {
    List<Mark> marks = new ArrayList<>();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < curve.shares().size(); i++) {
      double x = WIDTH * curve.shares().get(i);
      double y = HEIGHT * (greatest - curve.scores().get(i)) / (greatest - least);
      marks.add(new Mark(Math.round(10 * x) / 10.0, Math.round(10 * y) / 10.0));
      path.append(i == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
    }
    return new Series(name, index, path.toString(), List.copyOf(marks));
  }

  private static String path(List<Double> values, double least, double greatest) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      path.append(i == 0 ? 'M' : 'L')
          .append(
              String.format(
                  Locale.ROOT,
                  "%.1f %.1f",
                  (double) WIDTH * i / (values.size() - 1),
                  HEIGHT * (greatest - values.get(i)) / (greatest - least)));
    }
    return path.toString();
  }

  /** Marks at round numbers from bottom to top. */
  public List<Tick> ticks() {
    double step = step(greatest - least);
    long count = Math.round((greatest - least) / step);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      double value = least + i * step;
      ticks.add(new Tick(HEIGHT * (greatest - value) / (greatest - least), text(value)));
    }
    return ticks;
  }

  /** A mark's number in short. */
  static String text(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(FIGURES);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
