package ai.pami.cli;

import ai.pami.engine.Forecast;
import ai.pami.engine.Progress;
import ai.pami.onnx.OnnxFunction;
import ai.pami.report.OutputFolder;
import ai.pami.report.SignalReport;
import ai.pami.signal.Series;
import ai.pami.signal.SeriesBackgrounds;
import ai.pami.signal.SeriesExplainer;
import ai.pami.signal.SeriesExplanation;
import ai.pami.signal.SeriesReader;
import ai.pami.signal.TensorSeries;
import ai.pami.signal.TimeCells;
import ai.pami.target.Targets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains time series. */
@Command(
    name = "series",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains which times and channels a model's prediction for a time series depends on, in every SERIES.",
      "",
      "For each one OUT/<name>/ gets report.html, explanation.json and, for every target, its map over the lines (PNG) and as"
          + " numbers (.npy, float32)."
    },
    footer = {
      "",
      "Examples:",
      "  pami series ecg.csv --model heart.onnx --rate 250 --labels rhythms.txt",
      "  pami series machine.csv --model wear.onnx --time seconds --drop note --target 1 --background noise",
      "  pami series sensors/ --model net.onnx --axes times-first --activation softmax --out explained",
      "  pami series ecg.csv --model heart.onnx --rate 250 --partition windows:0.2s --partition rows:1 --evidence drop",
      "",
      "Exit codes: 0 all done, 1 a series failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class SeriesCommand implements Callable<Integer>, SignalRun.Kind {
  private static final Set<String> ENDINGS = Set.of("csv");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "SERIES.csv",
      description =
          "CSV files in UTF-8, a column a channel and a line a time, with or without a first line of names; or folders of them.")
  private List<Path> files;

  @Mixin private SignalOptions options;

  @Option(names = "--rate", paramLabel = "N", description = "Values a second, if known.")
  private Double rate;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "The column that tells the times in seconds, evenly spaced; no channel.")
  private String time;

  @Option(
      names = "--drop",
      paramLabel = "COLUMN[,...]",
      split = ",",
      description = "Columns that are no channels.")
  private List<String> dropped = List.of();

  @Option(
      names = "--bridge-missing",
      description = "Fill missing values by straight lines. Left out, they are refused.")
  private boolean bridging;

  @Option(
      names = "--max-values",
      paramLabel = "N",
      defaultValue = "20000000",
      description = "Refuse files of more values (default: ${DEFAULT-VALUE}).")
  private long most;

  @Option(
      names = "--background",
      paramLabel = "NAME",
      description =
          "What hidden values show: mean, interpolation (straight lines across the gap), noise (of the channel's own spectrum)"
              + " or zero (default: mean around shown parts, interpolation across hidden ones).")
  private String background;

  private SeriesExplainer explainer;

  @Override
  public Integer call() {
    if (rate != null && time != null) {
      throw new IllegalArgumentException("--rate and --time both tell the rate: give one of them");
    }
    SignalRun run =
        new SignalRun(this, options, spec.commandLine().getOut(), spec.commandLine().getErr());
    Map<String, Path> named = InputFiles.named(files, ENDINGS, "series (.csv)");
    if (!options.forecast) {
      OutputFolder.require(options.out);
    }
    try (OnnxFunction function = OnnxFunction.open(options.model)) {
      TensorSeries model = options.series(function);
      explainer = options.apply(SeriesExplainer.of(model));
      if (background != null) {
        explainer = explainer.background(SeriesBackgrounds.named(background, options.seed));
      }
      return run.explain(named);
    }
  }

  @Override
  public String noun() {
    return "series";
  }

  @Override
  public Series read(Path file) {
    SeriesReader reader =
        SeriesReader.defaults().without(dropped).withBridging(bridging).withMost(most);
    Series series = (time == null ? reader : reader.withTime(time)).read(file);
    return options.cut(rate == null ? series : series.withRate(rate));
  }

  private SeriesExplainer asking(Series series) {
    int perColumn = TimeCells.of(series.length()).size();
    return explainer.method(options.method(series, perColumn));
  }

  @Override
  public SignalRun.Explained explain(Series series, Targets targets, Progress.Listener progress) {
    SeriesExplanation found = asking(series).progress(progress).explain(series, targets);
    SignalReport report = SignalReport.of(found);
    return new SignalRun.Explained(found.explanation(), report, report.peaks());
  }

  @Override
  public Forecast forecast(Series series, Targets targets) {
    return asking(series).forecast(series, targets);
  }
}
