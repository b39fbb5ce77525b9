package ai.pami.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.explanation.TargetExplanation;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A forest trained on real wages, explained for workers it has never seen. Run alone, it prints the
 * figures of {@code docs/table.md}.
 */
class WageForestTest {
  private static final Table WORKERS = WageForest.workers();
  private static final Table SAMPLE = WageForest.training(WORKERS);
  private static final List<Row> ROWS = WageForest.others(WORKERS);
  private static final WageForest FOREST = WageForest.trained(WORKERS);

  /** Exact Shapley values cost 1,024 calls a row and row of the background. */
  private static final int WITH_SHAPLEY = 24;

  private static TargetExplanation explained(
      Predictor<Row> model, Row row, RowBackground background) {
    return RowExplainer.of(model, background)
        .explain(row, Targets.index(0))
        .explanation()
        .targets()
        .get(0);
  }

  @Test
  void theForestHasLearntSomething() {
    double[] wages = WageForest.logWages(WORKERS);
    double[][] answers = FOREST.predict(ROWS);
    double[] truth = Arrays.copyOfRange(wages, WageForest.TRAINED, wages.length);
    double mean = Arrays.stream(truth).average().orElseThrow();
    double missed = 0;
    double spread = 0;
    for (int i = 0; i < truth.length; i++) {
      missed += Math.pow(truth[i] - answers[i][0], 2);
      spread += Math.pow(truth[i] - mean, 2);
    }
    System.out.printf(
        Locale.ROOT, "forest: explains %.2f of the unseen wages' variance%n", 1 - missed / spread);
    assertThat(missed).isLessThan(0.9 * spread);
  }

  /** The row with some of its cells from another. */
  private static Row mixed(Row row, Row other, BitSet shown) {
    List<Object> cells =
        IntStream.range(0, row.cells().size())
            .mapToObj(c -> (shown.get(c) ? row : other).cells().get(c))
            .toList();
    return new Row(row.columns(), cells);
  }

  private static BitSet without(int columns, List<Integer> hidden) {
    BitSet shown = new BitSet();
    shown.set(0, columns);
    hidden.forEach(shown::clear);
    return shown;
  }

  private static double score(Row row) {
    return FOREST.predict(List.of(row))[0][0];
  }

  @Test
  void hidingTheColumnsRankedHighestMovesThePredictionMoreThanRandomOnes() {
    RowBackground background = RowBackground.typical(SAMPLE);
    Row typical = background.rows().get(0);
    SplittableRandom random = new SplittableRandom(1);
    for (int count : new int[] {1, 2, 3}) {
      List<Double> moreLost = new ArrayList<>();
      List<Double> moreKept = new ArrayList<>();
      double highest = 0;
      double others = 0;
      for (Row row : ROWS) {
        double[] values = explained(FOREST, row, background).map().values();
        List<Integer> order =
            IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -Math.abs(values[c])))
                .toList();
        List<Integer> drawn = new ArrayList<>(order);
        double lost = moved(row, typical, order.subList(0, count));
        double kept = moved(row, typical, order.subList(count, order.size()));
        double lostByChance = 0;
        double keptByChance = 0;
        int draws = 8;
        for (int i = 0; i < draws; i++) {
          Collections.shuffle(drawn, new Random(random.nextLong()));
          lostByChance += moved(row, typical, drawn.subList(0, count)) / draws;
          keptByChance += moved(row, typical, drawn.subList(count, drawn.size())) / draws;
        }
        moreLost.add(lost - lostByChance);
        moreKept.add(keptByChance - kept);
        highest += lost / ROWS.size();
        others += lostByChance / ROWS.size();
      }
      System.out.printf(
          Locale.ROOT,
          "hiding %d columns moves the prediction by %.3f, random ones by %.3f%n",
          count,
          highest,
          others);
      assertThat(t(moreLost)).as("hidden: %d", count).isGreaterThan(4);
      assertThat(t(moreKept)).as("all but these hidden: %d", count).isGreaterThan(4);
    }
  }

  private static double moved(Row row, Row other, List<Integer> hidden) {
    return Math.abs(score(row) - score(mixed(row, other, without(row.cells().size(), hidden))));
  }

  /** Student's t of paired differences against none. */
  private static double t(List<Double> differences) {
    double n = differences.size();
    double mean = differences.stream().mapToDouble(d -> d).average().orElseThrow();
    double variance = differences.stream().mapToDouble(d -> Math.pow(d - mean, 2)).sum() / (n - 1);
    return mean / Math.sqrt(variance / n);
  }

  @Test
  void theMapsAgreeWithExactShapleyValuesBetterThanEitherHalfOfTheirEvidence() {
    for (RowBackground background :
        List.of(
            RowBackground.typical(SAMPLE),
            RowBackground.sampled(SAMPLE, 6, 1),
            RowBackground.row(SAMPLE.rows().get(5)))) {
      double[] rank = new double[3];
      double[] error = new double[3];
      int sameFirst = 0;
      for (Row row : ROWS.subList(0, WITH_SHAPLEY)) {
        double[] exact = ShapleyValues.of(FOREST, row, background);
        TargetExplanation explained = explained(FOREST, row, background);
        double[][] maps = {
          explained.map().values(), alone(row, background, true), alone(row, background, false)
        };
        for (int i = 0; i < maps.length; i++) {
          rank[i] += RankCorrelation.of(maps[i], exact) / WITH_SHAPLEY;
          error[i] += distance(maps[i], exact) / WITH_SHAPLEY;
        }
        sameFirst += largest(maps[0]) == largest(exact) ? 1 : 0;
      }
      System.out.printf(
          Locale.ROOT,
          "%s: rank correlation with Shapley values %.3f (shown alone %.3f, hidden alone %.3f), off by %.2f (%.2f, %.2f)"
              + " of their sizes, the same column first in %d of %d rows%n",
          background.name(),
          rank[0],
          rank[1],
          rank[2],
          error[0],
          error[1],
          error[2],
          sameFirst,
          WITH_SHAPLEY);
      assertThat(rank[0]).isGreaterThan(0.85).isGreaterThan(Math.max(rank[1], rank[2]));
      assertThat(error[0]).isLessThan(0.7 * Math.min(error[1], error[2]));
      assertThat(sameFirst).isGreaterThan(WITH_SHAPLEY * 3 / 4);
    }
  }

  /** What each column adds to the background, or takes from the row. */
  private static double[] alone(Row row, RowBackground background, boolean shown) {
    int columns = row.cells().size();
    double[] values = new double[columns];
    for (int c = 0; c < columns; c++) {
      BitSet one = new BitSet();
      one.set(c);
      for (Row other : background.rows()) {
        double difference =
            shown
                ? score(mixed(row, other, one)) - score(other)
                : score(row) - score(mixed(row, other, without(columns, List.of(c))));
        values[c] += difference / background.rows().size();
      }
    }
    return values;
  }

  private static double distance(double[] values, double[] exact) {
    double off = 0;
    for (int c = 0; c < exact.length; c++) {
      off += Math.abs(values[c] - exact[c]);
    }
    return off / Arrays.stream(exact).map(Math::abs).sum();
  }

  private static int largest(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .max(Comparator.comparingDouble(c -> Math.abs(values[c])))
        .orElseThrow();
  }

  @Test
  void columnsTheForestNeverSawAreWorthNothing() {
    SplittableRandom random = new SplittableRandom(2);
    Table more =
        WageForest.with(
            WageForest.with(WORKERS, "lottery", (row, i) -> random.nextInt(1000)),
            "number",
            (row, i) -> i);
    WageForest forest = WageForest.trained(more, "lottery", "number");
    RowBackground background = RowBackground.sampled(WageForest.training(more), 5, 1);
    for (Row row : WageForest.others(more).subList(0, WITH_SHAPLEY)) {
      double[] values = explained(forest, row, background).map().values();
      assertThat(values).hasSize(12);
      assertThat(values[10]).isZero();
      assertThat(values[11]).isZero();
      assertThat(Arrays.stream(values).filter(value -> value != 0).count()).isGreaterThan(3);
    }
  }

  @Test
  void copiesOfAColumnShareItsWorthAndAreHiddenAsOneWhenGrouped() {
    int education = WORKERS.column("education");
    Table twice = WageForest.with(WORKERS, "education copied", (row, i) -> row.number(education));
    WageForest forest = WageForest.trained(twice);
    RowBackground background = RowBackground.typical(WageForest.training(twice));
    List<Row> rows = WageForest.others(twice);
    int at = rows.get(0).columns().indexOf(new Column("education", Column.Kind.NUMBER));
    int copy = rows.get(0).columns().size() - 1;
    List<ColumnGroup> groups =
        IntStream.range(0, copy)
            .mapToObj(
                c ->
                    new ColumnGroup(
                        rows.get(0).columns().get(c).name(),
                        c == at ? List.of(at, copy) : List.of(c)))
            .toList();
    double[] shared = new double[rows.size()];
    double[] grouped = new double[rows.size()];
    double[] once = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      double[] values = explained(forest, rows.get(i), background).map().values();
      shared[i] = values[at] + values[copy];
      grouped[i] =
          RowExplainer.of(forest, background)
              .groups(groups)
              .explain(rows.get(i), Targets.index(0))
              .explanation()
              .map(0)
              .value(at);
      once[i] = explained(FOREST, ROWS.get(i), RowBackground.typical(SAMPLE)).map().value(at);
    }
    System.out.printf(
        Locale.ROOT,
        "education, over rows: rank correlation of its two copies together with the group of both %.3f, of the group with education in a forest without copies %.3f%n",
        RankCorrelation.of(shared, grouped),
        RankCorrelation.of(grouped, once));
    assertThat(RankCorrelation.of(shared, grouped)).isGreaterThan(0.9);
    assertThat(RankCorrelation.of(grouped, once)).isGreaterThan(0.8);
  }

  @Test
  void namesAndTheirOneHotColumnsInAGroupAreWorthTheSame() {
    List<Column> hot = new ArrayList<>();
    Table facts = WORKERS.without(List.of("wage"));
    for (int c = 0; c < facts.columns().size(); c++) {
      int column = c;
      String name = facts.columns().get(c).name();
      if (facts.columns().get(c).kind() == Column.Kind.NUMBER) {
        hot.add(facts.columns().get(c));
      } else {
        facts.rows().stream()
            .map(row -> row.text(column))
            .distinct()
            .sorted()
            .forEach(value -> hot.add(new Column(name + "=" + value, Column.Kind.NUMBER)));
      }
    }
    Predictor<Row> model =
        rows -> FOREST.predict(rows.stream().map(row -> named(row, facts.columns())).toList());
    Row other = SAMPLE.rows().get(7);
    List<ColumnGroup> groups = ColumnGroup.oneHot(hot, "=");
    assertThat(groups).hasSize(10);
    for (Row row : ROWS.subList(0, 20)) {
      double[] values =
          RowExplainer.of(model, RowBackground.row(hot(other, hot)))
              .groups(groups)
              .explain(hot(row, hot), Targets.index(0))
              .explanation()
              .map(0)
              .values();
      assertThat(values)
          .containsExactly(
              explained(FOREST, row, RowBackground.row(other)).map().values(), within(1e-12));
    }
  }

  private static Row hot(Row row, List<Column> hot) {
    List<Object> cells = new ArrayList<>();
    for (Column column : hot) {
      String[] parts = column.name().split("=", 2);
      int c = row.columns().stream().map(Column::name).toList().indexOf(parts[0]);
      cells.add(
          parts.length == 1
              ? row.cells().get(c)
              : (Object) (row.text(c).equals(parts[1]) ? 1.0 : 0.0));
    }
    return new Row(hot, cells);
  }

  /** The other way; fails where a one-hot feature is not exactly one of its names. */
  private static Row named(Row row, List<Column> columns) {
    List<Object> cells = new ArrayList<>();
    for (Column column : columns) {
      List<Object> found = new ArrayList<>();
      for (int c = 0; c < row.columns().size(); c++) {
        String name = row.columns().get(c).name();
        if (name.equals(column.name())) {
          found.add(row.number(c));
        } else if (name.startsWith(column.name() + "=") && row.number(c) == 1) {
          found.add(name.substring(column.name().length() + 1));
        }
      }
      assertThat(found).as(column.name()).hasSize(1);
      cells.add(found.get(0));
    }
    return new Row(columns, cells);
  }
}
