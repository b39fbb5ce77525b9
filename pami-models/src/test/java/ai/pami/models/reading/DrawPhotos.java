package ai.pami.models.reading;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the photo that the tests and the demo read. It is committed, because fonts differ between
 * machines; run this class's main from the module's folder to draw it again.
 */
final class DrawPhotos {
  private DrawPhotos() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of("src/test/resources/ai/pami/models/reading");
    Files.createDirectories(folder);
    ImageIO.write(delivery(), "png", folder.resolve("delivery.png").toFile());
  }

  /** A parcel's label: level, askew and upside-down lines, large and small. */
  private static BufferedImage delivery() {
    BufferedImage image = new BufferedImage(720, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(
        new GradientPaint(0, 0, new Color(196, 170, 132), 720, 480, new Color(150, 124, 90)));
    g.fillRect(0, 0, 720, 480);
    g.setColor(new Color(246, 246, 240));
    g.fillRect(60, 50, 520, 270);
    g.setColor(new Color(30, 30, 34));
    g.setFont(new Font("DejaVu Sans", Font.BOLD, 44));
    g.drawString("EXPRESS", 90, 118);
    g.setFont(new Font("DejaVu Sans", Font.PLAIN, 30));
    g.drawString("Order 20417-C", 90, 180);
    g.drawString("Weight 3.85 kg", 90, 232);
    g.setFont(new Font("Liberation Serif", Font.PLAIN, 26));
    g.drawString("Deliver before Friday", 90, 290);
    g.setColor(new Color(150, 24, 24));
    g.setFont(new Font("DejaVu Sans", Font.BOLD, 34));
    g.rotate(Math.toRadians(-18), 430, 420);
    g.drawString("FRAGILE", 380, 430);
    g.rotate(Math.toRadians(18), 430, 420);
    g.setColor(new Color(40, 40, 44));
    g.setFont(new Font("DejaVu Sans", Font.PLAIN, 30));
    g.rotate(Math.PI, 190, 400);
    g.drawString("This side down", 80, 410);
    g.dispose();
    return image;
  }
}
