package ai.pami.tabular;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Columns that are kept and hidden together, such as the one-hot columns of one feature.
 *
 * @param name of the group
 * @param columns where its columns stand, at least one
 */
public record ColumnGroup(String name, List<Integer> columns) {
  public ColumnGroup {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("the group '%s' has no columns".formatted(name));
    }
  }

  /**
   * Columns whose names share what stands before the separator, such as {@code colour=red} and
   * {@code colour=blue}, as the group of that name; the others each for itself. In the order in
   * which they first appear.
   *
   * @throws IllegalArgumentException if the separator is empty
   */
  public static List<ColumnGroup> oneHot(List<Column> columns, String separator) {
    if (separator.isEmpty()) {
      throw new IllegalArgumentException("an empty separator of one-hot names");
    }
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      int end = name.indexOf(separator);
      groups
          .computeIfAbsent(end <= 0 ? name : name.substring(0, end), key -> new ArrayList<>())
          .add(i);
    }
    return groups.entrySet().stream()
        .map(group -> new ColumnGroup(group.getKey(), group.getValue()))
        .toList();
  }

  /** Every column for itself. */
  static List<ColumnGroup> each(List<Column> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> new ColumnGroup(columns.get(i).name(), List.of(i)))
        .toList();
  }
}
