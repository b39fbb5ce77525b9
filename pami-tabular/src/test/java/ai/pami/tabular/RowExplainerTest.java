package ai.pami.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows, explained on models whose every column's effect is known. */
class RowExplainerTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("age", Column.Kind.NUMBER),
          new Column("city", Column.Kind.CATEGORY),
          new Column("colour=red", Column.Kind.NUMBER),
          new Column("colour=blue", Column.Kind.NUMBER),
          new Column("income", Column.Kind.NUMBER));
  private static final Map<String, Double> CITIES = Map.of("Rome", 5.0, "Oslo", -3.0, "Bonn", 0.5);

  private static Row row(double age, String city, double red, double income) {
    return new Row(COLUMNS, List.of(age, city, red, 1 - red, income));
  }

  private static double effect(int column, Row row) {
    return switch (column) {
      case 0 -> 0.1 * row.number(0);
      case 1 -> CITIES.get(row.text(1));
      case 2 -> 2 * row.number(2);
      case 3 -> -row.number(3);
      default -> 0.25 * row.number(4);
    };
  }

  /** The sum of the effects, and its negative; no row may be of two colours, or of none. */
  private static double[][] additive(List<Row> rows) {
    return rows.stream()
        .peek(row -> assertThat(row.number(2) + row.number(3)).isEqualTo(1))
        .map(row -> IntStream.range(0, 5).mapToDouble(c -> effect(c, row)).sum())
        .map(sum -> new double[] {sum, -sum})
        .toArray(double[][]::new);
  }

  private static Table sample(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> cities = List.of("Rome", "Oslo", "Bonn");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      rows.add(
          row(
              random.nextInt(18, 90),
              cities.get(random.nextInt(3)),
              random.nextInt(2),
              random.nextInt(0, 200)));
    }
    return new Table(COLUMNS, rows);
  }

  private static RowExplainer explainer(Predictor<Row> model, RowBackground background) {
    return RowExplainer.of(model, background).groups(ColumnGroup.oneHot(COLUMNS, "="));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anAdditiveModelsGroupsAreWorthTheirEffectsAndRankedByThem(long seed) {
    Table table = sample(seed);
    Row row = table.rows().get(0);
    Row other = table.rows().get(1);
    RowExplanation explained =
        explainer(RowExplainerTest::additive, RowBackground.row(other))
            .explain(row, Targets.index(0, 1));
    List<int[]> groups = List.of(new int[] {0}, new int[] {1}, new int[] {2, 3}, new int[] {4});
    double[] effects =
        groups.stream()
            .mapToDouble(
                g -> Arrays.stream(g).mapToDouble(c -> effect(c, row) - effect(c, other)).sum())
            .toArray();
    assertThat(explained.groups().stream().map(ColumnGroup::name))
        .containsExactly("age", "city", "colour", "income");
    assertThat(explained.explanation().map(0).values()).containsExactly(effects, within(1e-9));
    assertThat(explained.explanation().map(1).values())
        .containsExactly(Arrays.stream(effects).map(e -> -e).toArray(), within(1e-9));
    // Two targets, one run: the row, the background, and each group shown and hidden.
    assertThat(explained.explanation().cost().calls()).isEqualTo(10);
    assertThat(order(explained.explanation().map(0).values())).isEqualTo(order(effects));
  }

  private static List<Integer> order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> -Math.round(1e6 * values[i])))
        .toList();
  }

  @Test
  void sampledRowsGiveTheEffectAgainstTheirMean() {
    Table table = sample(7);
    Row row = table.rows().get(0);
    RowExplanation explained =
        explainer(RowExplainerTest::additive, RowBackground.sampled(table, 100, 1))
            .explain(row, Targets.index(0));
    double mean = table.rows().stream().mapToDouble(r -> effect(4, r)).average().orElseThrow();
    assertThat(explained.explanation().map(0).value(3))
        .isCloseTo(effect(4, row) - mean, within(1e-9));
  }

  @Test
  void namedGroupsTakeTheirColumnsFromWhereTheyWere() {
    List<ColumnGroup> groups =
        ColumnGroup.named(
            COLUMNS,
            ColumnGroup.oneHot(COLUMNS, "="),
            Map.of("money", List.of("income", "age"), "red", List.of("colour=red")));
    assertThat(groups)
        .containsExactly(
            new ColumnGroup("money", List.of(4, 0)),
            new ColumnGroup("city", List.of(1)),
            new ColumnGroup("red", List.of(2)),
            new ColumnGroup("colour", List.of(3)));
    assertThatThrownBy(
            () ->
                ColumnGroup.named(
                    COLUMNS, ColumnGroup.each(COLUMNS), Map.of("g", List.of("age", "incme"))))
        .isInstanceOf(PamiException.class)
        .hasMessage(
            "group 'g': no column 'incme': there are age, city, colour=red, colour=blue, income");
    assertThatThrownBy(
            () ->
                ColumnGroup.named(
                    COLUMNS, ColumnGroup.each(COLUMNS), Map.of("g", List.of("age", "age"))))
        .isInstanceOf(PamiException.class)
        .hasMessage("column 'age' is in the groups 'g' and 'g'");
  }

  @Test
  void columnsInNoGroupAreNeverHidden() {
    Table table = sample(3);
    Row row = table.rows().get(2);
    Predictor<Row> model =
        rows -> {
          rows.forEach(copy -> assertThat(copy.cells().get(4)).isEqualTo(row.cells().get(4)));
          return additive(rows);
        };
    RowExplanation explained =
        RowExplainer.of(model, RowBackground.row(table.rows().get(5)))
            .groups(List.of(new ColumnGroup("who", List.of(0, 1))))
            .explain(row, Targets.index(0));
    assertThat(explained.explanation().domain().size()).isEqualTo(1);
  }

  @Test
  void threadsAndBatchesChangeNoBit() {
    Table table = sample(4);
    double[] first = null;
    for (int threads : new int[] {1, 2, 7}) {
      for (int batch : new int[] {1, 3, 64}) {
        double[] values =
            explainer(RowExplainerTest::additive, RowBackground.sampled(table, 5, 2))
                .threads(threads)
                .batch(batch)
                .explain(table.rows().get(0), Targets.index(0))
                .explanation()
                .map(0)
                .values();
        first = first == null ? values : first;
        assertThat(values).isEqualTo(first);
      }
    }
  }

  @Test
  void aCheckedRowHasAVerdictForEachTarget() {
    Table table = sample(5);
    RowExplanation explained =
        explainer(RowExplainerTest::additive, RowBackground.typical(table))
            .groups(ColumnGroup.oneHot(COLUMNS, "="))
            .background(RowBackground.row(table.rows().get(1)))
            .check(true)
            .explain(table.rows().get(0), Targets.index(0, 1));
    assertThat(explained.explanation().targets()).allMatch(target -> target.quality().isPresent());
    assertThat(explained.explanation().cost().checkCalls()).isBetween(1L, 12L);
    assertThat(explained.explanation().targets().get(0).quality().orElseThrow().unchecked())
        .contains("A second background: none is known.");
  }

  @Test
  void whatAModelDoesWrongIsNamed() {
    Table table = sample(6);
    Row row = table.rows().get(0);
    RowBackground background = RowBackground.row(table.rows().get(1));
    assertRefused(explainer(rows -> new double[0][], background), row, "did not answer each");
    assertRefused(explainer(rows -> null, background), row, "did not answer each");
    assertRefused(
        explainer(rows -> nan(rows.size()), background), row, "the score of target 0 is NaN");
    assertRefused(
        explainer(
            rows -> {
              throw new IllegalStateException("gone");
            },
            background),
        row,
        "gone");
    Table narrow = table.without(List.of("age"));
    assertRefused(
        explainer(RowExplainerTest::additive, RowBackground.typical(narrow)),
        row,
        "the background has the columns city, colour=red, colour=blue, income, the row age, city");
  }

  @Test
  void cellsThatAreEmptyAreNamedWhereTheModelAnswersNan() {
    List<Column> columns =
        List.of(new Column("age", Column.Kind.NUMBER), new Column("city", Column.Kind.CATEGORY));
    Row full = new Row(columns, List.of(40.0, "Rome"));
    Row empty = new Row(columns, List.of(Double.NaN, "Rome"));
    Predictor<Row> model =
        rows -> rows.stream().map(r -> new double[] {r.number(0)}).toArray(double[][]::new);
    for (boolean swapped : new boolean[] {false, true}) {
      assertRefused(
          RowExplainer.of(model, RowBackground.row(swapped ? empty : full)),
          swapped ? full : empty,
          "NaN where column 'age' is empty: fill such cells, or leave the column out");
    }
    // A model that knows what to do with empty cells is not stopped.
    RowExplanation explained =
        RowExplainer.of(
                rows ->
                    rows.stream()
                        .map(r -> new double[] {Double.isNaN(r.number(0)) ? -1 : r.number(0)})
                        .toArray(double[][]::new),
                RowBackground.row(full))
            .explain(empty, Targets.index(0));
    assertThat(explained.explanation().map(0).values()).containsExactly(-41, 0);
  }

  private static double[][] nan(int rows) {
    double[][] all = new double[rows][1];
    for (double[] one : all) {
      one[0] = Double.NaN;
    }
    return all;
  }

  private static void assertRefused(RowExplainer explainer, Row row, String message) {
    assertThatThrownBy(() -> explainer.explain(row, Targets.index(0)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aForecastAndASmallBudgetWork() {
    Table table = sample(8);
    RowExplainer explainer =
        explainer(RowExplainerTest::additive, RowBackground.row(table.rows().get(1)));
    assertThat(explainer.forecast(table.rows().get(0), Targets.index(0)).calls()).isEqualTo(10);
    assertThat(
            explainer
                .budget(3)
                .explain(table.rows().get(0), Targets.index(0))
                .explanation()
                .cost()
                .calls())
        .isEqualTo(3);
  }
}
