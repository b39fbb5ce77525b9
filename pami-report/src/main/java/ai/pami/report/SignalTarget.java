package ai.pami.report;

import ai.pami.domain.Region;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One target of an explained signal as the page shows it.
 *
 * @param shades coloured stretches behind the lines
 * @param curves the importance beneath each track
 * @param picture the importance over the spectrogram as a data URL; empty if there is none
 * @param strongest the places of the greatest importance
 */
public record SignalTarget(
    int index,
    String label,
    double score,
    double backgroundScore,
    List<Shade> shades,
    List<Curve> curves,
    String picture,
    List<Place> strongest) {
  private static final int LEVELS = 20;
  private static final int MOST_PLACES = 6;

  /** A stretch of one colour. */
  public record Shade(
      double x, double y, double width, double height, boolean more, double opacity) {
    public String opacityText() {
      return String.format(Locale.ROOT, "%.2f", opacity);
    }
  }

  /**
   * Importance over time.
   *
   * @param zero where importance is none
   * @param more the area above
   * @param less the area below
   * @param margin the 95 % interval around it
   */
  public record Curve(double zero, String more, String less, String margin) {}

  /** A stretch of a row. */
  public record Place(String time, String row, double importance, double percent) {
    public String importanceText() {
      return (importance > 0 ? "+" : "") + NumberText.of(importance);
    }
  }

  public SignalTarget {
    shades = List.copyOf(shades);
    curves = List.copyOf(curves);
    strongest = List.copyOf(strongest);
  }

  public String scoreText() {
    return NumberText.of(score);
  }

  public String backgroundScoreText() {
    return NumberText.of(backgroundScore);
  }

  /**
   * A target over a drawing.
   *
   * @param picture of its map, or empty
   */
  static SignalTarget of(
      TargetExplanation explained, SignalShape shape, SignalPlot plot, String picture) {
    ImportanceMap map = explained.map();
    List<Shade> shades = new ArrayList<>();
    List<Curve> curves = new ArrayList<>();
    List<SignalPlot.Track> lines =
        plot.tracks().stream().filter(track -> track.picture().isEmpty()).toList();
    List<Profile> profiles =
        lines.stream().map(track -> Profile.of(map, track.row(), shape.columns())).toList();
    Scale scale = Scale.of(profiles);
    for (int i = 0; i < lines.size(); i++) {
      shades.addAll(shades(profiles.get(i).values(), scale.largest(), shape, lines.get(i)));
      curves.add(curve(profiles.get(i), scale, shape, lines.get(i).curve()));
    }
    return new SignalTarget(
        explained.target().index(),
        explained.target().label(),
        explained.score(),
        explained.backgroundScore(),
        shades,
        curves,
        picture,
        strongest(map, shape, largest(map)));
  }

  static double largest(ImportanceMap map) {
    double largest = Math.max(Math.abs(map.min()), Math.abs(map.max()));
    return largest > 0 ? largest : 1;
  }

  /** A row's importance over time, or the mean over all rows. */
  private static final class Profile {
    private final double[] values;
    private final double[] margins;

    private Profile(double[] values, double[] margins) {
      this.values = values;
      this.margins = margins;
    }

    double[] values() {
      return values;
    }

    double[] margins() {
      return margins;
    }

    static Profile of(ImportanceMap map, int row, int columns) {
      int rows = map.domain().extent(0);
      double[] values = new double[columns];
      double[] margins = new double[columns];
      for (int t = 0; t < columns; t++) {
        if (row >= 0) {
          values[t] = map.value(row * columns + t);
          margins[t] = map.margin(row * columns + t);
          continue;
        }
        margins[t] = Double.NaN;
        for (int r = 0; r < rows; r++) {
          values[t] += map.value(r * columns + t) / rows;
        }
      }
      return new Profile(values, margins);
    }
  }

  /**
   * The least and the greatest importance of all lines, one of them 0 where all are of one sign.
   */
  private record Scale(double least, double greatest) {
    static Scale of(List<Profile> profiles) {
      double least = 0;
      double greatest = 0;
      for (Profile profile : profiles) {
        for (double value : profile.values()) {
          least = value < least ? value : least;
          greatest = value > greatest ? value : greatest;
        }
      }
      return greatest > least ? new Scale(least, greatest) : new Scale(0, 1);
    }

    double largest() {
      return Math.max(-least, greatest);
    }

    /** How far down a value lies, 0..1. */
    double down(double value) {
      return (greatest - Math.max(least, Math.min(greatest, value))) / (greatest - least);
    }
  }

  private static int level(double value, double largest) {
    return Double.isNaN(value) ? 0 : (int) Math.round(LEVELS * value / largest);
  }

  private static List<Shade> shades(
      double[] values, double largest, SignalShape shape, SignalPlot.Track track) {
    List<Shade> shades = new ArrayList<>();
    for (int from = 0, to; from < values.length; from = to) {
      int level = level(values[from], largest);
      to = from + 1;
      while (to < values.length && level(values[to], largest) == level) {
        to++;
      }
      if (level != 0) {
        double x = SignalPlot.x(shape, from);
        shades.add(
            new Shade(
                x,
                track.top(),
                SignalPlot.x(shape, to) - x,
                track.height(),
                level > 0,
                0.6 * Math.min(LEVELS, Math.abs(level)) / LEVELS));
      }
    }
    return shades;
  }

  private static Curve curve(Profile profile, Scale scale, SignalShape shape, double top) {
    double zero = top + SignalPlot.CURVE * scale.down(0);
    StringBuilder more = new StringBuilder();
    StringBuilder less = new StringBuilder();
    StringBuilder upper = new StringBuilder();
    List<String> lower = new ArrayList<>();
    double[] values = profile.values();
    for (int t = 0; t < values.length; t++) {
      double value = Double.isNaN(values[t]) ? 0 : values[t];
      double from = SignalPlot.x(shape, t);
      double to = SignalPlot.x(shape, t + 1);
      step(more, from, to, top + SignalPlot.CURVE * scale.down(Math.max(0, value)));
      step(less, from, to, top + SignalPlot.CURVE * scale.down(Math.min(0, value)));
      double margin = Double.isNaN(profile.margins()[t]) ? 0 : profile.margins()[t];
      step(upper, from, to, top + SignalPlot.CURVE * scale.down(value + margin));
      double low = top + SignalPlot.CURVE * scale.down(value - margin);
      lower.add(String.format(Locale.ROOT, "L%.1f %.1fL%.1f %.1f", to, low, from, low));
    }
    for (int i = lower.size() - 1; i >= 0; i--) {
      upper.append(lower.get(i));
    }
    String down = String.format(Locale.ROOT, "L%d %.1fL0 %.1fZ", SignalPlot.WIDTH, zero, zero);
    boolean known = false;
    for (double margin : profile.margins()) {
      known |= !Double.isNaN(margin);
    }
    return new Curve(zero, more + down, less + down, known ? upper + "Z" : "");
  }

  private static void step(StringBuilder path, double from, double to, double y) {
    path.append(
        String.format(
            Locale.ROOT, "%s%.1f %.1fL%.1f %.1f", path.isEmpty() ? "M" : "L", from, y, to, y));
  }

  /** Stretches of rows with at least half of the greatest importance. */
  private static List<Place> strongest(ImportanceMap map, SignalShape shape, double largest) {
    int columns = shape.columns();
    List<Place> places = new ArrayList<>();
    for (int row = 0; row < shape.rows().size(); row++) {
      for (int from = 0, to; from < columns; from = to) {
        to = from + 1;
        double most = map.value(row * columns + from);
        if (!(most >= largest / 2)) {
          continue;
        }
        while (to < columns && map.value(row * columns + to) >= largest / 2) {
          most = Math.max(most, map.value(row * columns + to++));
        }
        places.add(
            new Place(shape.time(from, to), shape.rows().get(row), most, 100 * most / largest));
      }
    }
    places.sort(Comparator.comparingDouble(place -> -place.importance()));
    return places.subList(0, Math.min(MOST_PLACES, places.size()));
  }

  /**
   * A part's outline over a drawing: a bar above each stretch of a line, a frame in a spectrogram.
   */
  static String outline(Region region, SignalShape shape, SignalPlot plot) {
    StringBuilder path = new StringBuilder();
    int columns = shape.columns();
    for (int i = 0; i < region.spanCount(); i++) {
      for (int from = region.start(i); from < region.end(i); ) {
        int row = from / columns;
        int to = Math.min(region.end(i), (row + 1) * columns);
        double x = SignalPlot.x(shape, from - row * columns);
        double end = SignalPlot.x(shape, to - row * columns);
        for (SignalPlot.Track track : plot.tracks()) {
          if (!track.picture().isEmpty()) {
            double high = track.height() / shape.rows().size();
            double y = track.top() + track.height() - (row + 1) * high;
            frame(path, x, y, end - x, high);
          } else if (track.row() == row) {
            frame(path, x, track.top(), end - x, track.height());
          }
        }
        from = to;
      }
    }
    return path.toString();
  }

  private static void frame(StringBuilder path, double x, double y, double width, double height) {
    path.append(
        String.format(Locale.ROOT, "M%.1f %.1fh%.1fv%.1fh%.1fz", x, y, width, height, -width));
  }
}
