package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.image.picture.Picture;
import java.awt.Rectangle;
import java.awt.Shape;
import java.util.Arrays;

/** A part of a picture that somebody marked, in the picture's own pixels. */
public final class PictureArea {
  private final int width;
  private final int height;

  /** {@code [height * width]}. */
  private final boolean[] marked;

  private PictureArea(int width, int height, boolean[] marked) {
    this.width = width;
    this.height = height;
    this.marked = marked;
  }

  /**
   * A rectangle, cut off at the picture's edges.
   *
   * @throws PamiException if none of it lies on the picture
   */
  public static PictureArea rectangle(Picture picture, int x, int y, int width, int height) {
    boolean[] marked = new boolean[picture.domain().size()];
    boolean any = false;
    for (int row = Math.max(0, y); row < Math.min((long) y + height, picture.height()); row++) {
      for (int column = Math.max(0, x);
          column < Math.min((long) x + width, picture.width());
          column++) {
        marked[row * picture.width() + column] = true;
        any = true;
      }
    }
    if (!any) {
      throw new PamiException(
          "the area of %d x %d pixels at %d, %d does not lie on the picture of %d x %d"
              .formatted(width, height, x, y, picture.width(), picture.height()));
    }
    return new PictureArea(picture.width(), picture.height(), marked);
  }

  /**
   * All pixels whose middles lie in a shape, such as a box that stands askew.
   *
   * @param shape in the picture's pixels
   * @throws PamiException if it holds the middle of none
   */
  public static PictureArea shape(Picture picture, Shape shape) {
    boolean[] marked = new boolean[picture.domain().size()];
    boolean any = false;
    Rectangle bounds = shape.getBounds();
    int bottom = (int) Math.min(picture.height(), bounds.getMaxY() + 1);
    int right = (int) Math.min(picture.width(), bounds.getMaxX() + 1);
    for (int y = Math.max(0, bounds.y); y < bottom; y++) {
      for (int x = Math.max(0, bounds.x); x < right; x++) {
        boolean inside = shape.contains(x + 0.5, y + 0.5);
        marked[y * picture.width() + x] = inside;
        any |= inside;
      }
    }
    if (!any) {
      throw new PamiException(
          "the shape within %s marks no pixel of the picture of %d x %d"
              .formatted(bounds, picture.width(), picture.height()));
    }
    return new PictureArea(picture.width(), picture.height(), marked);
  }

  /**
   * All pixels of a mask that are not black, one pixel of the picture each.
   *
   * @throws PamiException if the mask has another size than the picture, or is all black
   */
  public static PictureArea mask(Picture picture, Picture mask) {
    if (!mask.domain().equals(picture.domain())) {
      throw new PamiException(
          "the mask has %d x %d pixels, but the picture %d x %d: draw it over the picture itself"
              .formatted(mask.width(), mask.height(), picture.width(), picture.height()));
    }
    boolean[] marked = new boolean[mask.domain().size()];
    boolean any = false;
    for (int i = 0; i < marked.length; i++) {
      marked[i] = mask.value(i, 0) + mask.value(i, 1) + mask.value(i, 2) > 0;
      any |= marked[i];
    }
    if (!any) {
      throw new PamiException("the mask is black everywhere: it marks no area");
    }
    return new PictureArea(mask.width(), mask.height(), marked);
  }

  /**
   * The cells of an output's grid whose middles lie in this area, or at least the cell around the
   * area's own middle.
   *
   * @param placement where what the model sees lies on the picture
   * @throws PamiException if the model does not see the area
   */
  Region on(Domain grid, Placement placement) {
    int rows = grid.extent(0);
    int columns = grid.extent(1);
    int[] spans = new int[2 * grid.size()];
    int n = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x =
            placement.left() + (column + 0.5) / columns * placement.width() * placement.scaleX();
        double y = placement.top() + (row + 0.5) / rows * placement.height() * placement.scaleY();
        if (isMarked(x, y)) {
          spans[n++] = row * columns + column;
          spans[n++] = row * columns + column + 1;
        }
      }
    }
    return n > 0 ? Region.ofSpans(Arrays.copyOf(spans, n)) : middle(grid, placement);
  }

  private boolean isMarked(double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    return column >= 0
        && row >= 0
        && column < width
        && row < height
        && marked[row * width + column];
  }

  private Region middle(Domain grid, Placement placement) {
    double x = 0;
    double y = 0;
    int count = 0;
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        x += i % width + 0.5;
        int above = i / width;
        y += above + 0.5;
        count++;
      }
    }
    int column = (int) Math.floor(placement.seenX(x / count) / placement.width() * grid.extent(1));
    int row = (int) Math.floor(placement.seenY(y / count) / placement.height() * grid.extent(0));
    if (column < 0 || row < 0 || column >= grid.extent(1) || row >= grid.extent(0)) {
      throw new PamiException("the model does not see the area: the preprocessing cuts it off");
    }
    int cell = row * grid.extent(1) + column;
    return Region.ofSpans(cell, cell + 1);
  }
}
