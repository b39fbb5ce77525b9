package ai.pami.report;

import ai.pami.explanation.TargetExplanation;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.RowExplanation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Adds up explained rows, in memory that depends on columns and targets alone. */
final class RowSums {
  private static final int MOST_TARGETS = 8;

  private final Map<String, Sum> targets = new LinkedHashMap<>();
  private final Map<String, Integer> verdicts = new LinkedHashMap<>();
  private int rows;

  /** Of one target. */
  private static final class Sum {
    private final List<ColumnGroup> groups;
    private final double[] sizes;
    private final double[] values;
    private final int[] first;
    private int rows;

    Sum(List<ColumnGroup> groups) {
      this.groups = groups;
      this.sizes = new double[groups.size()];
      this.values = new double[groups.size()];
      this.first = new int[groups.size()];
    }

    void add(double[] map) {
      rows++;
      int largest = 0;
      for (int g = 0; g < map.length; g++) {
        sizes[g] += Math.abs(map[g]);
        values[g] += map[g];
        largest = Math.abs(map[g]) > Math.abs(map[largest]) ? g : largest;
      }
      first[largest] += map[largest] != 0 ? 1 : 0;
    }

    RowOverview.TargetView view(String label) {
      double most = IntStream.range(0, sizes.length).mapToDouble(g -> sizes[g]).max().orElse(0);
      return new RowOverview.TargetView(
          label,
          rows,
          IntStream.range(0, sizes.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer g) -> -sizes[g]))
              .map(
                  g ->
                      new RowOverview.ColumnView(
                          groups.get(g).name(),
                          sizes[g] / rows,
                          values[g] / rows,
                          first[g],
                          most > 0 ? 100 * sizes[g] / most : 0))
              .toList());
    }
  }

  void add(RowExplanation explained) {
    rows++;
    List<TargetExplanation> all = explained.explanation().targets();
    for (TargetExplanation one : all) {
      targets
          .computeIfAbsent(one.target().label(), label -> new Sum(explained.groups()))
          .add(one.map().values());
    }
    all.get(0)
        .quality()
        .ifPresent(quality -> verdicts.merge(quality.verdict().toString(), 1, Integer::sum));
  }

  RowOverview overview() {
    List<RowOverview.TargetView> views =
        targets.entrySet().stream()
            .sorted(Comparator.comparingInt((Map.Entry<String, Sum> one) -> -one.getValue().rows))
            .limit(MOST_TARGETS)
            .map(one -> one.getValue().view(one.getKey()))
            .toList();
    return new RowOverview(rows, verdicts, views, targets.size() - views.size());
  }
}
