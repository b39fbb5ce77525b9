package ai.pami.report;

import ai.pami.signal.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a signal's drawing shows whatever the target: axes, lines, a spectrogram. All in the units
 * of the drawing.
 *
 * @param height of the drawing
 * @param tracks from top to bottom
 * @param ticks of time
 * @param axis what the horizontal axis tells
 * @param leftOut how many channels are not drawn
 */
public record SignalPlot(
    double height, List<Track> tracks, List<Tick> ticks, String axis, int leftOut) {
  /** The drawing's width without margins. */
  public static final int WIDTH = 680;

  static final int TRACK = 100;

  /** Of a channel alone. */
  static final int TALL = 210;

  static final int CURVE = 56;
  static final int GAP = 34;
  static final int SPECTRUM = 320;

  /** Beyond this a page is no help. */
  static final int MOST_TRACKS = 16;

  /** Half the size of letters. */
  private static final int SIZE = 5;

  /**
   * A channel, or the spectrogram.
   *
   * @param row of the map, or -1 where it shows all of them
   * @param name of it
   * @param top where it begins
   * @param height of it
   * @param curve where the curve beneath it begins
   * @param line its values as a path; empty if it is a picture
   * @param picture its picture as a data URL; empty if it is a line
   * @param marks at the left
   */
  public record Track(
      int row,
      String name,
      double top,
      double height,
      double curve,
      String line,
      String picture,
      List<Tick> marks) {}

  /** A mark on an axis. */
  public record Tick(double at, String text) {}

  public SignalPlot {
    tracks = List.copyOf(tracks);
    ticks = List.copyOf(ticks);
  }

  /** Lines of some channels. */
  static SignalPlot ofLines(Series series, SignalShape shape, List<Integer> channels) {
    List<Track> tracks = new ArrayList<>();
    double top = 0;
    for (int channel : channels) {
      int height = channels.size() == 1 ? TALL : TRACK;
      String name = series.channels().get(channel);
      tracks.add(line(series, channel, channel, top, height, name));
      top += height + CURVE + GAP;
    }
    return new SignalPlot(
        top - GAP, tracks, times(shape), axis(shape), series.channels().size() - channels.size());
  }

  /** A channel's line. */
  static Track line(Series series, int channel, int row, double top, int height, String name) {
    float[] values = series.channel(channel);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return new Track(
        row,
        name,
        top,
        height,
        top + height + 4,
        path(values, top, height, least, greatest),
        "",
        List.of(
            new Tick(top + SIZE, NumberText.of(greatest)),
            new Tick(top + height, NumberText.of(least))));
  }

  /** A line; where values are too many, the least and the greatest of each place. */
  private static String path(
      float[] values, double top, int height, double least, double greatest) {
    StringBuilder path = new StringBuilder();
    double range = greatest > least ? greatest - least : 1;
    int places = WIDTH;
    boolean dense = values.length > 2 * places;
    int points = dense ? places : values.length;
    for (int i = 0; i < points; i++) {
      int from = dense ? (int) ((long) i * values.length / places) : i;
      int to = dense ? (int) ((long) (i + 1) * values.length / places) : i + 1;
      float low = values[from];
      float high = values[from];
      for (int t = from; t < to; t++) {
        low = Math.min(low, values[t]);
        high = Math.max(high, values[t]);
      }
      double x = WIDTH * (i + 0.5) / points;
      point(path, x, top + height * (greatest - high) / range);
      if (dense) {
        point(path, x, top + height * (greatest - low) / range);
      }
    }
    return path.toString();
  }

  private static void point(StringBuilder path, double x, double y) {
    path.append(path.isEmpty() ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
  }

  static List<Tick> times(SignalShape shape) {
    double whole = shape.hasRate() ? shape.length() / shape.rate() : shape.length();
    double step = Math.pow(10, Math.floor(Math.log10(whole / 2)));
    for (int factor : new int[] {5, 2}) {
      if (whole / (step / factor) <= 12) {
        step /= factor;
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i * step <= whole * (1 + 1e-9); i++) {
      ticks.add(new Tick(WIDTH * i * step / whole, LineChart.text(i * step)));
    }
    return ticks;
  }

  static String axis(SignalShape shape) {
    return shape.hasRate() ? "seconds" : "values";
  }

  /** Where a column of the map begins. */
  static double x(SignalShape shape, int column) {
    return (double) WIDTH * shape.starts().get(column) / shape.length();
  }
}
