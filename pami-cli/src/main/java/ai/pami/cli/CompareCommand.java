package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.engine.StopReason;
import ai.pami.evaluate.metric.Deletion;
import ai.pami.evaluate.metric.Insertion;
import ai.pami.evaluate.metric.JudgedMap;
import ai.pami.evaluate.metric.PerturbationCurve;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.onnx.OnnxModel;
import ai.pami.report.ComparisonPage;
import ai.pami.report.OutputFolder;
import ai.pami.target.Targets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets the maps of several methods for one picture side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains one picture by several methods at equal model calls and sets them side by side.",
      "",
      "OUT/comparison.html shows every method's map, its insertion and deletion curves, and the masked copies, played."
    },
    footer = {
      "",
      "Examples:",
      "  pami compare cat.jpg --model net.onnx --preprocess imagenet --labels labels.txt",
      "  pami compare cat.jpg --model net.onnx --methods default@250,lime@250,rise@2000 --out compared"
    })
final class CompareCommand implements Callable<Integer> {
  private static final long EQUAL_CALLS = 1000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PICTURE", description = "The picture to explain.")
  private Path file;

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--target",
      paramLabel = "WHAT",
      defaultValue = "top1",
      description =
          "What to explain: top1, an output's INDEX or LABEL (default: ${DEFAULT-VALUE}).")
  private String target;

  @Mixin private MethodOptions methodOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-compare",
      description = "Where the page goes (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--quiet", description = "Print errors and the page's path only.")
  private boolean quiet;

  @Override
  public Integer call() {
    Targets targets = Targets.parse(target);
    Map<String, ImageMethod> methods = methodOptions.methods(Optional.of(EQUAL_CALLS));
    Picture picture = Picture.read(file);
    var labels = modelOptions.labels();
    OutputFolder.require(out);
    try (OnnxModel model = modelOptions.open()) {
      ImageExplainer explainer =
          methodOptions
              .apply(ImageExplainer.of(model, modelOptions.preprocessing(model)))
              .labels(labels)
              .activation(modelOptions.activation());
      List<ComparisonPage.Entry> entries = new ArrayList<>();
      for (Map.Entry<String, ImageMethod> method : methods.entrySet()) {
        Optional<ComparisonPage.Entry> entry =
            judge(explainer, method.getKey(), method.getValue(), picture, targets);
        if (entry.isEmpty()) {
          spec.commandLine().getErr().println("pami: interrupted; nothing was written");
          return ExitCode.INTERRUPTED;
        }
        entries.add(entry.get());
      }
      Path page = page(entries).write(out);
      PrintWriter console = spec.commandLine().getOut();
      console.println((quiet ? "" : "Open ") + page.toAbsolutePath());
      console.flush();
    }
    return ExitCode.OK;
  }

  /** Explains and judges; empty if it was interrupted. */
  private Optional<ComparisonPage.Entry> judge(
      ImageExplainer explainer, String name, ImageMethod method, Picture picture, Targets targets) {
    ImageExplanation explanation;
    try (ProgressDisplay display = ProgressDisplay.of(name, quiet)) {
      explanation = explainer.method(method).progress(display).explain(picture, targets);
    }
    var found = explanation.explanation();
    if (found.cost().stopped() == StopReason.CANCELLED) {
      return Optional.empty();
    }
    if (found.targets().size() != 1) {
      throw new PamiException(
          "--target '%s' stands for %d targets: compare one at a time"
              .formatted(target, found.targets().size()));
    }
    JudgedMap judged =
        new JudgedMap(explainer, method, explanation, 0, List.of(), false, methodOptions.seed);
    PerturbationCurve insertion = curve(Insertion.pami().curve(judged), name);
    PerturbationCurve deletion = curve(Deletion.pami().curve(judged), name);
    if (!quiet) {
      PrintWriter console = spec.commandLine().getOut();
      console.println(
          String.format(
              Locale.ROOT,
              "%-26s %s %.4f: insertion %.4f, deletion %.4f, difference %.4f; %,d model calls in %.1f s",
              name,
              found.targets().get(0).target(),
              found.targets().get(0).score(),
              insertion.area(),
              deletion.area(),
              insertion.area() - deletion.area(),
              found.cost().calls(),
              found.cost().time().toMillis() / 1000.0));
      console.flush();
    }
    return Optional.of(
        new ComparisonPage.Entry(
            name,
            explanation,
            insertion.scores(),
            deletion.scores(),
            insertion.area(),
            deletion.area()));
  }

  private static PerturbationCurve curve(Optional<PerturbationCurve> curve, String method) {
    return curve.orElseThrow(
        () ->
            new PamiException(
                "the map of %s is the same everywhere, so there is no order to insert pixels in: give it more calls"
                    .formatted(method)));
  }

  private ComparisonPage page(List<ComparisonPage.Entry> entries) {
    Picture seen = entries.get(0).explanation().seen();
    return ComparisonPage.of(
        file.getFileName().toString(),
        entries,
        hidden(seen, Insertion.pami().background()),
        hidden(seen, Deletion.pami().background()));
  }

  /** The picture with everything behind the background. */
  private static Picture hidden(Picture seen, Background background) {
    Partition whole = Partition.of(seen.domain(), new int[seen.domain().size()]);
    return Picture.of(seen.width(), seen.height(), background.of(seen, whole));
  }
}
