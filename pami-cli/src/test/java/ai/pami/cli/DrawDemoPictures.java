package ai.pami.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws the demo's pictures. They are committed, because fonts differ between machines; run this
 * class's main from the module's folder to draw them again.
 */
public final class DrawDemoPictures {
  private static final Path FOLDER = Path.of("src/main/resources/ai/pami/cli/demo");

  private DrawDemoPictures() {}

  public static void main(String[] args) throws IOException {
    Files.createDirectories(FOLDER);
    write("clean", clean());
    write("tilted", tilted());
    write("noisy", noisy());
    write("invoice-line", invoiceLine());
    write("shop-sign", shopSign());
  }

  private static void write(String name, BufferedImage image) throws IOException {
    ImageIO.write(image, "png", FOLDER.resolve(name + ".png").toFile());
  }

  private static BufferedImage blank(int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  private static Graphics2D pen(BufferedImage image, String font, int style, int size, Color ink) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setFont(new Font(font, style, size));
    g.setColor(ink);
    return g;
  }

  private static BufferedImage clean() {
    BufferedImage image = blank(440, 96, Color.WHITE);
    Graphics2D g = pen(image, "DejaVu Sans", Font.PLAIN, 58, new Color(20, 20, 24));
    g.drawString("Invoice 20417", 24, 68);
    g.dispose();
    return image;
  }

  private static BufferedImage tilted() {
    BufferedImage image = blank(420, 104, new Color(232, 226, 208));
    Graphics2D g = pen(image, "Liberation Serif", Font.BOLD, 58, new Color(40, 52, 96));
    g.rotate(Math.toRadians(-4), 210, 52);
    g.drawString("Gate C4, Row 9", 22, 72);
    g.dispose();
    return image;
  }

  private static BufferedImage noisy() {
    BufferedImage image = blank(430, 96, new Color(120, 122, 118));
    Graphics2D g = pen(image, "Liberation Mono", Font.BOLD, 54, new Color(188, 188, 180));
    g.drawString("LOT 7731-58", 34, 66);
    g.dispose();
    SplittableRandom random = new SplittableRandom(5);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int noise = (int) (22 * random.nextGaussian());
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          int value = ((rgb >> shift) & 0xFF) + noise;
          mixed |= Math.max(0, Math.min(255, value)) << shift;
        }
        image.setRGB(x, y, mixed);
      }
    }
    return image;
  }

  private static BufferedImage invoiceLine() {
    BufferedImage image = blank(420, 84, new Color(252, 252, 248));
    Graphics2D g = pen(image, "Liberation Sans", Font.PLAIN, 44, new Color(30, 30, 30));
    g.drawString("Total 1,890.00 EUR", 18, 57);
    g.setColor(new Color(150, 160, 175));
    g.setStroke(new BasicStroke(2));
    g.drawLine(0, 8, 420, 8);
    g.drawLine(0, 76, 420, 76);
    g.dispose();
    return image;
  }

  private static BufferedImage shopSign() {
    BufferedImage image = blank(470, 110, new Color(96, 22, 30));
    Graphics2D g = pen(image, "DejaVu Serif", Font.BOLD, 52, Color.WHITE);
    g.setPaint(new GradientPaint(0, 0, new Color(126, 34, 40), 470, 110, new Color(66, 12, 22)));
    g.fillRect(0, 0, 470, 110);
    g.setColor(new Color(30, 4, 8));
    g.drawString("BAKERY CAFE", 31, 76);
    g.setColor(new Color(246, 222, 160));
    g.drawString("BAKERY CAFE", 28, 73);
    g.dispose();
    return image;
  }
}
