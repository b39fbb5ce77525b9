package ai.pami.evaluate.study;

import ai.pami.evaluate.PixelModel;
import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.DataSets;
import ai.pami.evaluate.data.TestFiles;
import ai.pami.evaluate.metric.CurveMetric;
import ai.pami.evaluate.metric.JudgedMap;
import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.PerturbationCurve;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageSettings;
import ai.pami.image.Layout;
import ai.pami.image.Preprocessing;
import ai.pami.image.background.Backgrounds;
import ai.pami.image.segment.RegularGrid;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.target.Labels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Rectangles of a colour on black, and a model of how much of which colour there is. */
final class Colours {
  static final int WIDTH = 24;
  static final int HEIGHT = 16;

  private Colours() {}

  /** Its outputs are the mean red and the mean green, 0..1. */
  static PixelModel model(String sha256) {
    return new PixelModel(
        HEIGHT, WIDTH, sha256, input -> new double[] {mean(input, 0), mean(input, 1)});
  }

  private static double mean(float[] input, int channel) {
    double sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      sum += input[3 * i + channel];
    }
    return sum / 255 / WIDTH / HEIGHT;
  }

  static ImageExplainer explainer(PixelModel model) {
    return ImageExplainer.of(model, Preprocessing.RAW.laidOut(Layout.NHWC).sized(HEIGHT, WIDTH))
        .labels(Labels.of(List.of("red, scarlet", "green")))
        .threads(2);
  }

  /** A rectangle of 6x6 pixels from (x, 4) on. */
  static void draw(Path file, Color colour, int x) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(colour);
    canvas.fillRect(x, 4, 6, 6);
    canvas.dispose();
    TestFiles.picture(file, image);
  }

  /** Seven pictures: a..g, of which d is said to be red but is green. */
  static DataSet data(Path folder) {
    StringBuilder csv = new StringBuilder("image,class_index,class_name,x0,y0,x1,y1\n");
    for (int i = 0; i < 7; i++) {
      String name = "%c.png".formatted('a' + i);
      boolean green = i == 3 || i == 5;
      draw(folder.resolve(name), green ? Color.GREEN : Color.RED, 2 * i);
      csv.append(
          "%s,%s,%d,4,%d,9\n"
              .formatted(name, i == 5 ? "1,green" : "0,scarlet; red", 2 * i, 2 * i + 5));
    }
    TestFiles.text(folder.resolve("boxes.csv"), csv.toString());
    return DataSets.read(folder, folder.resolve("boxes.csv"));
  }

  /** A grid of 2 rows and 4 columns, each cell kept alone or hidden alone. */
  static ImageSettings grid(Evidence evidence) {
    return new ImageSettings(
        "custom",
        List.of(RegularGrid.of(2, 4)),
        List.of(PictureView.AS_IT_IS),
        1,
        Backgrounds.named("black", 0),
        evidence,
        1000);
  }

  /** Two methods, and metrics of which one draws, one has a curve and one is undefined at times. */
  static Study study(PixelModel model, DataSet data) {
    return Study.of(explainer(model), data)
        .withMethod("keep", grid(Evidence.KEEP))
        .withMethod("drop", grid(Evidence.DROP))
        .withMetrics(List.of(metric("left", Colours::left), DRAWN, CURVE, SOMETIMES));
  }

  /** The left side of the box, one more for the method that drops. */
  private static double left(JudgedMap judged) {
    boolean drops =
        judged.explanation().explanation().settings().get("evidence").equalsIgnoreCase("drop");
    return judged.boxes().get(0).x0() + (drops ? 1 : 0);
  }

  private static final Metric DRAWN =
      metric("drawn", judged -> new SplittableRandom(judged.seed()).nextDouble());

  private static final Metric SOMETIMES =
      metric("sometimes", judged -> judged.boxes().get(0).x0() < 3 ? Double.NaN : 1);

  private static final CurveMetric CURVE =
      new CurveMetric() {
        @Override
        public String name() {
          return "curve";
        }

        @Override
        public boolean higherIsBetter() {
          return false;
        }

        @Override
        public Optional<PerturbationCurve> curve(JudgedMap judged) {
          return Optional.of(
              new PerturbationCurve(2, 1, List.of(0.0, left(judged), judged.map().max())));
        }
      };

  private static Metric metric(String name, ToDoubleFunction<JudgedMap> function) {
    return new Metric() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean higherIsBetter() {
        return true;
      }

      @Override
      public OptionalDouble measure(JudgedMap judged) {
        double value = function.applyAsDouble(judged);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
      }
    };
  }
}
