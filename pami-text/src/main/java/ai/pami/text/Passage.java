package ai.pami.text;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import java.util.List;

/**
 * A text and its elements.
 *
 * @param text as it was typed
 * @param elements in order, at least one
 */
public record Passage(String text, List<Span> elements) {
  public Passage {
    elements = List.copyOf(elements);
    int end = 0;
    for (Span span : elements) {
      if (span.start() < end || span.end() > text.length()) {
        throw new IllegalArgumentException(
            "the element [%d, %d) overlaps the one before it or the text's end"
                .formatted(span.start(), span.end()));
      }
      end = span.end();
    }
    if (elements.isEmpty()) {
      throw new PamiException(
          Blank.is(text, 0, text.length())
              ? "the text is empty: there is nothing to explain"
              : "the text has nothing that could be hidden");
    }
  }

  /**
   * A text cut into elements.
   *
   * @throws PamiException if there are none
   */
  public static Passage of(String text, TextElements elements) {
    return new Passage(text, elements.of(text));
  }

  /** The number of elements. */
  public int size() {
    return elements.size();
  }

  /** The elements as a domain of one axis. */
  public Domain domain() {
    return Domain.of(elements.size());
  }

  /** The characters of one element. */
  public String element(int index) {
    return elements.get(index).of(text);
  }

  /** What lies between an element and the one before it; before the first, what the text begins. */
  String gap(int index) {
    return text.substring(
        index == 0 ? 0 : elements.get(index - 1).end(), elements.get(index).start());
  }
}
