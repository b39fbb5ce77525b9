package ai.pami.bench;

import ai.pami.evaluate.data.DataSets;
import ai.pami.evaluate.method.Methods;
import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.Metrics;
import ai.pami.evaluate.study.Study;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageSelection;
import ai.pami.image.Preprocessing;
import ai.pami.onnx.OnnxModel;
import ai.pami.target.Labels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each part of the default method is worth: the method as it is, and with one thing changed,
 * on a data set with boxes.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.SelectionAblation \
 *   MODEL PREPROCESSING LABELS IMAGES BOXES OUT
 * }</pre>
 */
public final class SelectionAblation {
  private SelectionAblation() {}

  public static void main(String[] arguments) {
    if (arguments.length != 6) {
      throw new IllegalArgumentException("give MODEL PREPROCESSING LABELS IMAGES BOXES OUT");
    }
    List<Metric> metrics =
        Stream.of("insertion", "deletion", "insertion-deletion", "pointing", "rank-accuracy")
            .map(Metrics::named)
            .toList();
    ImageSelection usual = ImageSelection.defaults();
    try (OnnxModel model = OnnxModel.open(Path.of(arguments[0]))) {
      ImageExplainer explainer =
          ImageExplainer.of(model, Preprocessing.preset(arguments[1]))
              .labels(Labels.read(Path.of(arguments[2])));
      System.out.print(
          Study.of(explainer, DataSets.read(Path.of(arguments[3]), Path.of(arguments[4])))
              .withMetrics(metrics)
              .withMethod("default", usual)
              .withMethod("one partition", usual.withBudget(250))
              .withMethod("one background", usual.withHiding(usual.background()))
              .withMethod("no prior", usual.withPrior(0))
              .withMethod("strong prior", usual.withPrior(2))
              .withMethod("no agreement", usual.withAgreement(0))
              .withMethod("no blend", usual.withBlend(0))
              .withMethod("more blend", usual.withBlend(0.5))
              .withMethod("no smoothing", usual.withEvenness(0))
              .withMethod("more smoothing", usual.withEvenness(0.15))
              .withMethod(
                  "no selection",
                  Methods.named("keep-and-drop", 0, Optional.of(usual.budget() - 2)))
              .run(Path.of(arguments[5])));
    }
  }
}
