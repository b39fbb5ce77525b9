package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.question.JointExplainer;
import ai.pami.question.JointInput;
import java.util.BitSet;

/**
 * A picture as one of several inputs that a model takes together; see {@link JointExplainer}. Its
 * parts are super-pixels.
 */
public final class JointPicture {
  private JointPicture() {}

  /**
   * A picture at the size it has.
   *
   * @param name what the input is called in records
   * @param cut makes parts that cover the picture without overlapping: super-pixels, a grid
   * @throws PamiException if the parts overlap
   */
  public static JointInput<Picture> of(
      String name, Picture picture, Partitioner<Picture> cut, Background background) {
    Regions regions = cut.partition(picture);
    if (!(regions instanceof Partition parts)) {
      throw new PamiException(
          "%s makes regions that overlap: cut the picture into super-pixels or a grid"
              .formatted(cut.name()));
    }
    byte[] rgb = picture.toRgb();
    byte[] hidden =
        Picture.of(
                picture.width(),
                picture.height(),
                TensorComposer.hidden(background, picture, parts))
            .toRgb();
    return new JointInput<>(name, parts, shown -> mixed(picture, rgb, hidden, parts, shown));
  }

  private static Picture mixed(
      Picture picture, byte[] rgb, byte[] hidden, Partition parts, BitSet shown) {
    byte[] copy = hidden.clone();
    Region seen = parts.union(shown);
    for (int span = 0; span < seen.spanCount(); span++) {
      int from = 3 * seen.start(span);
      System.arraycopy(rgb, from, copy, from, 3 * seen.end(span) - from);
    }
    return Picture.of(picture.width(), picture.height(), copy);
  }
}
