package ai.pami.cli;

import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.DataSets;
import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.Metrics;
import ai.pami.evaluate.study.Study;
import ai.pami.evaluate.study.StudyResult;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.onnx.OnnxModel;
import ai.pami.report.Gallery;
import ai.pami.report.OutputFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges methods on a data set with boxes. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains every picture of a data set by several methods and judges the maps by several metrics.",
      "",
      "OUT gets results.csv and results.jsonl (a row a picture, method and metric, written as they come), curves.jsonl,"
          + " table.md and report.html. A run that was ended goes on with --resume."
    },
    footer = {
      "",
      "Examples:",
      "  pami evaluate --images photos/ --boxes boxes.csv --model net.onnx --preprocess imagenet --labels labels.txt",
      "  pami evaluate --images JPEGImages/ --boxes Annotations/ --model net.onnx --methods default,rise@4000,lime",
      "",
      "Exit codes: 0 all done, 1 a picture failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--images", required = true, paramLabel = "DIR", description = "The pictures.")
  private Path images;

  @Option(
      names = "--boxes",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "Where the objects are: a CSV file (image,class_index,class_name,x0,y0,x1,y1), a folder of Pascal VOC XML files"
              + " or a COCO JSON file.")
  private Path boxes;

  @Mixin private ModelOptions modelOptions;
  @Mixin private MethodOptions methodOptions;

  @Option(
      names = "--metrics",
      paramLabel = "NAME[,...]",
      description = "What is measured (default: insertion, deletion, pointing, energy, ...).")
  private String metrics;

  @Option(names = "--limit", paramLabel = "N", description = "The first N pictures only.")
  private Integer limit;

  @Option(names = "--include-wrong", description = "Judge pictures the model gets wrong as well.")
  private boolean includeWrong;

  @Option(names = "--resume", description = "Go on with the run whose results are in OUT.")
  private boolean resume;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-evaluation",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--quiet", description = "Print errors and the table only.")
  private boolean quiet;

  @Override
  public Integer call() {
    List<Metric> measured =
        metrics == null
            ? Metrics.defaults()
            : Arrays.stream(metrics.split(",", -1)).map(n -> Metrics.named(n.strip())).toList();
    Map<String, ImageMethod> methods = methodOptions.methods(Optional.empty());
    DataSet data = DataSets.read(images, boxes);
    PrintWriter err = spec.commandLine().getErr();
    data.warnings().forEach(warning -> err.println("pami: " + warning));
    var labels = modelOptions.labels();
    OutputFolder.require(out);
    try (OnnxModel model = modelOptions.open();
        StudyDisplay display =
            StudyDisplay.of(
                data.pictures().size(), Gallery.in(out), quiet ? null : spec.commandLine())) {
      ImageExplainer explainer =
          methodOptions
              .apply(ImageExplainer.of(model, modelOptions.preprocessing(model)))
              .labels(labels)
              .activation(modelOptions.activation());
      Study study =
          Study.of(explainer, data)
              .withMetrics(measured)
              .withSeed(methodOptions.seed)
              .withListener(display)
              .withCancellation(Interruption.cancellation());
      for (Map.Entry<String, ImageMethod> method : methods.entrySet()) {
        study = study.withMethod(method.getKey(), method.getValue());
      }
      study = limit == null ? study : study.withLimit(limit);
      study = includeWrong ? study.withWrongPictures() : study;
      StudyResult result = (resume ? study.resume() : study).run(out);
      return report(result, study, display.gallery());
    }
  }

  private int report(StudyResult result, Study study, Gallery gallery) {
    PrintWriter console = spec.commandLine().getOut();
    console.print(result);
    Path page = EvaluationReport.write(result, study, gallery, out);
    if (!quiet) {
      console.println("Open " + page.toAbsolutePath());
    }
    console.flush();
    if (Interruption.cancellation().isCancelled()) {
      spec.commandLine().getErr().println("pami: interrupted; go on with --resume");
      return ExitCode.INTERRUPTED;
    }
    return result.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
