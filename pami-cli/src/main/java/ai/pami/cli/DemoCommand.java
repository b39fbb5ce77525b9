package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.picture.Picture;
import ai.pami.models.Sentiment;
import ai.pami.models.Wages;
import ai.pami.models.reading.LineReader;
import ai.pami.report.CombinedReport;
import ai.pami.report.Format;
import ai.pami.report.ImageReport;
import ai.pami.report.OutputFolder;
import ai.pami.report.ReadingReport;
import ai.pami.report.RowReport;
import ai.pami.report.TextReport;
import ai.pami.tabular.RowBackground;
import ai.pami.tabular.RowExplainer;
import ai.pami.tabular.RowExplanation;
import ai.pami.tabular.Table;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextExplanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains the embedded model on pictures that come with the command. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains three embedded real models in one report: which pixels made PP-OCRv4 read every character of five pictures,"
          + " which words made a sentiment model (MiniLM) judge two reviews as it did, and which facts a wage equation goes by.",
      "",
      "Needs no file and no network. Ends with the path of a page to open in a browser."
    },
    footer = {"", "Example:", "  pami demo --out pami-demo"})
final class DemoCommand implements Callable<Integer> {
  /** The pictures' names, in order; drawn by this project, see DrawDemoPictures among the tests. */
  static final List<String> PICTURES =
      List.of("clean", "tilted", "noisy", "invoice-line", "shop-sign");

  /** The second means the opposite of what most of its words say, and the model is taken in. */
  private static final Map<String, String> REVIEWS = reviews();

  /** Rows of the table, from 1. */
  private static final int[] WORKERS = {17, 200, 480};

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-demo",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--quiet", description = "Print errors and the page's path only.")
  private boolean quiet;

  private static Map<String, String> reviews() {
    Map<String, String> reviews = new LinkedHashMap<>();
    reviews.put("review 1", "A gorgeous, witty, seductive movie.");
    reviews.put(
        "review 2",
        "The cast is splendid and the photography beautiful, but the story is so dull that I fell asleep.");
    return reviews;
  }

  @Override
  public Integer call() {
    OutputFolder.require(out);
    ReadingReport readings = ReadingReport.titled("Reading");
    TextReport texts = TextReport.titled("Texts");
    Path file;
    try (RowReport rows = RowReport.titled("Rows")) {
      if (!explainReadings(readings) || !explainTexts(texts) || !explainRows(rows)) {
        spec.commandLine().getErr().println("pami: interrupted");
        return ExitCode.INTERRUPTED;
      }
      file = CombinedReport.of("Three models explained", readings, texts, rows).write(out);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.println((quiet ? "" : "Open ") + file.toAbsolutePath());
    console.flush();
    return ExitCode.OK;
  }

  /** False if it was interrupted. */
  private boolean explainReadings(ReadingReport page) {
    try (LineReader reader = LineReader.open()) {
      for (String name : PICTURES) {
        if (!explain(reader, name, page)) {
          return false;
        }
      }
    }
    return true;
  }

  /** False if it was interrupted. */
  private boolean explainTexts(TextReport report) {
    try (Sentiment model = Sentiment.open()) {
      for (Map.Entry<String, String> text : REVIEWS.entrySet()) {
        TextExplanation explanation;
        try (ProgressDisplay display = ProgressDisplay.of(text.getKey(), quiet)) {
          explanation =
              TextExplainer.of(model.model())
                  .labels(model.labels())
                  .progress(display)
                  .cancellation(Interruption.cancellation())
                  .check(true)
                  .explain(text.getValue(), Targets.top(1));
        }
        Explanation made = explanation.explanation();
        if (made.cost().stopped() == StopReason.CANCELLED) {
          return false;
        }
        report.add(text.getKey(), explanation, Map.of("text", "built in"));
        TargetExplanation first = made.targets().get(0);
        print(
            "%-16s %s, score %.2f: explained by %s",
            text.getKey(), first.target().label(), first.score(), CheckSummary.calls(made.cost()));
      }
    }
    return true;
  }

  /** False if it was interrupted. */
  private boolean explainRows(RowReport report) {
    Table workers = Table.read(copied("workers.csv")).without(List.of("wage"));
    RowExplainer explainer =
        RowExplainer.of(Wages.open(), RowBackground.sampled(workers, 50, 0))
            .labels(Labels.of(List.of("dollars an hour")))
            .cancellation(Interruption.cancellation())
            .check(true);
    for (int number : WORKERS) {
      RowExplanation explanation =
          explainer.explain(workers.rows().get(number - 1), Targets.index(0));
      Explanation made = explanation.explanation();
      if (made.cost().stopped() == StopReason.CANCELLED) {
        return false;
      }
      String name = "worker " + number;
      report.add(name, explanation);
      print(
          "%-16s %.2f dollars an hour: explained by %s",
          name, made.targets().get(0).score(), CheckSummary.calls(made.cost()));
    }
    return true;
  }

  private void print(String format, Object... values) {
    if (!quiet) {
      PrintWriter console = spec.commandLine().getOut();
      console.println(String.format(Locale.ROOT, format, values));
      console.flush();
    }
  }

  /** A file that comes with the command, beside the results. */
  private Path copied(String name) {
    Path file = out.resolve(name);
    try (InputStream in = resource(name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new PamiException("can't be written: %s (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = DemoCommand.class.getResourceAsStream("demo/" + name);
    if (in == null) {
      throw new PamiException("missing from this installation: " + name);
    }
    return in;
  }

  /** False if it was interrupted. */
  private boolean explain(LineReader reader, String name, ReadingReport page) {
    String fileName = name + ".png";
    LineReader.Line line;
    try (ProgressDisplay display = ProgressDisplay.of(fileName, quiet)) {
      line =
          reader.explain(
              picture(fileName),
              explainer ->
                  explainer
                      .progress(display)
                      .cancellation(Interruption.cancellation())
                      .check(true)
                      .traced(ImageReport.MOST_TRACED));
    }
    var cost = line.explanation().explanation().cost();
    if (cost.stopped() == StopReason.CANCELLED) {
      return false;
    }
    Map<String, String> source = Map.of("file", "built in: " + fileName);
    ImageReport.of(line.explanation())
        .titled(fileName)
        .source(source)
        .formats(EnumSet.of(Format.PNG, Format.JSON, Format.NPY))
        .write(out.resolve(name));
    page.add(fileName, line.reading(), line.explanation(), List.of(), source);
    print(
        "%-16s read \"%s\": %d characters explained by %s",
        fileName,
        line.reading().text(),
        line.reading().characters().size(),
        CheckSummary.calls(cost));
    return true;
  }

  private static Picture picture(String fileName) {
    try (InputStream in = resource(fileName)) {
      return Picture.of(ImageIO.read(in));
    } catch (IOException e) {
      throw new PamiException("built-in picture can't be read: " + e.getMessage(), e);
    }
  }
}
