package ai.pami.models;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.tabular.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker earns in dollars an hour: the earnings function of Mincer ("Schooling, Experience,
 * and Earnings", 1974), the logarithm of the wage as a sum over years of school, years of
 * experience and their square, and facts such as occupation and sector. Its numbers were fitted by
 * this project to 534 workers of 1985 (Berndt 1991) with {@code ai.pami.bench.TrainWages}, which
 * prints its error on workers left out. It describes that survey, not what anybody should earn.
 */
public final class Wages implements Predictor<Row> {
  private final double intercept;

  /** What a unit of a column is worth, by column. */
  private final Map<String, Double> slopes;

  /** What a unit of a column's square is worth, by column. */
  private final Map<String, Double> squares;

  /** What a name in a column is worth, by column and name; names that aren't there are worth 0. */
  private final Map<String, Map<String, Double>> names;

  private Wages(JsonNode json) {
    this.intercept = json.path("intercept").asDouble();
    this.slopes = numbers(json.path("slopes"));
    this.squares = numbers(json.path("squares"));
    this.names = new LinkedHashMap<>();
    json.path("names")
        .properties()
        .forEach(column -> names.put(column.getKey(), numbers(column.getValue())));
  }

  /**
   * Opens the model.
   *
   * @throws PamiException if it is missing from this installation
   */
  public static Wages open() {
    try (InputStream in = MiniLm.resource("wages.json")) {
      return of(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new PamiException("the embedded model can't be read: " + e.getMessage(), e);
    }
  }

  /** A model of these numbers, in the form of the one that comes along. */
  public static Wages of(JsonNode numbers) {
    return new Wages(numbers);
  }

  private static Map<String, Double> numbers(JsonNode node) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    node.properties().forEach(field -> numbers.put(field.getKey(), field.getValue().asDouble()));
    return numbers;
  }

  /** A row's wage in dollars an hour, {@code [rows][1]}. */
  @Override
  public double[][] predict(List<Row> rows) {
    return rows.stream().map(row -> new double[] {wage(row)}).toArray(double[][]::new);
  }

  private double wage(Row row) {
    double sum = intercept;
    for (int c = 0; c < row.columns().size(); c++) {
      String column = row.columns().get(c).name();
      if (slopes.containsKey(column)) {
        sum += slopes.get(column) * row.number(c);
      }
      if (squares.containsKey(column)) {
        sum += squares.get(column) * row.number(c) * row.number(c);
      }
      if (names.containsKey(column)) {
        sum += names.get(column).getOrDefault(row.text(c), 0.0);
      }
    }
    return Math.exp(sum);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("model", "wages", "runtime", "Java");
  }
}
