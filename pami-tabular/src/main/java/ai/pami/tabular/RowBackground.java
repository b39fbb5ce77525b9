package ai.pami.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What hidden cells show: the cells of these rows. With several rows, a copy's score is the mean
 * over them, each with its own cells where the copy hides.
 *
 * @param name for records
 * @param rows at least one
 */
public record RowBackground(String name, List<Row> rows) {
  public RowBackground {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a background of no rows");
    }
  }

  /**
   * The median of each column of numbers and the most frequent name of each other one, empty cells
   * apart; empty where all are. Of the two middle numbers it is the lower: their mean may be one
   * that can't be, such as half a child.
   */
  public static RowBackground typical(Table sample) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < sample.columns().size(); i++) {
      cells.add(
          sample.columns().get(i).kind() == Column.Kind.NUMBER
              ? (Object) median(sample, i)
              : mostFrequent(sample, i));
    }
    return new RowBackground(
        "typical(rows=%d)".formatted(sample.rows().size()),
        List.of(new Row(sample.columns(), cells)));
  }

  /** One row to compare with: "why this and not that". */
  public static RowBackground row(Row row) {
    return new RowBackground("row", List.of(row));
  }

  /**
   * Rows drawn from a sample without putting back. Each question costs as many model calls.
   *
   * @param count how many; all, if there are not so many
   */
  public static RowBackground sampled(Table sample, int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("a background of %d rows".formatted(count));
    }
    List<Row> rows = new ArrayList<>(sample.rows());
    SplittableRandom random = new SplittableRandom(seed);
    int drawn = Math.min(count, rows.size());
    for (int i = 0; i < drawn; i++) {
      int j = random.nextInt(i, rows.size());
      Row row = rows.get(i);
      rows.set(i, rows.get(j));
      rows.set(j, row);
    }
    return new RowBackground(
        "sampled(rows=%d, seed=%d)".formatted(drawn, seed), rows.subList(0, drawn));
  }

  private static double median(Table sample, int column) {
    double[] numbers =
        sample.rows().stream()
            .mapToDouble(row -> row.number(column))
            .filter(number -> !Double.isNaN(number))
            .toArray();
    if (numbers.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(numbers);
    return numbers[(numbers.length - 1) / 2];
  }

  private static String mostFrequent(Table sample, int column) {
    Map<String, Integer> counts = new TreeMap<>();
    sample.rows().stream()
        .map(row -> row.text(column))
        .filter(name -> !name.isEmpty())
        .forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
