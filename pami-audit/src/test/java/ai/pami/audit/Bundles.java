package ai.pami.audit;

import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageSettings;
import ai.pami.image.Preset;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.RegularGrid;
import ai.pami.image.segment.Slic;
import ai.pami.method.Evidence;
import ai.pami.model.TensorModel;
import ai.pami.target.Targets;
import java.util.List;

/** Small bundles. */
final class Bundles {
  static final Picture PICTURE = RedModel.picture(1);

  private Bundles() {}

  static ImageSettings settings() {
    return Preset.REFERENCE_SLIDING_WINDOW
        .settings()
        .withBackground(Solid.BLACK)
        .withEvidence(Evidence.BOTH)
        .withPartitioners(List.of(Slic.of(8, 20), RegularGrid.of(4, 5)));
  }

  static ImageExplanation explain(TensorModel model, ImageMethod method, Picture picture) {
    return ImageExplainer.of(model, RedModel.PREPROCESSING)
        .method(method)
        .traced(Long.MAX_VALUE)
        .explain(picture, Targets.index(0, 1));
  }

  static byte[] bytes(TensorModel model, ImageMethod method) {
    return new BundleWriter(explain(model, method, PICTURE)).toBytes(InputCopy.of(PICTURE));
  }

  static byte[] bytes() {
    return bytes(RedModel.left(), settings());
  }

  static ImageBundle bundle(TensorModel model) {
    return ImageBundle.read(model.name(), bytes(model, settings()));
  }
}
