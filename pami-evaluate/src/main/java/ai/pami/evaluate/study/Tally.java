package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.PooledMetric;
import ai.pami.evaluate.statistics.Bootstrap;
import ai.pami.evaluate.statistics.Summary;
import ai.pami.image.ImageMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

  private final Study study;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] outputs;
  private final Map<Key, Column> measured = new LinkedHashMap<>();

  /**
   * @param outputs the model's output of each picture's class
   */
  Tally(Study study, int[] outputs) {
    this.study = study;
    this.outputs = outputs;
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

  /** Whether no method has rows of some metrics and none of others, in any picture. */
  boolean isConsistent() {
    return study.methods().keySet().stream()
        .allMatch(
            method ->
                columns(method).map(column -> column.present).distinct().limit(2).count() == 1);
  }

  /** The methods that have no rows of a picture yet. */
  Map<String, ImageMethod> missing(String picture) {
    int number = numbers.get(picture);
    Map<String, ImageMethod> missing = new LinkedHashMap<>(study.methods());
    missing
        .keySet()
        .removeIf(method -> columns(method).allMatch(column -> column.present.get(number)));
    return missing;
  }

  private Stream<Column> columns(String method) {
    return study.metrics().stream().map(metric -> measured.get(new Key(method, metric.name())));
  }

  /** Whether all methods have rows of the picture, so that it counts. */
  boolean isJudged(String picture) {
    return numbers.containsKey(picture) && missing(picture).isEmpty();
  }

  /** How many pictures count. */
  int judged() {
    return whole().cardinality();
  }

  /** The pictures of which all methods have rows: only these can be compared. */
  private BitSet whole() {
    BitSet whole = new BitSet();
    whole.set(0, numbers.size());
    measured.values().forEach(column -> whole.and(column.present));
    return whole;
  }

  List<StudyRow> summarise() {
    int[] counted = whole().stream().toArray();
    Bootstrap bootstrap = Bootstrap.of(study.seed());
    String first = study.methods().keySet().iterator().next();
    List<StudyRow> summaries = new ArrayList<>();
    for (Metric metric : study.metrics()) {
      int[] classes =
          Arrays.stream(counted).map(i -> metric.isClassMean() ? outputs[i] : 0).toArray();
      double[] reference = values(new Key(first, metric.name()), metric, counted);
      for (String method : study.methods().keySet()) {
        Key key = new Key(method, metric.name());
        double[] values = values(key, metric, counted);
        Optional<Summary> difference =
            method.equals(first)
                ? Optional.empty()
                : Optional.of(bootstrap.pairedDifference(values, reference, classes));
        summaries.add(
            new StudyRow(
                method,
                metric.name(),
                metric.higherIsBetter(),
                bootstrap.mean(values, classes),
                difference,
                mean(measured.get(key).calls, counted),
                mean(measured.get(key).seconds, counted)));
      }
    }
    return summaries;
  }

  /** What pictures count by a metric. */
  private double[] values(Key key, Metric metric, int[] pictures) {
    Column column = measured.get(key);
    if (!(metric instanceof PooledMetric pooled)) {
      return Arrays.stream(pictures).mapToDouble(i -> column.values[i]).toArray();
    }
    int[] defined = Arrays.stream(pictures).filter(column.evidence::containsKey).toArray();
    double[] among = pooled.pooled(Arrays.stream(defined).mapToObj(column.evidence::get).toList());
    double[] all = new double[numbers.size()];
    Arrays.fill(all, Double.NaN);
    for (int i = 0; i < defined.length; i++) {
      all[defined[i]] = among[i];
    }
    return Arrays.stream(pictures).mapToDouble(i -> all[i]).toArray();
  }

  private static double mean(double[] values, int[] pictures) {
    return Arrays.stream(pictures).mapToDouble(i -> values[i]).average().orElse(Double.NaN);
  }
}
