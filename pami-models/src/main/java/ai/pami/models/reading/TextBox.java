package ai.pami.models.reading;

import ai.pami.image.picture.Picture;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A rectangle around a line of text on a picture, in its pixels; it may stand askew.
 *
 * @param corners four: where the line's top left is as it will be read first, then along the line,
 *     clockwise
 * @param confidence the mean probability of text in it, 0..1
 */
public record TextBox(List<Point2D> corners, double confidence) {
  /** A line this much taller than wide is taken to run downwards or upwards. */
  private static final double UPRIGHT = 1.5;

  public TextBox {
    corners = List.copyOf(corners);
    if (corners.size() != 4) {
      throw new IllegalArgumentException("a box has four corners, not " + corners.size());
    }
  }

  /** How long the line is. */
  public double length() {
    return corners.get(0).distance(corners.get(1));
  }

  /** How tall the line is. */
  public double height() {
    return corners.get(0).distance(corners.get(3));
  }

  /** The outline. */
  public Path2D outline() {
    Path2D path = new Path2D.Double();
    path.moveTo(corners.get(0).getX(), corners.get(0).getY());
    corners.forEach(corner -> path.lineTo(corner.getX(), corner.getY()));
    path.closePath();
    return path;
  }

  /** The same box begun at the opposite corner: the line read upside down. */
  TextBox turned() {
    return new TextBox(
        List.of(corners.get(2), corners.get(3), corners.get(0), corners.get(1)), confidence);
  }

  /**
   * A box of four corners in any turn, begun where its line begins: the side nearest to level is
   * taken to run along the line, unless the box is much taller than wide.
   *
   * @param around four corners, one after another around the box
   */
  static TextBox of(List<? extends Point2D> around, double confidence) {
    int best = 0;
    double level = Double.NEGATIVE_INFINITY;
    boolean clockwise = isClockwise(around);
    for (int i = 0; i < 4; i++) {
      Point2D from = around.get(i);
      Point2D to = around.get((i + (clockwise ? 1 : 3)) % 4);
      double rightwards = (to.getX() - from.getX()) / Math.max(1e-9, from.distance(to));
      if (rightwards > level) {
        level = rightwards;
        best = i;
      }
    }
    int step = clockwise ? 1 : 3;
    TextBox box =
        new TextBox(
            List.of(
                around.get(best),
                around.get((best + step) % 4),
                around.get((best + 2 * step) % 4),
                around.get((best + 3 * step) % 4)),
            confidence);
    return box.height() >= UPRIGHT * box.length() ? box.sideways() : box;
  }

  private static boolean isClockwise(List<? extends Point2D> around) {
    double twiceArea = 0;
    for (int i = 0; i < 4; i++) {
      Point2D a = around.get(i);
      Point2D b = around.get((i + 1) % 4);
      twiceArea += a.getX() * b.getY() - b.getX() * a.getY();
    }
    return twiceArea > 0;
  }

  /** Begun at the top right corner: the line runs downwards. */
  private TextBox sideways() {
    return new TextBox(
        List.of(corners.get(1), corners.get(2), corners.get(3), corners.get(0)), confidence);
  }

  /** What lies in the box, turned upright. */
  public Picture cut(Picture picture) {
    int width = (int) Math.max(1, Math.rint(length()));
    int height = (int) Math.max(1, Math.rint(height()));
    Point2D origin = corners.get(0);
    Point2D along = corners.get(1);
    Point2D down = corners.get(3);
    AffineTransform toPicture =
        new AffineTransform(
            (along.getX() - origin.getX()) / width,
            (along.getY() - origin.getY()) / width,
            (down.getX() - origin.getX()) / height,
            (down.getY() - origin.getY()) / height,
            origin.getX(),
            origin.getY());
    BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    try {
      new AffineTransformOp(toPicture.createInverse(), AffineTransformOp.TYPE_BILINEAR)
          .filter(picture.toImage(), upright);
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException("a box without an area: " + this, e);
    }
    return Picture.of(upright);
  }
}
