package ai.pami.cli;

import ai.pami.domain.Partitioner;
import ai.pami.text.Characters;
import ai.pami.text.Passage;
import ai.pami.text.TextBackground;
import ai.pami.text.TextElements;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextParts;
import ai.pami.text.TextWindows;
import ai.pami.text.Tokenizer;
import ai.pami.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of a text is hidden, and how. */
final class TextAskOptions {
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

  /** Sets on an explainer what was given. */
  TextExplainer apply(TextExplainer explainer, Optional<Tokenizer> tokenizer) {
    TextExplainer set = explainer.elements(elements(tokenizer)).background(background());
    if (partitions.isEmpty()) {
      return set;
    }
    List<Partitioner<Passage>> partitioners = new ArrayList<>();
    partitions.forEach(how -> partitioners.add(partitioner(how)));
    return set.partitioners(partitioners);
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
}
