package ai.pami.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.pami.PamiException;
import com.ibm.icu.text.BreakIterator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What turns a text into the tokens a model reads: a {@code tokenizer.json} as Hugging Face's
 * tokenizers write it. Thread-safe until closed.
 */
public final class Tokenizer implements AutoCloseable {
  private final String name;
  private final HuggingFaceTokenizer tokenizer;

  private Tokenizer(String name, HuggingFaceTokenizer tokenizer) {
    this.name = name;
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a {@code tokenizer.json}.
   *
   * @throws PamiException if it can't be read or is none
   */
  public static Tokenizer open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("tokenizer not found: " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.getFileName().toString(), in);
    } catch (IOException e) {
      throw new PamiException("tokenizer can't be read: " + file + " (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads a {@code tokenizer.json} from a stream, which is not closed.
   *
   * @param name for messages
   * @throws PamiException if it can't be read or is none
   */
  public static Tokenizer read(String name, InputStream in) {
    try {
      return new Tokenizer(
          name,
          HuggingFaceTokenizer.newInstance(
              in, Map.of("truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD")));
    } catch (IOException | RuntimeException e) {
      throw new PamiException(
          "%s is no tokenizer.json that can be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The tokens of a text, with those that mark its beginning and end.
   *
   * @param ids numbers in the vocabulary
   * @param types which of two texts a token belongs to; all 0 for one
   */
  record Tokens(List<Long> ids, List<Long> types) {}

  Tokens tokens(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new Tokens(list(encoding.getIds()), list(encoding.getTypeIds()));
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** How many tokens a text takes, those that mark its beginning and end included. */
  public int count(String text) {
    return tokenizer.encode(text).getIds().length;
  }

  /**
   * The tokeniser's own pieces as elements, mapped back to the characters that were typed: {@code
   * unbeliev} and {@code able}, never {@code ##able}. Where one character became several tokens
   * they are one element.
   */
  public TextElements pieces() {
    return new TextElements() {
      @Override
      public String name() {
        return "pieces";
      }

      @Override
      public List<Span> of(String text) {
        return spans(text);
      }
    };
  }

  private List<Span> spans(String text) {
    // Tokenizers drop accents and joiners that a letter or an emoji was typed with: pieces reach to
    // the borders of what people see as one character.
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    List<Span> spans = new ArrayList<>();
    for (CharSpan found : tokenizer.encode(text).getCharTokenSpans()) {
      if (found == null || found.getEnd() <= found.getStart()) {
        continue; // a mark of the beginning or the end
      }
      // The tokenizer counts code points.
      int start = text.offsetByCodePoints(0, found.getStart());
      int end = text.offsetByCodePoints(0, found.getEnd());
      while (start < end && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      start = characters.isBoundary(start) ? start : characters.preceding(start);
      end = characters.isBoundary(end) ? end : characters.following(end);
      int before = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
      start = Math.max(start, before);
      if (start < end) {
        spans.add(new Span(start, end));
      }
    }
    return List.copyOf(spans);
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
