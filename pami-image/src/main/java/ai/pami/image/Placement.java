package ai.pami.image;

/**
 * Where the pixels that a model sees lie on the picture. The middle of seen pixel (x, y) is the
 * picture's point (left + (x + 0.5) scaleX, top + (y + 0.5) scaleY), in pixels from its top left
 * corner.
 *
 * @param width what the model sees, in pixels
 * @param height what the model sees, in pixels
 * @param left the picture's column where the seen part begins, may be a fraction
 * @param top the picture's row where the seen part begins, may be a fraction
 * @param scaleX columns of the picture a seen pixel
 * @param scaleY rows of the picture a seen pixel
 */
public record Placement(
    int width, int height, double left, double top, double scaleX, double scaleY) {

  /** The seen column of a column of the picture, as a fraction; outside 0..width it is not seen. */
  public double seenX(double pictureX) {
    return (pictureX - left) / scaleX;
  }

  /** The seen row of a row of the picture, as a fraction; outside 0..height it is not seen. */
  public double seenY(double pictureY) {
    return (pictureY - top) / scaleY;
  }
}
