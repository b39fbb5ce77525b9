package ai.pami.report;

import ai.pami.explanation.ImportanceMap;
import ai.pami.signal.Series;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A series' lines before their importance, a channel beneath the other. */
final class SeriesPicture {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 150;
  private static final int GAP = 12;

  private SeriesPicture() {}

  /** A picture of the channels that a page would show. */
  static BufferedImage of(Series series, SignalShape shape, SignalPlot plot, ImportanceMap map) {
    int rows = plot.tracks().size();
    BufferedImage picture =
        new BufferedImage(WIDTH, rows * (HEIGHT + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    double largest = SignalTarget.largest(map);
    for (int i = 0; i < rows; i++) {
      int row = plot.tracks().get(i).row();
      double top = i * (double) (HEIGHT + GAP);
      for (int t = 0; t < shape.columns(); t++) {
        double value = map.value(row * shape.columns() + t);
        int alpha = Double.isNaN(value) ? 0 : (int) (150 * Math.min(1, Math.abs(value) / largest));
        graphics.setColor(
            value > 0 ? new Color(33, 119, 204, alpha) : new Color(232, 119, 18, alpha));
        double from = (double) WIDTH * shape.starts().get(t) / shape.length();
        double to = (double) WIDTH * shape.starts().get(t + 1) / shape.length();
        graphics.fill(new Rectangle2D.Double(from, top, to - from, HEIGHT));
      }
      graphics.setColor(Color.BLACK);
      graphics.setStroke(new BasicStroke(1.2f));
      graphics.draw(line(series.channel(row), top));
    }
    graphics.dispose();
    return picture;
  }

  private static Path2D line(float[] values, double top) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double range = greatest > least ? greatest - least : 1;
    Path2D path = new Path2D.Double();
    // Of many values in a column of pixels only the least and the greatest are seen.
    int points = Math.min(values.length, WIDTH);
    for (int i = 0; i < points; i++) {
      double x = WIDTH * (i + 0.5) / points;
      int from = (int) ((long) i * values.length / points);
      int to = (int) ((long) (i + 1) * values.length / points);
      float low = values[from];
      float high = values[from];
      for (int t = from; t < to; t++) {
        low = Math.min(low, values[t]);
        high = Math.max(high, values[t]);
      }
      add(path, x, top + 3 + (HEIGHT - 6) * (greatest - high) / range);
      if (low < high) {
        add(path, x, top + 3 + (HEIGHT - 6) * (greatest - low) / range);
      }
    }
    return path;
  }

  private static void add(Path2D path, double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }
}
