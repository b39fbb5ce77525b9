package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.PerturbationCurve;
import ai.pami.evaluate.statistics.Bootstrap;
import ai.pami.evaluate.statistics.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The numbers of a study, by method, metric and picture, whatever order the pictures come in. */
final class Tally {
  private record Key(String method, String metric) {}

  /** The sum of curves of equal steps. */
  private static final class CurveSum {
    private final int pixels;
    private final int step;
    private final double[] scores;
    private int count;
    private boolean mixed;

    CurveSum(PerturbationCurve first) {
      this.pixels = first.pixels();
      this.step = first.step();
      this.scores = new double[first.scores().size()];
    }

    void add(PerturbationCurve curve) {
      mixed |= curve.pixels() != pixels || curve.step() != step;
      for (int i = 0; !mixed && i < scores.length; i++) {
        scores[i] += curve.scores().get(i);
      }
      count++;
    }

    MeanCurve mean(Key key) {
      List<Double> means = Arrays.stream(scores).mapToObj(sum -> sum / count).toList();
      return new MeanCurve(
          key.method(), key.metric(), new PerturbationCurve(pixels, step, means), count);
    }
  }

  private final Study study;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Key, Measurement[]> measured = new LinkedHashMap<>();
  private final Map<Key, CurveSum> curves = new LinkedHashMap<>();
  private int rows;

  Tally(Study study) {
    this.study = study;
    study.pictures().forEach(picture -> numbers.put(picture.name(), numbers.size()));
    for (Metric metric : study.metrics()) {
      for (String method : study.methods().keySet()) {
        measured.put(new Key(method, metric.name()), new Measurement[numbers.size()]);
      }
    }
  }

  /** Adds a row; false if the study has no such picture, method and metric, or has the row. */
  boolean add(Measurement row) {
    Integer number = numbers.get(row.image());
    Measurement[] column = measured.get(new Key(row.method(), row.metric()));
    if (number == null || column == null || column[number] != null) {
      return false;
    }
    // Curves are summed up and names are shared: what is kept of a picture is a few numbers.
    column[number] =
        new Measurement("", "", "", "", row.value(), row.calls(), row.seconds(), Optional.empty());
    rows++;
    addCurve(row);
    return true;
  }

  /** Adds a row's curve alone. */
  void addCurve(Measurement row) {
    row.curve()
        .ifPresent(
            curve ->
                curves
                    .computeIfAbsent(
                        new Key(row.method(), row.metric()), key -> new CurveSum(curve))
                    .add(curve));
  }

  int rows() {
    return rows;
  }

  List<StudyRow> summarise() {
    Bootstrap bootstrap = Bootstrap.of(study.seed());
    String first = study.methods().keySet().iterator().next();
    List<StudyRow> summaries = new ArrayList<>();
    for (Metric metric : study.metrics()) {
      double[] reference = values(new Key(first, metric.name()), Measurement::value);
      for (String method : study.methods().keySet()) {
        Key key = new Key(method, metric.name());
        double[] values = values(key, Measurement::value);
        Optional<Summary> difference =
            method.equals(first)
                ? Optional.empty()
                : Optional.of(bootstrap.pairedDifference(values, reference));
        summaries.add(
            new StudyRow(
                method,
                metric.name(),
                metric.higherIsBetter(),
                bootstrap.mean(values),
                difference,
                mean(values(key, Measurement::calls)),
                mean(values(key, Measurement::seconds))));
      }
    }
    return summaries;
  }

  List<MeanCurve> meanCurves() {
    return measured.keySet().stream()
        .filter(key -> curves.containsKey(key) && !curves.get(key).mixed)
        .map(key -> curves.get(key).mean(key))
        .toList();
  }

  /** Of the pictures judged, in the data set's order. */
  private double[] values(Key key, ToDoubleFunction<Measurement> number) {
    Measurement[] column = measured.get(key);
    return IntStream.range(0, column.length)
        .filter(i -> column[i] != null)
        .mapToDouble(i -> number.applyAsDouble(column[i]))
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
