package ai.pami.bench;

import ai.pami.explanation.Cost;
import ai.pami.model.Predictor;
import ai.pami.onnx.OnnxFunction;
import ai.pami.signal.AudioExplainer;
import ai.pami.signal.Series;
import ai.pami.signal.SeriesExplainer;
import ai.pami.signal.TensorSeries;
import ai.pami.target.Targets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an explanation of a signal costs beside its model: the same calls, one thread, with the time
 * spent in the model taken apart. Signals are those of {@link PlantedSignals}, one after another so
 * many times.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.SignalCost \
 *      audio pami-cli/src/test/resources/ai/pami/cli/planted-audio.onnx 10
 * }</pre>
 */
public final class SignalCost {
  private static final int ROUNDS = 7;

  private SignalCost() {}

  public static void main(String[] arguments) {
    if (arguments.length != 3 || !List.of("series", "audio").contains(arguments[0])) {
      System.err.println("usage: SignalCost series|audio MODEL.onnx TIMES");
      System.exit(2);
    }
    PlantedSignals signals = PlantedSignals.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Series series = repeated(signals, Integer.parseInt(arguments[2]));
    try (OnnxFunction function = OnnxFunction.open(Path.of(arguments[1]))) {
      Predictor<Series> model = new TensorSeries(function, "probabilities", Optional.empty());
      AtomicLong inside = new AtomicLong();
      Predictor<Series> timed =
          inputs -> {
            long begin = System.nanoTime();
            double[][] answers = model.predict(inputs);
            inside.addAndGet(System.nanoTime() - begin);
            return answers;
          };
      double[] within = new double[ROUNDS];
      double[] rest = new double[ROUNDS];
      long calls = 0;
      for (int round = 0; round < ROUNDS; round++) {
        inside.set(0);
        long begin = System.nanoTime();
        Cost cost = explain(signals, timed, series);
        long all = System.nanoTime() - begin;
        calls = cost.calls();
        within[round] = inside.get() / 1e6;
        rest[round] = (all - inside.get()) / 1e6;
      }
      Arrays.sort(within);
      Arrays.sort(rest);
      System.out.printf(
          Locale.ROOT,
          "%s of %,d values: %d calls, %.1f ms in the model, %.1f ms beside it: %.1f %% (medians of %d)%n",
          arguments[0],
          series.length(),
          calls,
          within[ROUNDS / 2],
          rest[ROUNDS / 2],
          100 * rest[ROUNDS / 2] / within[ROUNDS / 2],
          ROUNDS);
    }
  }

  private static Cost explain(PlantedSignals signals, Predictor<Series> model, Series series) {
    return signals == PlantedSignals.SERIES
        ? SeriesExplainer.of(model).threads(1).explain(series, Targets.top(1)).explanation().cost()
        : AudioExplainer.of(model).threads(1).explain(series, Targets.top(1)).explanation().cost();
  }

  private static Series repeated(PlantedSignals signals, int times) {
    float[] values = new float[signals.length * times];
    for (int i = 0; i < times; i++) {
      float[] one = signals.draw(TrainSignal.UNSEEN + i).series().channel(0);
      System.arraycopy(one, 0, values, i * signals.length, signals.length);
    }
    return Series.of(List.of("value"), new float[][] {values}).withRate(signals.rate);
  }
}
