package ai.pami.text;

import ai.pami.domain.Partition;
import ai.pami.question.JointExplainer;
import ai.pami.question.JointInput;
import java.util.stream.IntStream;

/**
 * A text as one of several inputs that a model takes together; see {@link JointExplainer}. Its
 * parts are its words.
 */
public final class JointText {
  private JointText() {}

  /**
   * A text whose words are left out when hidden.
   *
   * @param name what the input is called in records
   */
  public static JointInput<String> of(String name, String text) {
    return of(name, Passage.of(text, Words.ofAnyLanguage()), TextBackground.deletion());
  }

  /**
   * A text over any elements and background.
   *
   * @param name what the input is called in records
   */
  public static JointInput<String> of(String name, Passage passage, TextBackground background) {
    int[] each = IntStream.range(0, passage.size()).toArray();
    return new JointInput<>(
        name,
        Partition.of(passage.domain(), each),
        shown -> new MaskedText(passage, background, shown).text());
  }
}
