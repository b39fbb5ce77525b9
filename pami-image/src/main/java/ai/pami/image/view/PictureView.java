package ai.pami.image.view;

import ai.pami.image.picture.Picture;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rearrangement of a picture's pixels that keeps its size: asking the same questions about a
 * shifted picture gives evidence whose mistakes differ, so the mean over views is better than any
 * of them.
 */
public final class PictureView {
  /** The picture as it is. */
  public static final PictureView AS_IT_IS =
      new PictureView("as it is", false, (x, y, width, height) -> y * width + x);

  private static final Pattern TURNED = Pattern.compile("turned by (\\d{1,3})");
  private static final Pattern SHIFTED =
      Pattern.compile("shifted by \\((-?\\d{1,9}), (-?\\d{1,9})\\)( with mirrored margin)?");

  /** Where a pixel of the view comes from. */
  @FunctionalInterface
  private interface Shown {
    /**
     * The pixel of the picture that the view shows at (x, y), or its complement ({@code ~pixel}) if
     * its evidence is not to count.
     */
    int at(int x, int y, int width, int height);
  }

  private final String name;
  private final boolean needsSquare;
  private final Shown shown;

  private PictureView(String name, boolean needsSquare, Shown shown) {
    this.name = name;
    this.needsSquare = needsSquare;
    this.shown = shown;
  }

  /**
   * The picture moved by whole pixels; what leaves on one side comes in on the other.
   *
   * @param up rows that content moves up: new row i is old row (i + up) mod height; negative is
   *     down
   * @param left columns that content moves to the left
   */
  public static PictureView shifted(int up, int left) {
    if (up == 0 && left == 0) {
      return AS_IT_IS;
    }
    return new PictureView(
        "shifted by (%d, %d)".formatted(up, left),
        false,
        (x, y, width, height) ->
            Math.floorMod(y + up, height) * width + Math.floorMod(x + left, width));
  }

  /**
   * The picture moved by whole pixels; the margin that opens shows the picture mirrored and counts
   * for nothing.
   *
   * @param up rows that content moves up; negative is down
   * @param left columns that content moves to the left
   */
  public static PictureView shiftedWithMirror(int up, int left) {
    if (up == 0 && left == 0) {
      return AS_IT_IS;
    }
    return new PictureView(
        "shifted by (%d, %d) with mirrored margin".formatted(up, left),
        false,
        (x, y, width, height) -> {
          int row = mirrored(y + up, height);
          int column = mirrored(x + left, width);
          int pixel = row * width + column;
          return row == y + up && column == x + left ? pixel : ~pixel;
        });
  }

  private static int mirrored(int i, int n) {
    int m = Math.floorMod(i, 2 * n);
    return m < n ? m : 2 * n - 1 - m;
  }

  /**
   * The picture turned clockwise. Quarter turns need a square input.
   *
   * @param degrees 90, 180 or 270
   */
  public static PictureView turned(int degrees) {
    Shown shown =
        switch (degrees) {
          case 90 -> (x, y, width, height) -> (height - 1 - x) * width + y;
          case 180 -> (x, y, width, height) -> (height - y) * width - 1 - x;
          case 270 -> (x, y, width, height) -> x * width + (width - 1 - y);
          default ->
              throw new IllegalArgumentException(
                  "a picture can be turned by 90, 180 or 270 degrees, not " + degrees);
        };
    return new PictureView("turned by " + degrees, degrees != 180, shown);
  }

  /** The view that describes itself as {@code name}: the way back from {@link #name()}. */
  public static Optional<PictureView> described(String name) {
    if (name.equals(AS_IT_IS.name)) {
      return Optional.of(AS_IT_IS);
    }
    Matcher turned = TURNED.matcher(name);
    Matcher shifted = SHIFTED.matcher(name);
    try {
      if (turned.matches()) {
        return Optional.of(turned(Integer.parseInt(turned.group(1))));
      }
      if (shifted.matches()) {
        int up = Integer.parseInt(shifted.group(1));
        int left = Integer.parseInt(shifted.group(2));
        return Optional.of(
            shifted.group(3) == null ? shifted(up, left) : shiftedWithMirror(up, left));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no such turn
    }
    return Optional.empty();
  }

  /** For records: {@code shifted by (36, 0)}. */
  public String name() {
    return name;
  }

  /**
   * The picture in this view.
   *
   * @throws IllegalArgumentException for a quarter turn of a picture that is not square
   */
  public Picture of(Picture picture) {
    if (this == AS_IT_IS) {
      return picture;
    }
    int[] pixels = pixels(picture.width(), picture.height());
    byte[] from = picture.toRgb();
    byte[] to = new byte[from.length];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i] < 0 ? ~pixels[i] : pixels[i];
      System.arraycopy(from, 3 * pixel, to, 3 * i, 3);
    }
    return Picture.of(picture.width(), picture.height(), to);
  }

  /**
   * For each pixel of the view the pixel of the picture that its evidence is for, or a negative
   * number if it counts for none; empty for {@link #AS_IT_IS}.
   */
  public Optional<int[]> toPicture(int width, int height) {
    return this == AS_IT_IS ? Optional.empty() : Optional.of(pixels(width, height));
  }

  private int[] pixels(int width, int height) {
    if (needsSquare && width != height) {
      throw new IllegalArgumentException(
          "a model input of %dx%d is not square and can't be %s: leave that view out"
              .formatted(width, height, name));
    }
    int[] pixels = new int[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        pixels[i] = shown.at(x, y, width, height);
      }
    }
    return pixels;
  }

  @Override
  public String toString() {
    return name;
  }
}
