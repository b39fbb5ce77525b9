package ai.pami.detection;

/**
 * An upright rectangle, in pixels or in fractions of the picture.
 *
 * @param left at most {@code right}
 * @param top at most {@code bottom}
 */
public record Box(double left, double top, double right, double bottom) {
  /** A box from its middle and its extents. */
  public static Box ofCentre(double x, double y, double width, double height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  /** 0 where a side is empty or turned around. */
  public double area() {
    return Math.max(0, right - left) * Math.max(0, bottom - top);
  }

  /** The area both share over the area either covers, 0..1; 0 for two empty boxes. */
  public double intersectionOverUnion(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (!(width > 0 && height > 0)) {
      return 0;
    }
    double shared = width * height;
    return shared / (area() + other.area() - shared);
  }

  /** The box with every x times {@code x} and every y times {@code y}. */
  public Box scaled(double x, double y) {
    return new Box(left * x, top * y, right * x, bottom * y);
  }
}
