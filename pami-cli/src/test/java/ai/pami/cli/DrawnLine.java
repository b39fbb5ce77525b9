package ai.pami.cli;

import ai.pami.image.picture.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A drawn line of text of which it is known where every character stands.
 *
 * @param boxes of the characters' ink, in the picture's pixels
 */
record DrawnLine(String text, String font, Picture picture, List<Rectangle2D> boxes) {
  private static final int HEIGHT = 64;
  private static final int MARGIN = 10;
  private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZabcdefghkmnprstuvwxyz23456789";
  private static final List<String> PHRASES =
      List.of(
          "Invoice 2023",
          "Total 418.50",
          "Platform 9",
          "Exit north",
          "Coffee 3.20",
          "HARBOUR",
          "Room 207",
          "Due 14 March",
          "SALE 50%",
          "Order A7391",
          "Bakery",
          "No. 58213");

  /** Lines of different words, fonts, sizes, colours and noise, the same ones at each call. */
  static List<DrawnLine> lines(int count) {
    SplittableRandom random = new SplittableRandom(20230218);
    List<String> fonts = fonts();
    List<DrawnLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = i % 2 == 0 ? PHRASES.get(i / 2 % PHRASES.size()) : letters(random);
      int style = random.nextInt(3) == 0 ? Font.BOLD : Font.PLAIN;
      Font font = new Font(fonts.get(i % fonts.size()), style, 26 + random.nextInt(20));
      Color light = colour(random, 170);
      Color dark = colour(random, 0);
      boolean inverse = random.nextInt(4) == 0;
      lines.add(
          draw(
              text,
              font,
              inverse ? light : dark,
              inverse ? dark : light,
              8 * random.nextInt(3),
              random));
    }
    return lines;
  }

  /** Five or more families: those of Debian where they are installed, and Java's own names. */
  private static List<String> fonts() {
    Set<String> installed =
        Set.copyOf(
            Arrays.asList(
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
    return Stream.concat(
            Stream.of(
                    "DejaVu Sans",
                    "DejaVu Serif",
                    "DejaVu Sans Mono",
                    "Liberation Sans",
                    "Liberation Serif",
                    "Liberation Mono",
                    "Lato")
                .filter(installed::contains),
            Stream.of(Font.SANS_SERIF, Font.SERIF))
        .toList();
  }

  private static String letters(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = 5 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private static Color colour(SplittableRandom random, int least) {
    return new Color(
        least + random.nextInt(86), least + random.nextInt(86), least + random.nextInt(86));
  }

  private static DrawnLine draw(
      String text, Font font, Color ink, Color paper, int noise, SplittableRandom random) {
    GlyphVector glyphs = font.createGlyphVector(new FontRenderContext(null, true, true), text);
    Rectangle2D extent = glyphs.getLogicalBounds();
    int width = (int) Math.ceil(extent.getWidth()) + 2 * MARGIN;
    float baseline = (float) (HEIGHT / 2.0 - extent.getCenterY());
    BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(paper);
    g.fillRect(0, 0, width, HEIGHT);
    g.setColor(ink);
    g.drawGlyphVector(glyphs, MARGIN, baseline);
    g.dispose();
    List<Rectangle2D> boxes = new ArrayList<>();
    AffineTransform placed = AffineTransform.getTranslateInstance(MARGIN, baseline);
    for (int i = 0; i < text.length(); i++) {
      boxes.add(placed.createTransformedShape(glyphs.getGlyphVisualBounds(i)).getBounds2D());
    }
    addNoise(image, noise, random);
    return new DrawnLine(text, font.getFamily(), Picture.of(image), List.copyOf(boxes));
  }

  private static void addNoise(BufferedImage image, int deviation, SplittableRandom random) {
    for (int y = 0; deviation > 0 && y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          int value =
              ((image.getRGB(x, y) >> shift) & 0xFF) + (int) (deviation * random.nextGaussian());
          rgb |= Math.max(0, Math.min(255, value)) << shift;
        }
        image.setRGB(x, y, rgb);
      }
    }
  }
}
