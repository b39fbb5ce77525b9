package ai.pami.image.picture;

/**
 * How large a picture is.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record PictureSize(int width, int height) {
  /** The size after a quarter turn. */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // Swapping them is the point.
  public PictureSize turned() {
    return new PictureSize(height, width);
  }

  /** For messages: {@code 640x480}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
