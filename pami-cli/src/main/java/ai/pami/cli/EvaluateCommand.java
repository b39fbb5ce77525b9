package ai.pami.cli;

import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.DataSets;
import ai.pami.evaluate.metric.Agreement;
import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.Metrics;
import ai.pami.evaluate.metric.ModelRandomisation;
import ai.pami.evaluate.study.Study;
import ai.pami.evaluate.study.StudyResult;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.Preprocessing;
import ai.pami.onnx.OnnxModel;
import ai.pami.report.Gallery;
import ai.pami.report.OutputFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
          + " table.md and report.html; where methods have several budgets (NAME@CALLS), calls-METRIC.svg draws means against calls."
          + " A run that was ended goes on with --resume."
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
  private CommandSpec spec;

  /** Adds the metrics' names to the help, which annotations can't. */
  @Spec
  void describe(CommandSpec command) {
    spec = command;
    List<String> help = new ArrayList<>(List.of("", "Metrics, by what they look at:"));
    Metrics.groups()
        .forEach((group, names) -> help.add("  %s: %s".formatted(group, String.join(", ", names))));
    help.add("  given a second model: " + ModelRandomisation.INDEPENDENT);
    help.addAll(List.of(command.usageMessage().footer()));
    command.usageMessage().footer(help.toArray(String[]::new));
  }

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
      description =
          "What is measured, by the names below (default: insertion, deletion, pointing, energy, max-box-acc,"
              + " sparseness). Those that explain again cost as much as one to ten more maps each.")
  private String metrics;

  @Option(
      names = "--randomised-model",
      paramLabel = "MODEL.onnx",
      description =
          "The same model with random weights, for the metric model-randomisation: whether maps look at the model at all.")
  private Path randomisedModel;

  @Option(names = "--limit", paramLabel = "N", description = "The first N pictures only.")
  private Integer limit;

  @Option(names = "--include-wrong", description = "Judge pictures the model gets wrong as well.")
  private boolean includeWrong;

  @Option(
      names = "--resume",
      description =
          "Go on with the run whose results are in OUT; --methods may name more than before, which then are asked alone.")
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
    List<String> measured = measured();
    Map<String, ImageMethod> methods = methodOptions.methods(Optional.empty());
    DataSet data = DataSets.read(images, boxes);
    PrintWriter err = spec.commandLine().getErr();
    data.warnings().forEach(warning -> err.println("pami: " + warning));
    var labels = modelOptions.labels();
    OutputFolder.require(out);
    try (OnnxModel model = modelOptions.open();
        OnnxModel random = randomisedModel == null ? null : modelOptions.open(randomisedModel);
        StudyDisplay display =
            StudyDisplay.of(Gallery.in(out), quiet ? null : spec.commandLine())) {
      Preprocessing preprocessing = modelOptions.preprocessing(model);
      ImageExplainer explainer = explainer(model, preprocessing).labels(labels);
      List<Metric> judging = new ArrayList<>();
      for (String name : measured) {
        judging.add(
            name.equals(ModelRandomisation.INDEPENDENT)
                ? ModelRandomisation.independent(
                    explainer(random, preprocessing).labels(labels), Agreement.spearman())
                : Metrics.named(name));
      }
      Study study =
          Study.of(explainer, data)
              .withMetrics(judging)
              .withSeed(methodOptions.seed)
              .withListener(display)
              .withCancellation(Interruption.cancellation());
      if (random != null) {
        study = study.withNote("randomised_model", random.provenance().get("model_sha256"));
      }
      for (Map.Entry<String, ImageMethod> method : methods.entrySet()) {
        study = study.withMethod(method.getKey(), method.getValue());
      }
      study = limit == null ? study : study.withLimit(limit);
      study = includeWrong ? study.withWrongPictures() : study;
      StudyResult result = (resume ? study.resume() : study).run(out);
      return report(result, study, display.gallery());
    }
  }

  /** The metrics' names, known to be good ones. */
  private List<String> measured() {
    List<String> names =
        metrics == null
            ? Metrics.defaults().stream().map(Metric::name).toList()
            : Arrays.stream(metrics.split(",", -1)).map(String::strip).toList();
    boolean randomised = names.contains(ModelRandomisation.INDEPENDENT);
    if (randomised != (randomisedModel != null)) {
      throw new IllegalArgumentException(
          randomised
              ? "--metrics model-randomisation needs --randomised-model, the model with random weights"
              : "--randomised-model is for the metric model-randomisation: name it in --metrics");
    }
    names.stream()
        .filter(name -> !name.equals(ModelRandomisation.INDEPENDENT))
        .forEach(Metrics::named);
    return names;
  }

  private ImageExplainer explainer(OnnxModel model, Preprocessing preprocessing) {
    return methodOptions
        .apply(ImageExplainer.of(model, preprocessing))
        .activation(modelOptions.activation());
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
