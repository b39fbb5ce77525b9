package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.PerturbationCurve;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Averages curves as they are read, one sum a method and metric. */
final class CurveMeans {
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

    PerturbationCurve mean() {
      List<Double> means = Arrays.stream(scores).mapToObj(sum -> sum / count).toList();
      return new PerturbationCurve(pixels, step, means);
    }
  }

  private final Map<Key, CurveSum> sums = new LinkedHashMap<>();

  /** Adds the row's curve, if it has one. */
  void add(Measurement row) {
    row.curve()
        .ifPresent(
            curve ->
                sums.computeIfAbsent(
                        new Key(row.method(), row.metric()), key -> new CurveSum(curve))
                    .add(curve));
  }

  /** The means, metric by metric in the study's order, of those whose curves have equal steps. */
  List<MeanCurve> of(Study study) {
    return study.metrics().stream()
        .flatMap(
            metric ->
                study.methods().keySet().stream().map(method -> new Key(method, metric.name())))
        .filter(key -> sums.containsKey(key) && !sums.get(key).mixed)
        .map(
            key ->
                new MeanCurve(
                    key.method(), key.metric(), sums.get(key).mean(), sums.get(key).count))
        .toList();
  }
}
