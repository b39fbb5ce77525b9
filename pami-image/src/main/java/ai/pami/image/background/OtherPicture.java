package ai.pami.image.background;

import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;

/** Another picture, squashed to the size the model sees. */
public final class OtherPicture implements Background {
  private final Picture other;
  private final String source;

  private OtherPicture(Picture other, String source) {
    this.other = other;
    this.source = source;
  }

  /**
   * Another picture.
   *
   * @param source where it comes from, for records
   */
  public static OtherPicture of(Picture other, String source) {
    return new OtherPicture(other, source);
  }

  @Override
  public String name() {
    return "picture(" + source + ")";
  }

  @Override
  public float[] of(Picture picture, Regions regions) {
    return Resampling.BILINEAR.resize(other, picture.width(), picture.height()).toFloats();
  }
}
