package ai.pami.tabular;

import ai.pami.explanation.Explanation;
import java.util.List;

/**
 * A prediction for a row, explained.
 *
 * @param explanation the maps, a number a group of columns, and what produced them
 * @param row that was explained
 * @param groups of columns, in the maps' order
 * @param background what hidden cells showed
 */
public record RowExplanation(
    Explanation explanation, Row row, List<ColumnGroup> groups, RowBackground background) {
  public RowExplanation {
    groups = List.copyOf(groups);
  }
}
