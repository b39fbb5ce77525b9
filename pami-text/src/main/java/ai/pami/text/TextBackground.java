package ai.pami.text;

import java.util.Optional;

/**
 * What stands where an element is hidden.
 *
 * @param name for records: {@code deletion}
 * @param replacement in place of every hidden element, or empty to leave it out
 */
public record TextBackground(String name, Optional<String> replacement) {
  /** Hidden elements are left out; what is left is joined by the blanks that were there. */
  public static TextBackground deletion() {
    return new TextBackground("deletion", Optional.empty());
  }

  /**
   * Each hidden element gives way to this: a neutral word, or a token that the model knows as a
   * blank ({@code [MASK]}, {@code [PAD]}, {@code <unk>}).
   *
   * @throws IllegalArgumentException if it is blank
   */
  public static TextBackground word(String replacement) {
    if (replacement.isBlank()) {
      throw new IllegalArgumentException("a word that is blank: use deletion");
    }
    return new TextBackground("word:" + replacement, Optional.of(replacement));
  }
}
