package ai.pami.tabular;

import ai.pami.PamiException;
import java.util.ArrayList;
import java.util.HashMap;
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

  /**
   * Groups of columns by name; a group stands where the first of its columns stood, and columns in
   * none of them stay in the groups they are in.
   *
   * @param groups what the other columns are in: {@link #each} or {@link #oneHot}
   * @param named a group's name to the names of its columns, at least one
   * @throws PamiException if there is no such column, or it is in two groups
   */
  public static List<ColumnGroup> named(
      List<Column> columns, List<ColumnGroup> groups, Map<String, List<String>> named) {
    List<String> names = columns.stream().map(Column::name).toList();
    Map<Integer, String> owners = new HashMap<>();
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    named.forEach(
        (name, own) -> {
          List<Integer> places = new ArrayList<>();
          for (String column : own) {
            int place = names.indexOf(column);
            if (place < 0) {
              throw new PamiException(
                  "group '%s': no column '%s': there are %s"
                      .formatted(name, column, String.join(", ", names)));
            }
            String before = owners.putIfAbsent(place, name);
            if (before != null) {
              throw new PamiException(
                  "column '%s' is in the groups '%s' and '%s'".formatted(column, before, name));
            }
            places.add(place);
          }
          members.put(name, places);
        });
    List<ColumnGroup> all = new ArrayList<>();
    for (ColumnGroup group : groups) {
      List<Integer> left = new ArrayList<>();
      for (int column : group.columns()) {
        String owner = owners.get(column);
        if (owner == null) {
          left.add(column);
        } else if (members.containsKey(owner)) {
          all.add(new ColumnGroup(owner, members.remove(owner)));
        }
      }
      if (!left.isEmpty()) {
        all.add(new ColumnGroup(group.name(), left));
      }
    }
    return List.copyOf(all);
  }

  /** Every column for itself. */
  public static List<ColumnGroup> each(List<Column> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> new ColumnGroup(columns.get(i).name(), List.of(i)))
        .toList();
  }
}
