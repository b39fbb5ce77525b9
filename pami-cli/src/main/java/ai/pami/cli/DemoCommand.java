package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.engine.StopReason;
import ai.pami.image.picture.Picture;
import ai.pami.models.reading.LineReader;
import ai.pami.report.Format;
import ai.pami.report.ImageReport;
import ai.pami.report.OutputFolder;
import ai.pami.report.ReadingReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
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
      "Reads five pictures of text with an embedded real model (PP-OCRv4) and shows for every character which pixels made the"
          + " model read it.",
      "",
      "Needs no file and no network. Ends with the path of a page to open in a browser."
    },
    footer = {"", "Example:", "  pami demo --out pami-demo"})
final class DemoCommand implements Callable<Integer> {
  /** The pictures' names, in order; drawn by this project, see DrawDemoPictures among the tests. */
  static final List<String> PICTURES =
      List.of("clean", "tilted", "noisy", "invoice-line", "shop-sign");

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-demo",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--quiet", description = "Print errors and the page's path only.")
  private boolean quiet;

  @Override
  public Integer call() {
    OutputFolder.require(out);
    ReadingReport page = ReadingReport.titled("What made the model read this?");
    try (LineReader reader = LineReader.open()) {
      for (String name : PICTURES) {
        if (!explain(reader, name, page)) {
          spec.commandLine().getErr().println("pami: interrupted");
          return ExitCode.INTERRUPTED;
        }
      }
    }
    Path file = page.write(out);
    PrintWriter console = spec.commandLine().getOut();
    console.println((quiet ? "" : "Open ") + file.toAbsolutePath());
    console.flush();
    return ExitCode.OK;
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
    if (!quiet) {
      spec.commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-16s read \"%s\": %d characters explained by %s",
                  fileName,
                  line.reading().text(),
                  line.reading().characters().size(),
                  CheckSummary.calls(cost)));
      spec.commandLine().getOut().flush();
    }
    return true;
  }

  private static Picture picture(String fileName) {
    try (InputStream in = DemoCommand.class.getResourceAsStream("demo/" + fileName)) {
      if (in == null) {
        throw new PamiException("missing from this installation: " + fileName);
      }
      return Picture.of(ImageIO.read(in));
    } catch (IOException e) {
      throw new PamiException("built-in picture can't be read: " + e.getMessage(), e);
    }
  }
}
