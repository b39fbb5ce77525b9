package ai.pami.tabular;

import ai.pami.model.Predictor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * A random forest of Tribuo's, trained on the wages of 534 workers: real columns, of numbers and of
 * names, that hang together (a worker's age is about education, experience and six).
 */
final class WageForest implements Predictor<Row> {
  private static final String WAGE = "wage";
  static final int TRAINED = 400;
  private static final int TREES = 60;

  private static final long SEED = 3;

  /** Held, or its level would be forgotten with it: training writes a line a tree. */
  private static final Logger LOGGER = Logger.getLogger("org.tribuo");

  /** What the forest never sees of a row, though it is there. */
  private final List<String> unseen;

  private final Model<Regressor> forest;

  private WageForest(List<String> unseen, Model<Regressor> forest) {
    this.unseen = unseen;
    this.forest = forest;
  }

  /** The workers with their wages, in an order drawn once: the file's is by occupation. */
  static Table workers() {
    try {
      Table file = Table.read(Path.of(WageForest.class.getResource("wages.csv").toURI()));
      List<Row> rows = new ArrayList<>(file.rows());
      Collections.shuffle(rows, new Random(SEED));
      return new Table(file.columns(), rows);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same workers with a column more, written from the row and its number. */
  static Table with(Table workers, String name, ToDoubleBiFunction<Row, Integer> number) {
    List<Column> columns = new ArrayList<>(workers.columns());
    columns.add(new Column(name, Column.Kind.NUMBER));
    List<Row> rows = new ArrayList<>();
    for (Row row : workers.rows()) {
      List<Object> cells = new ArrayList<>(row.cells());
      cells.add(number.applyAsDouble(row, rows.size()));
      rows.add(new Row(columns, cells));
    }
    return new Table(columns, rows);
  }

  /** The logarithms of their wages. */
  static double[] logWages(Table workers) {
    int wage = workers.column(WAGE);
    return workers.rows().stream().mapToDouble(row -> Math.log(row.number(wage))).toArray();
  }

  /** Those the forest is trained on, without their wages. */
  static Table training(Table workers) {
    Table facts = workers.without(List.of(WAGE));
    return new Table(facts.columns(), facts.rows().subList(0, TRAINED));
  }

  /** Those it has never seen, without their wages. */
  static List<Row> others(Table workers) {
    Table facts = workers.without(List.of(WAGE));
    return facts.rows().subList(TRAINED, facts.rows().size());
  }

  /**
   * Trains a forest.
   *
   * @param unseen columns that it is not given
   */
  static WageForest trained(Table workers, String... unseen) {
    LOGGER.setLevel(Level.WARNING);
    double[] wages = logWages(workers);
    List<Row> facts = training(workers).rows();
    List<String> hidden = List.of(unseen);
    var origin =
        new SimpleDataSourceProvenance(
            "wages.csv", OffsetDateTime.parse("1985-05-01T00:00:00Z"), new RegressionFactory());
    var dataset = new MutableDataset<>(origin, new RegressionFactory());
    for (int i = 0; i < facts.size(); i++) {
      dataset.add(example(facts.get(i), hidden, new Regressor(WAGE, wages[i])));
    }
    Trainer<Regressor> trainer =
        new RandomForestTrainer<>(
            new CARTRegressionTrainer(10, 4, 0, 0.5f, false, new MeanSquaredError(), 1),
            new AveragingCombiner(),
            TREES);
    return new WageForest(hidden, trainer.train(dataset));
  }

  private static Example<Regressor> example(Row row, List<String> unseen, Regressor answer) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < row.columns().size(); i++) {
      Column column = row.columns().get(i);
      if (unseen.contains(column.name())) {
        continue;
      }
      boolean number = column.kind() == Column.Kind.NUMBER;
      names.add(number ? column.name() : column.name() + "=" + row.text(i));
      values.add(number ? row.number(i) : 1.0);
    }
    return new ArrayExample<>(
        answer,
        names.toArray(String[]::new),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The logarithm of each worker's wage. */
  @Override
  public double[][] predict(List<Row> rows) {
    return rows.stream()
        .map(row -> forest.predict(example(row, unseen, new Regressor(WAGE, Double.NaN))))
        .map(prediction -> new double[] {prediction.getOutput().getValues()[0]})
        .toArray(double[][]::new);
  }
}
