package ai.pami.bench;

import ai.pami.models.Wages;
import ai.pami.tabular.Row;
import ai.pami.tabular.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Fits the embedded {@link Wages}: least squares of the logarithm of the wage. Every fifth worker
 * is left out, and the error on those is printed, beside that of the mean.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.TrainWages \
 *      workers.csv pami-models/src/main/resources/ai/pami/models/wages.json
 * }</pre>
 */
public final class TrainWages {
  private static final String WAGE = "wage";
  private static final List<String> SLOPES = List.of("education", "experience", "south");
  private static final List<String> SQUARES = List.of("experience");
  private static final List<String> NAMES = List.of("gender", "occupation", "sector");

  /** One of the sum's terms: a number times what a row has of it. */
  private record Term(String kind, String column, String name) {
    double of(Row row, int column) {
      return switch (kind) {
        case "slopes" -> row.number(column);
        case "squares" -> row.number(column) * row.number(column);
        default -> row.text(column).equals(name) ? 1 : 0;
      };
    }
  }

  private TrainWages() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: TrainWages WORKERS.csv WAGES.json");
      System.exit(2);
    }
    Table workers = Table.read(Path.of(arguments[0]));
    List<Row> trained = chosen(workers, false);
    List<Row> leftOut = chosen(workers, true);
    List<Term> terms = terms(workers);
    ObjectNode fitted = fit(workers, trained, terms);
    int wage = workers.column(WAGE);
    double mean =
        trained.stream().mapToDouble(row -> Math.log(row.number(wage))).average().orElseThrow();
    Wages model = Wages.of(fitted);
    System.out.printf(
        Locale.ROOT,
        "fitted %d numbers to %d workers; of %d left out it explains %.0f %% of the variance of the logarithm of the wage%n",
        terms.size() + 1,
        trained.size(),
        leftOut.size(),
        100 * (1 - squares(leftOut, wage, model) / squares(leftOut, wage, mean)));
    Files.writeString(
        Path.of(arguments[1]),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fitted)
            + "\n");
  }

  private static List<Row> chosen(Table workers, boolean leftOut) {
    return IntStream.range(0, workers.rows().size())
        .filter(i -> TrainSentiment.isLeftOut(i) == leftOut)
        .mapToObj(workers.rows()::get)
        .toList();
  }

  /**
   * Of every column of names the first one is left out: it is what the others are compared with.
   */
  private static List<Term> terms(Table workers) {
    List<Term> terms = new ArrayList<>();
    SLOPES.forEach(column -> terms.add(new Term("slopes", column, "")));
    SQUARES.forEach(column -> terms.add(new Term("squares", column, "")));
    for (String column : NAMES) {
      int at = workers.column(column);
      var names = new TreeSet<String>();
      workers.rows().forEach(row -> names.add(row.text(at)));
      names.stream().skip(1).forEach(name -> terms.add(new Term("names", column, name)));
    }
    return terms;
  }

  private static ObjectNode fit(Table workers, List<Row> rows, List<Term> terms) {
    int wage = workers.column(WAGE);
    double[] logarithms = rows.stream().mapToDouble(row -> Math.log(row.number(wage))).toArray();
    double[][] x = new double[rows.size()][terms.size()];
    for (int r = 0; r < x.length; r++) {
      for (int t = 0; t < terms.size(); t++) {
        x[r][t] = terms.get(t).of(rows.get(r), workers.column(terms.get(t).column()));
      }
    }
    var regression = new OLSMultipleLinearRegression();
    regression.newSampleData(logarithms, x);
    double[] numbers = regression.estimateRegressionParameters();
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("intercept", rounded(numbers[0]));
    for (int t = 0; t < terms.size(); t++) {
      Term term = terms.get(t);
      ObjectNode kind = root.withObject("/" + term.kind());
      if (term.name().isEmpty()) {
        kind.put(term.column(), rounded(numbers[t + 1]));
      } else {
        kind.withObject("/" + term.column()).put(term.name(), rounded(numbers[t + 1]));
      }
    }
    return root;
  }

  private static double rounded(double number) {
    return Math.round(number * 1e6) / 1e6;
  }

  private static double squares(List<Row> rows, int wage, Wages model) {
    double[][] told = model.predict(rows);
    return IntStream.range(0, rows.size())
        .mapToDouble(i -> Math.pow(Math.log(rows.get(i).number(wage)) - Math.log(told[i][0]), 2))
        .sum();
  }

  private static double squares(List<Row> rows, int wage, double logarithm) {
    return rows.stream()
        .mapToDouble(row -> Math.pow(Math.log(row.number(wage)) - logarithm, 2))
        .sum();
  }
}
