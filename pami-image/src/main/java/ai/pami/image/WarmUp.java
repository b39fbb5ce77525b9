package ai.pami.image;

import ai.pami.image.picture.Picture;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;

/** An explanation of nothing: it has Java load and compile what the next one needs. */
final class WarmUp {
  /** Large enough for every partition and every step of the default method to be made. */
  private static final int SIZE = 96;

  private WarmUp() {}

  /** What came of it; nobody needs to look at it. */
  static ImageExplanation explanation() {
    Predictor<Picture> model =
        pictures -> pictures.stream().map(WarmUp::answer).toArray(double[][]::new);
    return ImageExplainer.of(model, SIZE, SIZE)
        .threads(1)
        .batch(1)
        .check(true)
        .traced(2000)
        .explain(tiles(), Targets.index(0));
  }

  /** How red the middle is, and how red it is not. */
  private static double[] answer(Picture picture) {
    int from = SIZE * SIZE / 3;
    double red = 0;
    for (int pixel = from; pixel < 2 * from; pixel++) {
      red += picture.value(pixel, 0) / (255.0 * from);
    }
    return new double[] {red, 1 - red};
  }

  /** Tiles of many colours, with some grain. */
  private static Picture tiles() {
    byte[] rgb = new byte[3 * SIZE * SIZE];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % SIZE;
      int y = i / 3 / SIZE;
      int tile = x / 12 * 5 + y / 12 * 11;
      rgb[i] = (byte) (tile * (7 + i % 3 * 4) % 160 + i * 7919 % 32);
    }
    return Picture.of(SIZE, SIZE, rgb);
  }
}
