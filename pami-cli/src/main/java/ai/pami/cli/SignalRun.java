package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.engine.Forecast;
import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.report.Format;
import ai.pami.report.SignalReport;
import ai.pami.signal.Series;
import ai.pami.target.Targets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The series or sounds of one command, one after another. */
final class SignalRun {
  private final Kind kind;
  private final SignalOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Targets targets;
  private final Set<Format> formats;

  /** What differs between series and sounds. */
  interface Kind {
    /** What one is called. */
    String noun();

    /** Reads one, the part that is to be explained. */
    Series read(Path file);

    /** Explains one. */
    Explained explain(Series signal, Targets targets, Progress.Listener progress);

    /** What that will cost. */
    Forecast forecast(Series signal, Targets targets);
  }

  /**
   * What came of it.
   *
   * @param peaks where each target's map has its peak
   */
  record Explained(Explanation explanation, SignalReport report, List<String> peaks) {}

  SignalRun(Kind kind, SignalOptions options, PrintWriter out, PrintWriter err) {
    this.kind = kind;
    this.options = options;
    this.out = out;
    this.err = err;
    this.targets = Targets.parse(options.target);
    this.formats = Format.parse(options.format);
  }

  /** Explains every file and returns the exit code. */
  int explain(Map<String, Path> files) {
    int done = 0;
    int failed = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (Interruption.cancellation().isCancelled()) {
        break;
      }
      try {
        done += explain(file.getKey(), file.getValue()) ? 1 : 0;
      } catch (PamiException e) {
        failed++;
        String message = e.getMessage();
        String name = file.getValue().toString();
        err.println(
            "pami: " + (message.contains(name) ? message : "%s: %s".formatted(name, message)));
      }
    }
    if (Interruption.cancellation().isCancelled()) {
      err.println(
          "pami: interrupted; %d of %d %s are done".formatted(done, files.size(), plural()));
      return ExitCode.INTERRUPTED;
    }
    if (files.size() > 1 && !options.forecast && (failed > 0 || !options.quiet)) {
      (failed > 0 ? err : out)
          .println(
              "%d of %d %s explained%s"
                  .formatted(
                      done, files.size(), plural(), failed > 0 ? ", " + failed + " failed" : ""));
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private String plural() {
    return kind.noun().endsWith("s") ? kind.noun() : kind.noun() + "s";
  }

  /** Explains a file and writes its report; false if it was interrupted. */
  private boolean explain(String name, Path file) {
    Series signal = kind.read(file);
    String fileName = file.getFileName().toString();
    if (options.forecast) {
      Forecast cost = kind.forecast(signal, targets);
      if (!Interruption.cancellation().isCancelled()) {
        out.println(
            String.format(
                Locale.ROOT,
                "%s: about %,d model calls in %.1f s",
                fileName,
                cost.calls(),
                cost.time().toMillis() / 1000.0));
        out.flush();
      }
      return true;
    }
    Explained explained;
    try (ProgressDisplay display = ProgressDisplay.of(fileName, options.quiet)) {
      explained = kind.explain(signal, targets, display);
    }
    if (explained.explanation().cost().stopped() == StopReason.CANCELLED) {
      return false;
    }
    Path first =
        explained
            .report()
            .titled(fileName)
            .source(FileFacts.of(file))
            .formats(formats)
            .write(options.out.resolve(name));
    if (!options.quiet) {
      print(fileName, explained, first);
    }
    return true;
  }

  private void print(String fileName, Explained explained, Path first) {
    for (int k = 0; k < explained.peaks().size(); k++) {
      TargetExplanation target = explained.explanation().targets().get(k);
      out.println(
          String.format(
              Locale.ROOT,
              "%s: %s, score %.4f, all hidden %.4f",
              fileName,
              target.target(),
              target.score(),
              target.backgroundScore()));
      out.println(
          String.format(
              Locale.ROOT, "  peak %s, %+.3f", explained.peaks().get(k), target.map().max()));
      target.quality().ifPresent(quality -> CheckSummary.print(quality, out));
    }
    out.println(
        "%s: %s -> %s"
            .formatted(fileName, CheckSummary.calls(explained.explanation().cost()), first));
    out.flush();
  }
}
