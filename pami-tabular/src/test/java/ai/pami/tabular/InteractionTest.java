package ai.pami.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose columns count together. */
class InteractionTest {
  private static final int COLUMNS = 6;

  /** Rows that share no cell. */
  private static Table table(SplittableRandom random) {
    List<Column> columns =
        IntStream.range(0, COLUMNS).mapToObj(i -> new Column("c" + i, Column.Kind.NUMBER)).toList();
    List<Row> rows =
        IntStream.range(0, 4)
            .mapToObj(
                r ->
                    new Row(
                        columns,
                        IntStream.range(0, COLUMNS)
                            .mapToObj(c -> (Object) (double) (20 * r + random.nextInt(-5, 6)))
                            .toList()))
            .toList();
    return new Table(columns, rows);
  }

  private static double[] map(Predictor<Row> model, Table table, RowBackground background) {
    return RowExplainer.of(model, background)
        .explain(table.rows().get(0), Targets.index(0))
        .explanation()
        .map(0)
        .values();
  }

  /**
   * Of what two columns are worth only together each gets half: the mean of the first and the last
   * marginal contribution is then the Shapley value itself.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whereColumnsCountInPairsTheMapIsTheShapleyValue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Table table = table(random);
    double[][] weights = new double[COLUMNS][COLUMNS];
    for (double[] row : weights) {
      Arrays.setAll(row, i -> random.nextDouble(-1, 1));
    }
    Predictor<Row> pairs =
        rows ->
            rows.stream()
                .map(Row::numbers)
                .map(
                    x ->
                        new double[] {
                          IntStream.range(0, COLUMNS * COLUMNS)
                              .mapToDouble(
                                  ij ->
                                      weights[ij / COLUMNS][ij % COLUMNS]
                                          * Math.sin(x[ij / COLUMNS])
                                          * x[ij % COLUMNS])
                              .sum()
                        })
                .toArray(double[][]::new);
    RowBackground background = RowBackground.sampled(table, 3, seed);
    assertThat(map(pairs, table, background))
        .containsExactly(ShapleyValues.of(pairs, table.rows().get(0), background), within(1e-9));
  }

  /**
   * What three columns are worth only together is a third each; the map says half, as documented.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whereThreeColumnsCountTogetherEachIsWorthHalf(long seed) {
    Table table = table(new SplittableRandom(seed));
    Row row = table.rows().get(0);
    Row other = table.rows().get(1);
    Predictor<Row> all =
        rows ->
            rows.stream()
                .map(Row::numbers)
                .map(
                    x ->
                        new double[] {
                          IntStream.of(0, 2, 3).allMatch(c -> x[c] == row.number(c)) ? 6 : 0
                        })
                .toArray(double[][]::new);
    assertThat(map(all, table, RowBackground.row(other))).containsExactly(3, 0, 3, 3, 0, 0);
    assertThat(ShapleyValues.of(all, row, RowBackground.row(other)))
        .containsExactly(new double[] {2, 0, 2, 2, 0, 0}, within(1e-9));
  }
}
