package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Cost;
import ai.pami.model.Predictor;
import ai.pami.onnx.OnnxFunction;
import ai.pami.report.Format;
import ai.pami.report.OutputFolder;
import ai.pami.report.RowReport;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowBackground;
import ai.pami.tabular.RowExplainer;
import ai.pami.tabular.RowExplanation;
import ai.pami.tabular.Table;
import ai.pami.tabular.TensorRows;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains rows of a table. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains which columns a model's prediction for a row depends on.",
      "",
      "OUT gets report.html (which columns matter over all rows, and a bar a column of the first 100 rows), explanation.json and importances.csv (all rows)."
    },
    footer = {
      "",
      "Examples:",
      "  pami table claims.csv --model fraud.onnx --output probabilities --row 17 --target 1",
      "  pami table claims.csv --model fraud.onnx --drop id,label --one-hot = --background sampled:50",
      "  pami table claims.csv --model fraud.onnx --row 17 --background row:3",
      "  pami table people.csv --model sklearn.onnx --target yes --group schooling=education,experience",
      "  pami table claims.csv --endpoint http://host/v1/models/fraud --send arrays --drop id,label",
      "",
      "Exit codes: 0 all done, 1 a row failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class TableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TABLE.csv",
      description = "The rows: CSV in UTF-8 whose first line names the columns.")
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "MODEL.onnx",
      description =
          "The model: an ONNX file with one input of all columns as numbers, or an input a column, named as the columns are.")
  private Path model;

  @Mixin private EndpointOptions endpointOptions;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The output to explain (default: the first that holds scores).")
  private String output;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "What the outputs are called: a label a line, in output order (default: the class names in the model's answer, if it has any).")
  private Path labels;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What turns outputs into scores: none, softmax or sigmoid (default: ${DEFAULT-VALUE}).")
  private String activation;

  @Option(
      names = "--row",
      paramLabel = "N[,N-M,...]",
      description = "Which rows, from 1 (default: all).")
  private String rows;

  @Option(
      names = "--target",
      paramLabel = "WHAT[,...]",
      defaultValue = "top1",
      description =
          "What to explain: top1, topK, an output's INDEX or LABEL, several separated by commas (default: ${DEFAULT-VALUE}).")
  private String target;

  @Option(
      names = "--drop",
      paramLabel = "COLUMN[,...]",
      split = ",",
      description = "Columns that are not the model's, such as an id.")
  private List<String> dropped = List.of();

  @Option(
      names = "--one-hot",
      paramLabel = "SEPARATOR",
      description =
          "Columns whose names share what stands before the separator (colour=red, colour=blue) are hidden together.")
  private String oneHot;

  @Option(
      names = "--group",
      paramLabel = "NAME=COLUMN,...",
      description =
          "Columns that are hidden together, as they hang together (schooling=education,experience). May be given several times.")
  private Map<String, String> groups = Map.of();

  @Option(
      names = "--background",
      paramLabel = "NAME",
      defaultValue = "typical",
      description =
          "What hidden cells show: typical (each column's median or most frequent name), sampled:N (the mean over N rows) or"
              + " row:N (default: ${DEFAULT-VALUE}).")
  private String background;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "For the rows sampled (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private EngineLimits limits;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-out",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "F[,...]",
      defaultValue = "html,json,csv",
      description = "What to write: html, json, csv (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--no-check",
      description = "Do not check the maps. Left out, every map gets a verdict with reasons.")
  private boolean unchecked;

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Override
  public Integer call() {
    Targets targets = Targets.parse(target);
    Set<Format> formats = Format.parseTables(format);
    Table table = Table.read(file, dropped);
    RowNumbers numbers = new RowNumbers(file, table.rows().size());
    List<Integer> chosen = rows == null ? numbers.all() : numbers.parse(rows);
    RowBackground hidden = background(table, numbers);
    OutputFolder.require(out);
    try (RemoteRun remote = remote();
        OnnxFunction function = remote == null ? open() : null) {
      Predictor<Row> predictor;
      Labels named = labels == null ? Labels.none() : Labels.read(labels);
      if (remote == null) {
        TensorRows asked =
            output == null ? new TensorRows(function) : new TensorRows(function, output);
        named = labels == null ? Labels.of(asked.labels(hidden.rows().get(0))) : named;
        predictor = asked;
      } else {
        predictor = remote.rows(endpointOptions, output);
      }
      RowExplainer explainer =
          limits
              .apply(RowExplainer.of(predictor, hidden))
              .labels(named)
              .activation(Activation.named(activation))
              .check(!unchecked);
      explainer = explainer.groups(groups(table));
      if (remote == null) {
        return explain(explainer, targets, table, chosen, formats, () -> false);
      }
      explainer = remote.apply(explainer, limits);
      int code = explain(explainer, targets, table, chosen, formats, remote::isDead);
      return remote.ended(code, err());
    }
  }

  private OnnxFunction open() {
    if (model == null) {
      throw new IllegalArgumentException(
          "there is no model: give an ONNX file with --model, or a server with --endpoint");
    }
    return OnnxFunction.open(model);
  }

  /** The server that was given, or null. */
  private RemoteRun remote() {
    return endpointOptions.isGiven()
        ? endpointOptions.open(model, output, limits.batch, out, false)
        : null;
  }

  private int explain(
      RowExplainer explainer,
      Targets targets,
      Table table,
      List<Integer> chosen,
      Set<Format> formats,
      BooleanSupplier inVain) {
    RowPrinter printer = new RowPrinter(out(), chosen.size());
    SameFailures failures = new SameFailures(err());
    int done = 0;
    String title = "What the prediction depends on: " + file.getFileName();
    try (RowReport report = RowReport.titled(title, formats);
        ProgressDisplay display = ProgressDisplay.of(file.getFileName().toString(), quiet)) {
      ManyProgress progress = new ManyProgress(display, chosen.size());
      for (int number : chosen) {
        String name = "row " + number;
        try {
          RowExplanation explained =
              explainer.progress(progress).explain(table.rows().get(number - 1), targets);
          Cost cost = explained.explanation().cost();
          if (cost.stopped() == StopReason.CANCELLED) {
            break;
          }
          report.add(name, explained);
          done++;
          if (!quiet) {
            printer.print(name, explained);
          }
          progress.done(cost.calls() + cost.checkCalls());
        } catch (PamiException e) {
          failures.add("%s, %s".formatted(file, name), e.getMessage());
          progress.done(0);
          if (inVain.getAsBoolean()) {
            break;
          }
        }
      }
      if (done > 0) {
        Path first = report.write(out);
        if (!quiet) {
          out().println("Open " + first);
          out().flush();
        }
      }
    }
    failures.sum();
    if (Interruption.cancellation().isCancelled()) {
      err().println("pami: interrupted; %d of %d rows are done".formatted(done, chosen.size()));
      return ExitCode.INTERRUPTED;
    }
    return failures.any() ? ExitCode.FAILED : ExitCode.OK;
  }

  private List<ColumnGroup> groups(Table table) {
    List<ColumnGroup> each =
        oneHot == null
            ? ColumnGroup.each(table.columns())
            : ColumnGroup.oneHot(table.columns(), oneHot);
    Map<String, List<String>> named = new LinkedHashMap<>();
    groups.forEach(
        (name, columns) ->
            named.put(name, Arrays.stream(columns.split(",", -1)).map(String::strip).toList()));
    return ColumnGroup.named(table.columns(), each, named);
  }

  private RowBackground background(Table table, RowNumbers numbers) {
    if (background.equals("typical")) {
      return RowBackground.typical(table);
    }
    if (background.matches("sampled:\\d{1,6}")) {
      return RowBackground.sampled(table, Integer.parseInt(background.substring(8)), seed);
    }
    if (background.matches("row:\\d{1,9}")) {
      int number = numbers.one(background.substring(4));
      return RowBackground.row(table.rows().get(number - 1));
    }
    throw new IllegalArgumentException(
        "--background '%s': choose typical, sampled:N or row:N".formatted(background));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
