package ai.pami.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report's rows say together.
 *
 * @param rows how many there are
 * @param verdicts how many maps of first targets have which verdict; none where nothing was checked
 * @param targets those that most rows were explained for, first
 * @param left how many targets are left out as too few rows were explained for them
 */
public record RowOverview(
    int rows, Map<String, Integer> verdicts, List<TargetView> targets, int left) {
  public RowOverview {
    targets = List.copyOf(targets);
    verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
  }

  public String rowsText() {
    return countText(rows);
  }

  /** A count with its thousands apart. */
  public String countText(int count) {
    return NumberText.count(count);
  }

  /**
   * One target.
   *
   * @param rows that were explained for it
   * @param columns the groups of columns, those of the greatest mean sizes first
   */
  public record TargetView(String label, int rows, List<ColumnView> columns) {
    public TargetView {
      columns = List.copyOf(columns);
    }

    public String rowsText() {
      return NumberText.count(rows);
    }
  }

  /**
   * One group of columns.
   *
   * @param size the mean size of its importance
   * @param mean its mean importance
   * @param first the number of rows where it is the largest
   * @param percent its mean size beside the largest, 0..100
   */
  public record ColumnView(String name, double size, double mean, int first, double percent) {
    public String firstText() {
      return NumberText.count(first);
    }

    public String sizeText() {
      return NumberText.of(size);
    }

    public String meanText() {
      return (mean > 0 ? "+" : "") + NumberText.of(mean);
    }
  }
}
