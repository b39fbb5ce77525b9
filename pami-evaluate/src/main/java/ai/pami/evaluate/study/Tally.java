package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.PerturbationCurve;
import ai.pami.evaluate.metric.PooledMetric;
import ai.pami.evaluate.statistics.Bootstrap;
import ai.pami.evaluate.statistics.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The numbers of a study, by method, metric and picture, whatever order the pictures come in. */
final class Tally {
  private record Key(String method, String metric) {}

  /** Three numbers a picture, and which pictures have them. */
  private static final class Column {
    private final BitSet present = new BitSet();
    private final double[] values;
    private final double[] calls;
    private final double[] seconds;
    private final Map<Integer, List<Double>> evidence = new HashMap<>();

    Column(int pictures) {
      this.values = new double[pictures];
      this.calls = new double[pictures];
      this.seconds = new double[pictures];
    }
  }

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
  private final Map<Key, Column> measured = new LinkedHashMap<>();
  private final Map<Key, CurveSum> curves = new LinkedHashMap<>();
  private int rows;

  Tally(Study study) {
    this.study = study;
    study.pictures().forEach(picture -> numbers.put(picture.name(), numbers.size()));
    for (Metric metric : study.metrics()) {
      for (String method : study.methods().keySet()) {
        measured.put(new Key(method, metric.name()), new Column(numbers.size()));
      }
    }
  }

  /** Adds a row; false if the study has no such picture, method and metric, or has the row. */
  boolean add(Measurement row) {
    Integer number = numbers.get(row.image());
    Column column = measured.get(new Key(row.method(), row.metric()));
    if (number == null || column == null || column.present.get(number)) {
      return false;
    }
    column.present.set(number);
    column.values[number] = row.value();
    column.calls[number] = row.calls();
    column.seconds[number] = row.seconds();
    rows++;
    addCurve(row);
    addEvidence(row);
    return true;
  }

  /** Adds the evidence of a pooled metric alone. */
  void addEvidence(Measurement row) {
    Integer number = numbers.get(row.image());
    Column column = measured.get(new Key(row.method(), row.metric()));
    if (number != null && column != null) {
      row.evidence().ifPresent(evidence -> column.evidence.put(number, evidence));
    }
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
      double[] reference = values(new Key(first, metric.name()), metric);
      for (String method : study.methods().keySet()) {
        Key key = new Key(method, metric.name());
        double[] values = values(key, metric);
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
                mean(values(key, column -> column.calls)),
                mean(values(key, column -> column.seconds))));
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

  /** What the pictures judged count by a metric, in the data set's order. */
  private double[] values(Key key, Metric metric) {
    if (!(metric instanceof PooledMetric pooled)) {
      return values(key, column -> column.values);
    }
    Column column = measured.get(key);
    int[] defined = column.present.stream().filter(column.evidence::containsKey).toArray();
    double[] among = pooled.pooled(Arrays.stream(defined).mapToObj(column.evidence::get).toList());
    double[] all = new double[numbers.size()];
    Arrays.fill(all, Double.NaN);
    for (int i = 0; i < defined.length; i++) {
      all[defined[i]] = among[i];
    }
    return column.present.stream().mapToDouble(i -> all[i]).toArray();
  }

  /** Of the pictures judged, in the data set's order. */
  private double[] values(Key key, Function<Column, double[]> numbers) {
    Column column = measured.get(key);
    double[] all = numbers.apply(column);
    return column.present.stream().mapToDouble(i -> all[i]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
