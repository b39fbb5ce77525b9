package ai.pami.evaluate.data;

import ai.pami.PamiException;
import ai.pami.image.picture.PictureSize;

/**
 * A box as a file gives it, not yet known to be one: pixels counted from 0, corners inclusive.
 *
 * @param difficult as {@link Box}
 */
record Corners(double x0, double y0, double x1, double y1, boolean difficult) {
  /** How far outside its image rounding may bring a box, in pixels. */
  private static final double ROUNDING = 1;

  /** Refuses what is no rectangle. */
  void requireOrder(String where) {
    if (!(Double.isFinite(x0 + y0 + x1 + y1) && x1 >= x0 && y1 >= y0)) {
      throw new PamiException(
          "%s: %s is no box: x1 must be at least x0 and y1 at least y0".formatted(where, this));
    }
  }

  /** The box in an image of the given size; refuses what reaches out of it by more than a pixel. */
  Box in(PictureSize size, String image, String where) {
    if (x0 < -ROUNDING
        || y0 < -ROUNDING
        || x1 > size.width() - 1 + ROUNDING
        || y1 > size.height() - 1 + ROUNDING) {
      throw new PamiException(
          "%s: the box %s lies outside its image %s, which is %s pixels"
              .formatted(where, this, image, size));
    }
    return new Box(
        within(x0, size.width()),
        within(y0, size.height()),
        within(x1, size.width()),
        within(y1, size.height()),
        difficult);
  }

  /** The box, should the image's size be unknown. */
  Box unchecked() {
    return new Box(Math.max(0, x0), Math.max(0, y0), Math.max(0, x1), Math.max(0, y1), difficult);
  }

  boolean differs(Box box) {
    return box.x0() != x0 || box.y0() != y0 || box.x1() != x1 || box.y1() != y1;
  }

  private static double within(double at, int extent) {
    return Math.max(0, Math.min(extent - 1.0, at));
  }

  @Override
  public String toString() {
    return "(%s, %s) to (%s, %s)".formatted(plain(x0), plain(y0), plain(x1), plain(y1));
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
