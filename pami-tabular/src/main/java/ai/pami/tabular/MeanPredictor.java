package ai.pami.tabular;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Asks a model of rows about copies that are several rows each: a copy's answer is their mean. */
final class MeanPredictor implements Predictor<List<Row>> {
  private final Predictor<Row> model;

  MeanPredictor(Predictor<Row> model) {
    this.model = model;
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public double[][] predict(List<List<Row>> copies) {
    List<Row> all = copies.stream().flatMap(List::stream).toList();
    double[][] answers = model.predict(all);
    if (answers == null || answers.length != all.size()) {
      throw new PamiException(
          "the model was given %d rows and did not answer each".formatted(all.size()));
    }
    for (int i = 0; i < answers.length; i++) {
      requireNumbers(all.get(i), answers[i], answers[0]);
    }
    double[][] means = new double[copies.size()][];
    int at = 0;
    for (int i = 0; i < means.length; i++) {
      int end = at + copies.get(i).size();
      means[i] = mean(Arrays.copyOfRange(answers, at, end));
      at = end;
    }
    return means;
  }

  private static void requireNumbers(Row row, double[] answer, double[] first) {
    if (answer == null || answer.length != first.length) {
      throw new PamiException(
          "the model answered with %d numbers for one row and %s for another"
              .formatted(first.length, answer == null ? "none" : Integer.toString(answer.length)));
    }
    if (answer.length > 0 && Arrays.stream(answer).allMatch(Double::isNaN)) {
      List<String> empty = row.emptyColumns();
      if (!empty.isEmpty()) {
        throw new PamiException(
            "the model answers NaN where %s empty: fill such cells, or leave the column out"
                .formatted(
                    (empty.size() == 1 ? "column '%s' is" : "the columns '%s' are")
                        .formatted(String.join("', '", empty))));
      }
    }
  }

  /**
   * Taken as the first answer and the mean difference from it, so that the mean of equal answers is
   * that answer to the last bit: a column that the model does not read is worth nothing at all.
   */
  private static double[] mean(double[][] answers) {
    double[] mean = answers[0].clone();
    for (int k = 0; k < mean.length; k++) {
      double differences = 0;
      for (double[] answer : answers) {
        differences += answer[k] - answers[0][k];
      }
      mean[k] += differences / answers.length;
    }
    return mean;
  }
}
