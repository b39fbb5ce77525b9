package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.engine.Forecast;
import ai.pami.engine.StopReason;
import ai.pami.explanation.TargetExplanation;
import ai.pami.report.AnsiText;
import ai.pami.report.Format;
import ai.pami.report.OutputFolder;
import ai.pami.report.TextReport;
import ai.pami.target.Targets;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextExplanation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains texts. */
@Command(
    name = "text",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains what a text model read, in every TEXT: which words its answer depends on.",
      "",
      "OUT gets report.html, every text in colours, and explanation.json, every word's importance with its place. Needs no model: one"
          + " that tells whether an English sentence speaks well or ill comes along."
    },
    footer = {
      "",
      "Examples:",
      "  pami text \"A gorgeous, witty, seductive movie.\"",
      "  pami text --lines reviews.txt --target positive --out explained",
      "  pami text --file letter.txt --model intent.onnx --labels intents.txt --activation softmax --target top3",
      "  pami text --lines reviews.txt --endpoint http://host/v1/models/sentiment --scores /probabilities",
      "  pami text \"How do I reset my password?\" --similar-to \"I forgot my login\"",
      "  pami text \"not bad at all\" --background mask --partition window:1 --partition window:2",
      "",
      "Exit codes: 0 all done, 1 a text failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class TextCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TextInputs inputs;

  @Mixin private TextModelOptions modelOptions;

  @Mixin private EndpointOptions endpointOptions;

  @Option(
      names = "--target",
      paramLabel = "WHAT[,...]",
      defaultValue = "top1",
      description =
          "What to explain: top1, topK, an output's INDEX or LABEL, ONE vs OTHER for the difference of two, >=SCORE for every class"
              + " of such a score, several separated by commas (default: ${DEFAULT-VALUE}).")
  private String target;

  @Option(
      names = "--similar-to",
      paramLabel = "TEXT",
      description =
          "For models that answer with an embedding: explain the cosine similarity to this text's, in place of --target. Without"
              + " --model that of the embedded encoder (MiniLM).")
  private String similarTo;

  @Mixin private TextAskOptions askOptions;

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
      defaultValue = "html,json",
      description = "What to write: html, json (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--no-check",
      description =
          "Do not check the maps. Left out, every map gets a verdict with reasons, for up to 10 %% more model calls.")
  private boolean unchecked;

  @Option(
      names = "--forecast",
      description =
          "Only tell how many model calls and how much time each text will take; found by a second or so of asking.")
  private boolean forecast;

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Override
  public Integer call() {
    Targets targets = Targets.parse(target);
    Set<Format> formats = Format.parsePages(format);
    Map<String, String> named = inputs.named();
    if (!forecast) {
      OutputFolder.require(out);
    }
    try (RemoteRun remote = remote();
        TextModelOptions.Opened opened =
            remote == null
                ? modelOptions.open(similarTo != null)
                : modelOptions.served(remote.texts())) {
      targets = similarTo == null ? targets : similarity(opened);
      TextExplainer explainer = explainer(opened);
      if (remote != null) {
        explainer = remote.apply(explainer, limits);
      }
      TextReport report =
          TextReport.titled(
                  named.size() == 1 ? "What the model read" : "What the model read, text by text")
              .formats(formats);
      int done = 0;
      int failed = 0;
      for (Map.Entry<String, String> text : named.entrySet()) {
        if (Interruption.cancellation().isCancelled()) {
          break;
        }
        try {
          done += explain(explainer, targets, text.getKey(), text.getValue(), report) ? 1 : 0;
        } catch (PamiException e) {
          failed++;
          err().println("pami: %s: %s".formatted(text.getKey(), e.getMessage()));
          if (remote != null && remote.isDead()) {
            break;
          }
        }
      }
      if (!forecast && done > 0) {
        Path first = report.write(out);
        if (!quiet) {
          out().println("Open " + first);
          out().flush();
        }
      }
      int code = ended(named.size(), done, failed);
      return remote == null ? code : remote.ended(code, err());
    }
  }

  private Targets similarity(TextModelOptions.Opened opened) {
    double[] answer = opened.model().predict(List.of(similarTo))[0];
    float[] reference = new float[answer.length];
    for (int i = 0; i < answer.length; i++) {
      reference[i] = (float) answer[i];
    }
    return Targets.similarity(reference, "\"" + TextInputs.shortened(similarTo) + "\"");
  }

  /** The server that was given, or null. */
  private RemoteRun remote() {
    return endpointOptions.isGiven()
        ? endpointOptions.open(
            modelOptions.model(), modelOptions.output(), limits.batch, out, forecast)
        : null;
  }

  private int ended(int texts, int done, int failed) {
    if (Interruption.cancellation().isCancelled()) {
      err().println("pami: interrupted; %d of %d texts are done".formatted(done, texts));
      return ExitCode.INTERRUPTED;
    }
    if (texts > 1 && failed > 0) {
      err().println("%d of %d texts explained, %d failed".formatted(done, texts, failed));
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private TextExplainer explainer(TextModelOptions.Opened opened) {
    return askOptions.apply(
        limits
            .apply(TextExplainer.of(opened.model()))
            .labels(opened.labels())
            .activation(opened.activation())
            .check(!unchecked),
        opened.tokenizer());
  }

  /** Explains a text and adds it to the report; false if it was interrupted. */
  private boolean explain(
      TextExplainer explainer, Targets targets, String name, String text, TextReport report) {
    if (forecast) {
      Forecast cost = explainer.forecast(text, targets);
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: about %,d model calls in %.1f s",
                  name,
                  cost.calls(),
                  cost.time().toMillis() / 1000.0));
      out().flush();
      return true;
    }
    TextExplanation explained;
    try (ProgressDisplay display = ProgressDisplay.of(name, quiet)) {
      explained = explainer.progress(display).explain(text, targets);
    }
    if (explained.explanation().cost().stopped() == StopReason.CANCELLED) {
      return false;
    }
    report.add(name, explained, Map.of("from", name));
    if (!quiet) {
      print(name, explained);
    }
    return true;
  }

  private void print(String name, TextExplanation explained) {
    List<TargetExplanation> targets = explained.explanation().targets();
    for (int k = 0; k < targets.size(); k++) {
      TargetExplanation one = targets.get(k);
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %s, score %.4f, all words hidden %.4f",
                  name,
                  one.target(),
                  one.score(),
                  one.backgroundScore()));
      if (Terminal.isInteractive()) {
        out().println("  " + AnsiText.of(explained, k));
      }
      String strongest = strongest(explained, k);
      if (!strongest.isEmpty()) {
        out().println("  " + strongest);
      }
      one.quality().ifPresent(quality -> CheckSummary.print(quality, out()));
    }
    out().println("%s: %s".formatted(name, CheckSummary.calls(explained.explanation().cost())));
    out().flush();
  }

  private static String strongest(TextExplanation explained, int k) {
    return explained.importances(k).stream()
        .filter(word -> !Double.isNaN(word.importance()))
        .sorted((a, b) -> Double.compare(Math.abs(b.importance()), Math.abs(a.importance())))
        .limit(6)
        .map(word -> String.format(Locale.ROOT, "%s %+.3f", word.text(), word.importance()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
