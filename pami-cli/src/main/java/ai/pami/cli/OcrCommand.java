package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.detection.Box;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.PictureReader;
import ai.pami.models.reading.LineReader;
import ai.pami.models.reading.PhotoReader;
import ai.pami.models.reading.PhotoReader.ReadLine;
import ai.pami.report.Format;
import ai.pami.report.ImageReport;
import ai.pami.report.OutputFolder;
import ai.pami.report.ReadingReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads photos and explains the reading. */
@Command(
    name = "ocr",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads the text on photos with embedded real models (PP-OCRv4) and explains every step: why a line was found where it is,"
          + " why it was taken for upright or upside down, and what made every character and word be read.",
      "",
      "For each PHOTO OUT/<name>/ gets report.html, reading.json and a folder a line with its maps."
    },
    footer = {
      "",
      "Examples:",
      "  pami ocr receipt.jpg",
      "  pami ocr scans/ --explain text --lines 3 --out explained",
      "",
      "Exit codes: 0 all done, 1 a photo failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class OcrCommand implements Callable<Integer> {
  private enum Step {
    TEXT,
    DIRECTION,
    PLACES;

    static Set<Step> parse(String text) {
      Set<Step> steps = EnumSet.noneOf(Step.class);
      for (String name : text.split(",", -1)) {
        try {
          steps.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "--explain '%s': choose among text, direction and places".formatted(text), e);
        }
      }
      return steps;
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PHOTO",
      description = "Picture files (JPEG, PNG, GIF, BMP, TIFF, WebP) or folders of them.")
  private List<Path> photos;

  @Option(
      names = "--explain",
      paramLabel = "STEP[,...]",
      defaultValue = "places,direction,text",
      description =
          "Which steps: places (the detector's), direction (the classifier's, of every line that stood on its head, and of the"
              + " first), text (the recogniser's, of every line) (default: ${DEFAULT-VALUE}).")
  private String explain;

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "Explain the text of the first N lines only (default: all).")
  private Integer lines;

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
      defaultValue = "png,json,npy",
      description = "What to write of every line (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "" + PictureReader.DEFAULT_MEGAPIXELS,
      description = "Refuse larger photos (default: ${DEFAULT-VALUE}).")
  private double maxMegapixels;

  @Option(
      names = "--no-check",
      description = "Do not check the maps. Left out, every map gets a verdict with reasons.")
  private boolean unchecked;

  @Option(names = "--quiet", description = "Print errors and what was read only.")
  private boolean quiet;

  @Override
  public Integer call() {
    Set<Step> steps = Step.parse(explain);
    Set<Format> formats = Format.parse(format);
    int most = lines == null ? Integer.MAX_VALUE : EngineLimits.positive("--lines", lines);
    PictureReader pictures = PictureReader.withLimit(maxMegapixels);
    Map<String, Path> files = PictureFiles.named(photos);
    OutputFolder.require(out);
    int failed = 0;
    try (PhotoReader reader = PhotoReader.open()) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        try {
          Photo photo =
              new Photo(reader, file.getValue(), pictures.read(file.getValue()), file.getKey());
          if (!photo.explain(steps, formats, most)) {
            err().println("pami: interrupted");
            return ExitCode.INTERRUPTED;
          }
        } catch (PamiException e) {
          failed++;
          err().println("pami: " + e.getMessage());
        }
      }
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** One photo of the command. */
  private final class Photo {
    private final PhotoReader reader;
    private final Path file;
    private final Picture picture;
    private final Path folder;
    private final String name;
    private final Map<String, String> source;
    private final ReadingReport page;

    Photo(PhotoReader reader, Path file, Picture picture, String folder) {
      this.reader = reader;
      this.file = file;
      this.picture = picture;
      this.folder = out.resolve(folder);
      this.name = file.getFileName().toString();
      this.source = FileFacts.of(file);
      this.page = ReadingReport.titled("What made the model read " + name + "?");
    }

    /** False if it was interrupted. */
    boolean explain(Set<Step> steps, Set<Format> formats, int most) {
      List<ReadLine> read = reader.read(picture);
      if (read.isEmpty()) {
        throw new PamiException(
            "%s: no text was found; is it large and sharp enough?".formatted(file));
      }
      read.forEach(line -> out().println(line.reading().text()));
      out().flush();
      boolean whole =
          (!steps.contains(Step.PLACES) || explainPlaces(read))
              && (!steps.contains(Step.DIRECTION) || explainDirections(read))
              && (!steps.contains(Step.TEXT) || explainText(read, formats, most));
      if (whole) {
        Path written = page.write(folder);
        if (!quiet) {
          out().println("Open " + written.toAbsolutePath());
        }
        out().flush();
      }
      return whole;
    }

    private boolean explainPlaces(List<ReadLine> read) {
      ImageExplanation places =
          asked("where the lines are", o -> reader.explainPlaces(picture, read, o));
      page.addFound(name, places, read.stream().map(line -> bounds(line)).toList(), source);
      return !isInterrupted(places);
    }

    private static Box bounds(ReadLine line) {
      var bounds = line.box().outline().getBounds2D();
      return new Box(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
    }

    private boolean explainDirections(List<ReadLine> read) {
      for (int i = 0; i < read.size(); i++) {
        ReadLine line = read.get(i);
        if (line.isTurned() || i == 0) {
          String text = line.reading().text();
          ImageExplanation direction =
              asked(
                  "which way up \"" + text + "\" is",
                  o -> reader.explainDirection(picture, line, o));
          page.add("Which way up is \"" + text + "\"?", direction, source);
          if (isInterrupted(direction)) {
            return false;
          }
        }
      }
      return true;
    }

    private boolean explainText(List<ReadLine> read, Set<Format> formats, int most) {
      List<ReadLine> chosen = new ArrayList<>(read.subList(0, Math.min(most, read.size())));
      for (int i = 0; i < chosen.size(); i++) {
        ReadLine line = chosen.get(i);
        String text = line.reading().text();
        LineReader.Line[] why = new LineReader.Line[1];
        ImageExplanation explanation =
            asked(
                "\"" + text + "\"",
                o -> {
                  why[0] = reader.explainText(line, o);
                  return why[0].explanation();
                });
        if (isInterrupted(explanation)) {
          return false;
        }
        String title = String.format(Locale.ROOT, "line-%02d", i + 1);
        ImageReport.of(explanation)
            .titled(text)
            .source(source)
            .formats(formats)
            .write(folder.resolve(title));
        page.add(
            "Line %d".formatted(i + 1),
            why[0].reading(),
            explanation,
            line.box().corners(),
            source);
      }
      return true;
    }

    private ImageExplanation asked(String what, Asked question) {
      try (ProgressDisplay display = ProgressDisplay.of(name + ": " + what, quiet)) {
        return question.explain(
            explainer ->
                limits
                    .apply(explainer)
                    .progress(display)
                    .check(!unchecked)
                    .traced(ImageReport.MOST_TRACED));
      } catch (PamiException e) {
        throw new PamiException("%s, %s: %s".formatted(file, what, e.getMessage()), e);
      }
    }

    private static boolean isInterrupted(ImageExplanation explanation) {
      return explanation.explanation().cost().stopped() == StopReason.CANCELLED;
    }
  }

  private interface Asked {
    ImageExplanation explain(UnaryOperator<ImageExplainer> options);
  }
}
