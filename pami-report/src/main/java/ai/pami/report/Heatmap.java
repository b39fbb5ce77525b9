package ai.pami.report;

import ai.pami.detection.Box;
import ai.pami.image.ImageExplanation;
import ai.pami.image.picture.ColourMap;
import ai.pami.image.picture.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * An importance map as a picture of the explained picture's size: alone, or laid over it with a
 * colour bar that tells the values. Colours run from the map's least value to its greatest.
 */
public final class Heatmap {
  private static final ColourMap COLOURS = ColourMap.TURBO;

  /** As on the page. */
  private static final Color FOUND = new Color(0x6DFF5A);

  private static final int UNSEEN = 0xFF808080;

  private final Picture picture;
  private final float[] values;
  private final double min;
  private final double max;

  private Heatmap(Picture picture, float[] values, double min, double max) {
    this.picture = picture;
    this.values = values;
    this.min = min;
    this.max = max;
  }

  /** The heat map of target {@code index}. */
  public static Heatmap of(ImageExplanation explanation, int index) {
    return new Heatmap(
        explanation.picture(),
        explanation.mapAtPictureSize(index),
        explanation.map(index).min(),
        explanation.map(index).max());
  }

  /** 0..1 from the least to the greatest value; NaN where there is none. */
  private double scaled(float value) {
    return Float.isNaN(value) ? Double.NaN : max > min ? (value - min) / (max - min) : 0;
  }

  /** The map alone, opaque; grey where nothing is known. */
  public BufferedImage alone() {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        double t = scaled(values[y * row.length + x]);
        row[x] = Double.isNaN(t) ? UNSEEN : COLOURS.rgb(t);
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return image;
  }

  /**
   * The picture under its map, with a colour bar in the corner that matters least. What matters is
   * coloured; what does not stays visible in grey.
   */
  public BufferedImage overlay() {
    BufferedImage image = overlayWithoutBar();
    drawColourBar(image);
    return image;
  }

  /**
   * The overlay with the outline of a detected object.
   *
   * @param box in the picture's pixels
   */
  public BufferedImage overlay(Box box) {
    BufferedImage image = overlay();
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    float line = Math.max(1, Math.min(picture.width(), picture.height()) / 160f);
    Rectangle2D outline =
        new Rectangle2D.Double(
            box.left(), box.top(), box.right() - box.left(), box.bottom() - box.top());
    g.setColor(new Color(0, 0, 0, 150));
    g.setStroke(new BasicStroke(2 * line));
    g.draw(outline);
    g.setColor(FOUND);
    g.setStroke(new BasicStroke(line));
    g.draw(outline);
    g.dispose();
    return image;
  }

  BufferedImage overlayWithoutBar() {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int pixel = y * row.length + x;
        row[x] = blend(pixel, scaled(values[pixel]));
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return image;
  }

  private int blend(int pixel, double t) {
    int r = picture.value(pixel, 0);
    int g = picture.value(pixel, 1);
    int b = picture.value(pixel, 2);
    double grey = 0.299 * r + 0.587 * g + 0.114 * b;
    if (Double.isNaN(t)) {
      int dark = (int) (grey / 2);
      return (dark << 16) | (dark << 8) | dark;
    }
    double opacity = 0.12 + 0.6 * t;
    int colour = COLOURS.rgb(t);
    return (mix(mix(grey, r, 0.5), colour >> 16, opacity) << 16)
        | (mix(mix(grey, g, 0.5), colour >> 8, opacity) << 8)
        | mix(mix(grey, b, 0.5), colour, opacity);
  }

  private static int mix(double a, int b, double share) {
    return (int) Math.round(a * (1 - share) + (b & 0xFF) * share);
  }

  private void drawColourBar(BufferedImage image) {
    int fontSize = Math.max(9, Math.min(image.getWidth(), image.getHeight()) / 28);
    int barHeight = fontSize;
    int barWidth = 11 * fontSize;
    int pad = fontSize / 2;
    int plateWidth = barWidth + 2 * pad;
    int plateHeight = barHeight + fontSize + 3 * pad;
    if (plateWidth > 0.6 * image.getWidth() || plateHeight > 0.5 * image.getHeight()) {
      return; // a picture this small has no room for a bar
    }
    int[] corner = leastImportantCorner(plateWidth, plateHeight);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(255, 255, 255, 215));
    g.fillRoundRect(corner[0], corner[1], plateWidth, plateHeight, pad, pad);
    int x = corner[0] + pad;
    int y = corner[1] + pad;
    for (int i = 0; i < barWidth; i++) {
      g.setColor(new Color(COLOURS.rgb((double) i / (barWidth - 1))));
      g.fillRect(x + i, y, 1, barHeight);
    }
    g.setColor(Color.DARK_GRAY);
    g.setStroke(new BasicStroke(1));
    g.drawRect(x, y, barWidth - 1, barHeight);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, fontSize));
    g.setColor(Color.BLACK);
    FontMetrics metrics = g.getFontMetrics();
    int baseline = y + barHeight + pad / 2 + metrics.getAscent();
    String least = NumberText.of(min);
    String greatest = NumberText.of(max);
    g.drawString(least, x, baseline);
    g.drawString(greatest, x + barWidth - metrics.stringWidth(greatest), baseline);
    g.dispose();
  }

  /** The top left point of the plate in the corner whose values are lowest. */
  private int[] leastImportantCorner(int plateWidth, int plateHeight) {
    int margin = plateHeight / 6;
    int[] best = {0, 0};
    double least = Double.POSITIVE_INFINITY;
    int[] lefts = {picture.width() - plateWidth - margin, margin};
    int[] tops = {picture.height() - plateHeight - margin, margin};
    for (int top : tops) {
      for (int left : lefts) {
        int x0 = Math.max(0, left);
        int y0 = Math.max(0, top);
        double sum = 0;
        for (int y = y0; y < Math.min(picture.height(), y0 + plateHeight); y++) {
          for (int x = x0; x < Math.min(picture.width(), x0 + plateWidth); x++) {
            double t = scaled(values[y * picture.width() + x]);
            sum += Double.isNaN(t) ? 0 : t;
          }
        }
        if (sum < least) {
          least = sum;
          best = new int[] {x0, y0};
        }
      }
    }
    return best;
  }
}
