package ai.pami.evaluate.metric;

import ai.pami.domain.Domain;
import ai.pami.engine.StopReason;
import ai.pami.evaluate.PixelModel;
import ai.pami.evaluate.data.Box;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.Layout;
import ai.pami.image.Placement;
import ai.pami.image.Preprocessing;
import ai.pami.image.picture.Picture;
import ai.pami.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Maps made by hand, of target 0, ready to be judged. */
record MapOf(
    PixelModel model,
    Picture picture,
    Picture seen,
    Placement placement,
    ImageMethod method,
    boolean otherClasses) {

  /** Of a picture that the model sees as it is. */
  static MapOf picture(PixelModel model, Picture picture) {
    return new MapOf(
        model,
        picture,
        picture,
        new Placement(picture.width(), picture.height(), 0, 0, 1, 1),
        new RedMethod(1),
        false);
  }

  /** The same, said to be made by a method. */
  MapOf by(ImageMethod method) {
    return new MapOf(model, picture, seen, placement, method, otherClasses);
  }

  /** The same of a picture that shows objects of other classes too. */
  MapOf withOtherClasses() {
    return new MapOf(model, picture, seen, placement, method, true);
  }

  /** Of a flat picture that no model is asked about. */
  static MapOf size(int width, int height) {
    return picture(
        PixelModel.additive(height, width, new double[width * height]),
        PixelModel.picture(width, height, 0, 1));
  }

  /** Of a flat picture that the model sees a part of. */
  static MapOf placed(int pictureWidth, int pictureHeight, Placement placement) {
    int width = placement.width();
    int height = placement.height();
    return new MapOf(
        PixelModel.additive(height, width, new double[width * height]),
        PixelModel.picture(pictureWidth, pictureHeight, 0, 1),
        PixelModel.picture(width, height, 0, 1),
        placement,
        new RedMethod(1),
        false);
  }

  JudgedMap values(double[] values, Box... boxes) {
    ImportanceMap map = ImportanceMap.of(Domain.of(seen.height(), seen.width()), values);
    Explanation explanation =
        new Explanation(
            map.domain(),
            List.of(new TargetExplanation(Target.value(0, "0"), model.score(seen), 0, map)),
            List.of(),
            new Cost(0, 0, Duration.ZERO, StopReason.COMPLETE, 1, 1),
            Map.of(),
            Map.of());
    return new JudgedMap(
        ImageExplainer.of(model, Preprocessing.RAW.laidOut(Layout.NHWC)),
        method,
        new ImageExplanation(explanation, picture, seen, placement),
        0,
        List.of(boxes),
        otherClasses,
        7);
  }

  static Box box(double x0, double y0, double x1, double y1) {
    return new Box(x0, y0, x1, y1, false);
  }
}
