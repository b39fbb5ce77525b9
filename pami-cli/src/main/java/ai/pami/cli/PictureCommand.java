package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.audit.ImageBundle;
import ai.pami.audit.InputCopy;
import ai.pami.engine.Forecast;
import ai.pami.engine.StopReason;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Preprocessing;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.PictureReader;
import ai.pami.model.TensorModel;
import ai.pami.report.Format;
import ai.pami.report.ImageReport;
import ai.pami.report.OutputFolder;
import ai.pami.report.PictureIndex;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains pictures, whatever of them is the target: what commands about pictures share. */
abstract class PictureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PICTURE",
      description = "Picture files (JPEG, PNG, GIF, BMP, TIFF, WebP) or folders of them.")
  private List<Path> pictures;

  @Mixin private ModelOptions modelOptions;

  @Mixin private EndpointOptions endpointOptions;

  @Mixin private AskOptions askOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-out",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "F[,...]",
      defaultValue = "png,html,json,npy",
      description =
          "What to write (default: ${DEFAULT-VALUE}); npy-original adds the numbers at the picture's own size, npy-uncertainty their standard errors and 95 %% intervals.")
  private String format;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description =
          "Also write the evidence as one file, for pami verify and pami diff: the picture, every question to the model and every"
              + " score (one PICTURE only; also when the run is ended early).")
  private Path bundle;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "" + PictureReader.DEFAULT_MEGAPIXELS,
      description = "Refuse larger pictures (default: ${DEFAULT-VALUE}).")
  private double maxMegapixels;

  @Option(
      names = "--no-check",
      description =
          "Do not check the maps. Left out, every map gets a verdict with reasons, for up to 10 %% more model calls.")
  private boolean unchecked;

  @Option(
      names = "--preview",
      description =
          "While a map is being made, keep OUT/<name>/preview.png up to date: the first target's overlay so far. Removed at the end.")
  private boolean preview;

  @Option(
      names = "--forecast",
      description =
          "Only tell how many model calls and how much time each picture will take; found by a second or so of asking.")
  private boolean forecast;

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  /**
   * Makes sure that the options make sense, before anything is opened.
   *
   * @throws IllegalArgumentException if they don't
   */
  abstract void requireUsable();

  /** What is explained of a picture. */
  abstract Targets targets(ImageExplainer explainer, Picture picture);

  /** The report of a picture that was just explained. */
  ImageReport report(ImageExplanation explanation) {
    return ImageReport.of(explanation);
  }

  /** Reads pictures as large as the user allows. */
  final PictureReader reader() {
    return PictureReader.withLimit(maxMegapixels);
  }

  @Override
  public final Integer call() {
    requireUsable();
    PictureReader reader = reader();
    var formats = Format.parse(format);
    Map<String, Path> files = PictureFiles.named(pictures);
    Labels labels = modelOptions.labels();
    if (!forecast) {
      OutputFolder.require(out);
    }
    requireBundle(files.size());
    warmUp();
    try (RemoteRun remote = remote();
        TensorModel model =
            remote == null ? modelOptions.open() : remote.pictures(endpointOptions)) {
      Preprocessing preprocessing =
          RemoteRun.sendsFiles(endpointOptions)
              ? modelOptions.fitting()
              : modelOptions.preprocessing(model);
      ImageExplainer explainer =
          askOptions
              .apply(ImageExplainer.of(model, preprocessing))
              .labels(labels)
              .activation(modelOptions.activation())
              .check(!unchecked)
              .traced(traced(formats));
      if (remote != null) {
        explainer = remote.apply(explainer, askOptions.limits);
      }
      boolean linked = files.size() > 1 && formats.contains(Format.HTML);
      Run run = new Run(explainer, reader, formats, linked);
      int done = 0;
      int failed = 0;
      for (Map.Entry<String, Path> file : files.entrySet()) {
        if (Interruption.cancellation().isCancelled()) {
          break;
        }
        try {
          done += run.explain(file.getKey(), file.getValue()) ? 1 : 0;
        } catch (PamiException e) {
          failed++;
          err().println("pami: " + e.getMessage());
          if (remote != null && remote.isDead()) {
            break;
          }
        }
      }
      run.writeIndex();
      int code = summary(files.size(), done, failed);
      return remote == null ? code : remote.ended(code, err());
    }
  }

  /** Has Java compile what explaining needs while the model is loaded, on a processor to spare. */
  private static void warmUp() {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      Thread thread = new Thread(ImageExplainer::warmUp, "pami-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The server that was given, or null. */
  private RemoteRun remote() {
    return endpointOptions.isGiven()
        ? endpointOptions.open(
            modelOptions.model, modelOptions.output, askOptions.limits.batch, out, forecast)
        : null;
  }

  private void requireBundle(int pictures) {
    if (bundle == null) {
      return;
    }
    if (pictures != 1) {
      throw new IllegalArgumentException(
          "--bundle takes one picture, but there are %d: run the command once for each"
              .formatted(pictures));
    }
    if (Files.isDirectory(bundle)) {
      throw new IllegalArgumentException("--bundle %s is a folder: name a file".formatted(bundle));
    }
    OutputFolder.require(bundle.toAbsolutePath().getParent());
  }

  /** How many questions are kept: all for a bundle, what a page can show for a page. */
  private long traced(Set<Format> formats) {
    return bundle != null
        ? Long.MAX_VALUE
        : formats.contains(Format.HTML) ? ImageReport.MOST_TRACED : 0;
  }

  private int summary(int pictures, int done, int failed) {
    if (Interruption.cancellation().isCancelled()) {
      err().println("pami: interrupted; %d of %d pictures are done".formatted(done, pictures));
      return ExitCode.INTERRUPTED;
    }
    if (pictures > 1 && !forecast && (failed > 0 || !quiet)) {
      (failed > 0 ? err() : out())
          .println(
              "%d of %d pictures explained%s"
                  .formatted(done, pictures, failed > 0 ? ", " + failed + " failed" : ""));
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The pictures of one command, one after another. */
  private final class Run {
    private final PictureReader reader;
    private final Set<Format> formats;
    private final boolean linked;
    private final PictureIndex index = new PictureIndex();
    private ImageExplainer explainer;

    /**
     * @param linked whether a page of links to all reports is to be written
     */
    Run(ImageExplainer explainer, PictureReader reader, Set<Format> formats, boolean linked) {
      this.linked = linked;
      this.explainer = explainer;
      this.reader = reader;
      this.formats = formats;
    }

    /** Explains a picture and writes its report; false if it was interrupted. */
    boolean explain(String name, Path file) {
      Picture picture = reader.read(file);
      String fileName = file.getFileName().toString();
      if (forecast) {
        return foretell(file, picture);
      }
      ImageExplanation explanation;
      try (ProgressDisplay display = ProgressDisplay.of(fileName, quiet);
          Preview shown = Preview.in(out.resolve(name), preview)) {
        explanation =
            shown
                .watching(explainer)
                .progress(display)
                .explain(picture, targets(explainer, picture));
      } catch (PamiException e) {
        throw new PamiException(file + ": " + e.getMessage(), e);
      }
      var cost = explanation.explanation().cost();
      if (bundle != null) {
        writeBundle(file, explanation);
      }
      if (cost.stopped() == StopReason.CANCELLED) {
        return false;
      }
      // The trial for the batch size need not be repeated for every picture.
      explainer = explainer.batch(cost.batch());
      Path first =
          report(explanation)
              .titled(fileName)
              .source(FileFacts.of(file))
              .formats(formats)
              .write(out.resolve(name));
      if (linked) {
        index.add(fileName, name, explanation);
      }
      if (!quiet) {
        print(fileName, explanation, first);
      }
      return true;
    }

    private boolean foretell(Path file, Picture picture) {
      Forecast cost;
      try {
        cost = explainer.forecast(picture, targets(explainer, picture));
      } catch (PamiException e) {
        throw new PamiException(file + ": " + e.getMessage(), e);
      }
      if (!Interruption.cancellation().isCancelled()) {
        out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%s: about %,d model calls in %.1f s",
                    file.getFileName(),
                    cost.calls(),
                    cost.time().toMillis() / 1000.0));
        out().flush();
      }
      return true;
    }

    private void writeBundle(Path file, ImageExplanation explanation) {
      String sha256 = ImageBundle.write(bundle, explanation, InputCopy.of(file));
      if (!quiet) {
        out().println("%s: bundle %s, sha256 %s".formatted(file.getFileName(), bundle, sha256));
        out().flush();
      }
    }

    /** Writes a page of links to all reports, if there are any. */
    void writeIndex() {
      if (index.size() > 0) {
        Path page = index.write(out);
        if (!quiet) {
          out().println("Open " + page);
        }
      }
    }

    private void print(String fileName, ImageExplanation explanation, Path first) {
      for (TargetExplanation explained : explanation.explanation().targets()) {
        out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%s: %s, score %.4f, bare background %.4f",
                    fileName,
                    explained.target(),
                    explained.score(),
                    explained.backgroundScore()));
        explained.quality().ifPresent(quality -> CheckSummary.print(quality, out()));
      }
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %s -> %s",
                  fileName,
                  CheckSummary.calls(explanation.explanation().cost()),
                  first));
      out().flush();
    }
  }
}
