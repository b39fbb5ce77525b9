package ai.pami.evaluate.data;

/**
 * A rectangle around an object, in the original picture's pixels, both corners inclusive.
 *
 * @param x0 left column
 * @param y0 top row
 * @param x1 right column, at least {@code x0}
 * @param y1 bottom row, at least {@code y0}
 * @param difficult whether the data set marks the object as hard to recognise (Pascal VOC)
 */
public record Box(double x0, double y0, double x1, double y1, boolean difficult) {
  public Box {
    if (!(x0 >= 0 && y0 >= 0 && x1 >= x0 && y1 >= y0)) {
      throw new IllegalArgumentException(
          "a box from (%s, %s) to (%s, %s): corners must be in order and not negative"
              .formatted(x0, y0, x1, y1));
    }
  }

  /** Whether the middle of pixel (x, y) or any point of it lies in the box. */
  public boolean contains(double x, double y) {
    return x >= x0 && x < x1 + 1 && y >= y0 && y < y1 + 1;
  }
}
