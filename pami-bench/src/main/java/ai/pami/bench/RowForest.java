package ai.pami.bench;

import ai.pami.model.Predictor;
import ai.pami.tabular.Column;
import ai.pami.tabular.Row;
import ai.pami.tabular.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * A random forest of 60 trees (Tribuo), trained on all rows of a table to tell one of its columns
 * from the others: a model of rows as they are served.
 */
final class RowForest implements Predictor<Row> {
  private static final int TREES = 60;
  private static final int SEED = 1;

  /** Held, or its level would be forgotten with it: training writes a line a tree. */
  private static final Logger LOGGER = Logger.getLogger("org.tribuo");

  private final Model<Regressor> forest;

  private RowForest(Model<Regressor> forest) {
    this.forest = forest;
  }

  /** Trained on {@code table}, whose column {@code told} holds what is to be told. */
  static RowForest of(Table table, String told) {
    LOGGER.setLevel(Level.WARNING);
    var origin = new SimpleDataSourceProvenance(told, OffsetDateTime.MIN, new RegressionFactory());
    var examples = new MutableDataset<>(origin, new RegressionFactory());
    List<Row> facts = table.without(List.of(told)).rows();
    for (int i = 0; i < facts.size(); i++) {
      double answer = table.rows().get(i).number(table.column(told));
      examples.add(example(facts.get(i), new Regressor(told, answer)));
    }
    return new RowForest(
        new RandomForestTrainer<>(
                new CARTRegressionTrainer(10, 4, 0, 0.5f, false, new MeanSquaredError(), SEED),
                new AveragingCombiner(),
                TREES)
            .train(examples));
  }

  private static Example<Regressor> example(Row row, Regressor answer) {
    int columns = row.columns().size();
    return new ArrayExample<>(
        answer,
        IntStream.range(0, columns).mapToObj(i -> feature(row, i)).toArray(String[]::new),
        IntStream.range(0, columns)
            .mapToDouble(i -> isNumber(row, i) ? row.number(i) : 1)
            .toArray());
  }

  private static String feature(Row row, int i) {
    String name = row.columns().get(i).name();
    return isNumber(row, i) ? name : name + "=" + row.text(i);
  }

  private static boolean isNumber(Row row, int i) {
    return row.columns().get(i).kind() == Column.Kind.NUMBER;
  }

  @Override
  public double[][] predict(List<Row> rows) {
    return rows.stream()
        .map(row -> forest.predict(example(row, new Regressor("unknown", Double.NaN))))
        .map(prediction -> prediction.getOutput().getValues())
        .toArray(double[][]::new);
  }
}
