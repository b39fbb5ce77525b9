package ai.pami.text;

/**
 * A stretch of a text, in Java's characters (UTF-16 code units).
 *
 * @param start the first character, from 0
 * @param end the character after the last
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no stretch of text: [%d, %d)".formatted(start, end));
    }
  }

  /** The characters of {@code text} that lie here. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
