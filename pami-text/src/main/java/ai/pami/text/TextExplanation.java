package ai.pami.text;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A prediction for a text, explained.
 *
 * @param explanation the maps, a number an element, and what produced them
 * @param passage the text and its elements
 * @param windows in how many overlapping windows the model read it; 1 where it took all of it
 */
public record TextExplanation(Explanation explanation, Passage passage, int windows) {
  /**
   * An element and how much it matters.
   *
   * @param text as it was typed
   * @param span where it stands
   * @param importance in units of the target's score; NaN if no probe held it
   */
  public record Importance(String text, Span span, double importance) {}

  /** Every element's importance for target {@code index}, in the text's order. */
  public List<Importance> importances(int index) {
    ImportanceMap map = explanation.map(index);
    return IntStream.range(0, passage.size())
        .mapToObj(i -> new Importance(passage.element(i), passage.elements().get(i), map.value(i)))
        .toList();
  }
}
