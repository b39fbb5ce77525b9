package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.domain.Partitioner;
import ai.pami.engine.Forecast;
import ai.pami.engine.StopReason;
import ai.pami.explanation.TargetExplanation;
import ai.pami.report.AnsiText;
import ai.pami.report.Format;
import ai.pami.report.OutputFolder;
import ai.pami.report.TextReport;
import ai.pami.target.Targets;
import ai.pami.text.Characters;
import ai.pami.text.Passage;
import ai.pami.text.TextBackground;
import ai.pami.text.TextElements;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextExplanation;
import ai.pami.text.TextParts;
import ai.pami.text.TextWindows;
import ai.pami.text.Tokenizer;
import ai.pami.text.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
      "  pami text \"not bad at all\" --background mask --partition window:1 --partition window:2",
      "",
      "Exit codes: 0 all done, 1 a text failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class TextCommand implements Callable<Integer> {
  private static final int LONGEST_NAME = 60;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Texts, in quotes; - reads one from the standard input.")
  private List<String> texts = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A file that is one text (UTF-8), may be repeated.")
  private List<Path> files = List.of();

  @Option(
      names = "--lines",
      paramLabel = "FILE",
      description = "A file with a text a line (UTF-8), may be repeated.")
  private List<Path> lines = List.of();

  @Mixin private TextModelOptions modelOptions;

  @Mixin private EndpointOptions endpointOptions;

  @Option(
      names = "--target",
      paramLabel = "WHAT[,...]",
      defaultValue = "top1",
      description =
          "What to explain: top1, topK, an output's INDEX or LABEL, several separated by commas (default: ${DEFAULT-VALUE}).")
  private String target;

  @Option(
      names = "--elements",
      paramLabel = "NAME",
      defaultValue = "words",
      description =
          "What is kept or hidden: words, characters, or the tokenizer's pieces (default: ${DEFAULT-VALUE}).")
  private String elements;

  @Option(
      names = "--background",
      paramLabel = "NAME",
      defaultValue = "deletion",
      description =
          "What stands where a word is hidden: deletion, mask ([MASK]), pad ([PAD]) or word:WORD (default: ${DEFAULT-VALUE}).")
  private String background;

  @Option(
      names = "--partition",
      paramLabel = "HOW",
      description =
          "PAMI in place of the default method, with the text cut up this way, may be repeated: window:N, phrases, sentences.")
  private List<String> partitions = List.of();

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
    Map<String, String> named = named();
    if (!forecast) {
      OutputFolder.require(out);
    }
    try (RemoteRun remote = remote();
        TextModelOptions.Opened opened =
            remote == null ? modelOptions.open() : modelOptions.served(remote.texts())) {
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
    TextExplainer explainer =
        limits
            .apply(TextExplainer.of(opened.model()))
            .labels(opened.labels())
            .activation(opened.activation())
            .check(!unchecked)
            .elements(elements(opened.tokenizer()))
            .background(background());
    if (partitions.isEmpty()) {
      return explainer;
    }
    List<Partitioner<Passage>> partitioners = new ArrayList<>();
    partitions.forEach(how -> partitioners.add(partitioner(how)));
    return explainer.partitioners(partitioners);
  }

  private TextElements elements(Optional<Tokenizer> tokenizer) {
    return switch (elements) {
      case "words" -> Words.ofAnyLanguage();
      case "characters" -> new Characters();
      case "pieces" ->
          tokenizer
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--elements pieces: a server's tokenizer is not known; choose words or characters"))
              .pieces();
      default ->
          throw new IllegalArgumentException(
              "--elements '%s': choose words, characters or pieces".formatted(elements));
    };
  }

  private TextBackground background() {
    if (background.startsWith("word:") && background.length() > 5) {
      return TextBackground.word(background.substring(5));
    }
    return switch (background) {
      case "deletion" -> TextBackground.deletion();
      case "mask" -> TextBackground.word("[MASK]");
      case "pad" -> TextBackground.word("[PAD]");
      default ->
          throw new IllegalArgumentException(
              "--background '%s': choose deletion, mask, pad or word:WORD".formatted(background));
    };
  }

  private static Partitioner<Passage> partitioner(String how) {
    if (how.matches("window:\\d{1,6}")) {
      return TextWindows.of(Integer.parseInt(how.substring(7)));
    }
    return switch (how) {
      case "phrases" -> TextParts.phrases();
      case "sentences" -> TextParts.sentences(Locale.ENGLISH);
      default ->
          throw new IllegalArgumentException(
              "--partition '%s': choose window:N, phrases or sentences".formatted(how));
    };
  }

  /** The texts by a name for each. */
  private Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    for (String text : texts) {
      String whole = text.equals("-") ? standardInput() : text;
      put(named, text.equals("-") ? "standard input" : shortened(text), whole);
    }
    for (Path file : files) {
      put(named, file.toString(), read(file));
    }
    for (Path file : lines) {
      List<String> all = read(file).lines().toList();
      for (int i = 0; i < all.size(); i++) {
        if (!all.get(i).isBlank()) {
          put(named, "%s, line %d".formatted(file, i + 1), all.get(i));
        }
      }
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException("no text: give one in quotes, or --file, or --lines");
    }
    return named;
  }

  private static void put(Map<String, String> named, String name, String text) {
    String free = name;
    for (int n = 2; named.containsKey(free); n++) {
      free = "%s (%d)".formatted(name, n);
    }
    named.put(free, text);
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "empty text";
    }
    return line.codePointCount(0, line.length()) <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
  }

  private static String standardInput() {
    // The stream is the process's own.
    InputStream in = System.in;
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new PamiException("the standard input can't be read: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("text not found: " + file);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new PamiException("%s is not text in UTF-8: convert it first".formatted(file), e);
    } catch (IOException e) {
      throw new PamiException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
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
