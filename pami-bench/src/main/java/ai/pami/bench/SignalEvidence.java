package ai.pami.bench;

import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.model.Predictor;
import ai.pami.onnx.OnnxFunction;
import ai.pami.signal.AudioExplainer;
import ai.pami.signal.AudioExplanation;
import ai.pami.signal.Series;
import ai.pami.signal.SeriesExplainer;
import ai.pami.signal.SeriesExplanation;
import ai.pami.signal.SoundCells;
import ai.pami.signal.TensorSeries;
import ai.pami.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often the peak of the map lies in the planted pattern, over signals that a model of {@link
 * TrainSignal} was not trained on and tells right; beside how often a random place would.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.SignalEvidence \
 *      series pami-cli/src/test/resources/ai/pami/cli/planted-series.onnx 200
 * }</pre>
 */
public final class SignalEvidence {
  private SignalEvidence() {}

  /**
   * What was found.
   *
   * @param hits cases whose peak lies in the pattern, in time
   * @param bandHits those whose peak lies in its frequencies as well
   * @param calls of all cases
   * @param seconds of all cases
   */
  record Result(int cases, int hits, int bandHits, long calls, double seconds) {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3 || !List.of("series", "audio").contains(arguments[0])) {
      System.err.println("usage: SignalEvidence series|audio MODEL.onnx CASES");
      System.exit(2);
    }
    PlantedSignals signals = PlantedSignals.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    try (OnnxFunction function = OnnxFunction.open(Path.of(arguments[1]))) {
      Result result =
          measure(
              signals,
              new TensorSeries(function, "probabilities", Optional.empty()),
              Integer.parseInt(arguments[2]));
      System.out.printf(
          Locale.ROOT,
          "%s: the peak lies in the planted time in %s; a random place would in %.1f %%%n",
          arguments[0],
          rate(result.hits(), result.cases()),
          100.0 * signals.width / signals.length);
      if (signals == PlantedSignals.AUDIO) {
        System.out.printf(
            Locale.ROOT,
            "audio: in the planted time and frequencies in %s%n",
            rate(result.bandHits(), result.cases()));
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %.0f calls and %.2f s a case%n",
          arguments[0],
          (double) result.calls() / result.cases(),
          result.seconds() / result.cases());
    }
  }

  /** Draws unseen signals until the model told so many of those with a pattern right. */
  static Result measure(PlantedSignals signals, Predictor<Series> model, int cases) {
    int done = 0;
    int hits = 0;
    int bandHits = 0;
    long calls = 0;
    double seconds = 0;
    for (long seed = TrainSignal.UNSEEN; done < cases; seed++) {
      PlantedSignals.Case planted = signals.draw(seed);
      if (planted.label() == 0 || told(model, planted.series()) != planted.label()) {
        continue;
      }
      done++;
      Cost cost;
      if (signals == PlantedSignals.SERIES) {
        SeriesExplanation found =
            SeriesExplainer.of(model).explain(planted.series(), Targets.top(1));
        int peak = found.explanation().map(0).peak();
        hits += peak >= planted.from() && peak < planted.to() ? 1 : 0;
        cost = found.explanation().cost();
      } else {
        AudioExplanation found = AudioExplainer.of(model).explain(planted.series(), Targets.top(1));
        boolean inTime = inTime(found, planted);
        hits += inTime ? 1 : 0;
        bandHits += inTime && inBand(found, planted) ? 1 : 0;
        cost = found.explanation().cost();
      }
      calls += cost.calls();
      seconds += cost.time().toMillis() / 1000.0;
    }
    return new Result(done, hits, bandHits, calls, seconds);
  }

  private static int told(Predictor<Series> model, Series series) {
    double[] row = model.predict(List.of(series))[0];
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  private static boolean inTime(AudioExplanation found, PlantedSignals.Case planted) {
    SoundCells cells = found.cells();
    int time = peak(found.explanation()) % cells.times();
    int middle = (cells.start(time) + cells.start(time + 1)) / 2;
    return middle >= planted.from() && middle < planted.to();
  }

  private static boolean inBand(AudioExplanation found, PlantedSignals.Case planted) {
    SoundCells cells = found.cells();
    int band = peak(found.explanation()) / cells.times();
    double rate = found.sound().rate().orElseThrow();
    return cells.hertz(band + 1, rate) >= planted.low()
        && cells.hertz(band, rate) <= planted.high();
  }

  private static int peak(Explanation explanation) {
    return explanation.map(0).peak();
  }

  /** A share and its 95 % interval (Wilson 1927). */
  static String rate(int hits, int cases) {
    double z = 1.959964;
    double share = (double) hits / cases;
    double middle = (share + z * z / (2 * cases)) / (1 + z * z / cases);
    double half =
        z
            / (1 + z * z / cases)
            * Math.sqrt(share * (1 - share) / cases + z * z / (4.0 * cases * cases));
    return String.format(
        Locale.ROOT,
        "%d of %d cases: %.1f %% [%.1f, %.1f]",
        hits,
        cases,
        100 * share,
        100 * (middle - half),
        100 * (middle + half));
  }
}
