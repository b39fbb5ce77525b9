package ai.pami.bench;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Trains a classifier of {@link PlantedSignals}: the features of {@link Rocket} and a logistic
 * regression (L2, liblinear), and writes it as an ONNX file. Prints how many of the signals trained
 * on, and of others, it tells right. Two runs write the same bytes.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.TrainSignal \
 *      series pami-cli/src/test/resources/ai/pami/cli/planted-series.onnx
 * }</pre>
 */
public final class TrainSignal {
  private static final int TRAINED = 2000;
  private static final int TESTED = 1000;

  /** Beyond all seeds that are trained on or tested here. */
  static final long UNSEEN = 1_000_000;

  private static final double COST = 1;
  private static final double PRECISION = 1e-4;

  private TrainSignal() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 || !List.of("series", "audio").contains(arguments[0])) {
      System.err.println("usage: TrainSignal series|audio MODEL.onnx");
      System.exit(2);
    }
    PlantedSignals signals = PlantedSignals.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Files.write(Path.of(arguments[1]), train(signals, TRAINED, TESTED));
  }

  /** The classifier as an ONNX file. */
  static byte[] train(PlantedSignals signals, int trained, int tested) {
    Rocket rocket = new Rocket(1, signals == PlantedSignals.SERIES ? 1 : 0.05);
    double[][] seen = features(rocket, signals, 0, trained);
    double[] means = new double[rocket.features()];
    double[] deviations = new double[rocket.features()];
    for (int i = 0; i < means.length; i++) {
      int feature = i;
      means[i] = Arrays.stream(seen).mapToDouble(row -> row[feature]).average().orElseThrow();
      double mean = means[i];
      double variance =
          Arrays.stream(seen)
              .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
              .average()
              .orElseThrow();
      deviations[i] = Math.max(1e-9, Math.sqrt(variance));
    }
    Linear.disableDebugOutput();
    Problem problem = new Problem();
    problem.l = trained;
    problem.n = means.length + 1;
    problem.bias = 1;
    problem.x = new Feature[trained][];
    problem.y = new double[trained];
    for (int i = 0; i < trained; i++) {
      problem.x[i] = standardised(seen[i], means, deviations);
      problem.y[i] = Math.floorMod(i, 4L);
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, COST, PRECISION);
    parameter.setRandom(new Random(0));
    Model model = Linear.train(problem, parameter);
    double[][] others = features(rocket, signals, trained, tested);
    int right = 0;
    for (int i = 0; i < tested; i++) {
      double told = Linear.predict(model, standardised(others[i], means, deviations));
      right += told == Math.floorMod((long) trained + i, 4L) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: trained on %,d signals; of %,d others %.1f %% right%n",
        signals.name().toLowerCase(Locale.ROOT),
        trained,
        tested,
        100.0 * right / tested);
    return onnx(rocket, model, means, deviations);
  }

  private static double[][] features(Rocket rocket, PlantedSignals signals, long from, int count) {
    return LongStream.range(from, from + count)
        .parallel()
        .mapToObj(seed -> rocket.features(signals.draw(seed).series().channel(0)))
        .toArray(double[][]::new);
  }

  private static Feature[] standardised(double[] row, double[] means, double[] deviations) {
    Feature[] features = new Feature[row.length + 1];
    for (int i = 0; i < row.length; i++) {
      features[i] = new FeatureNode(i + 1, (row[i] - means[i]) / deviations[i]);
    }
    features[row.length] = new FeatureNode(row.length + 1, 1);
    return features;
  }

  /** Folds the standardisation into the weights. */
  private static byte[] onnx(Rocket rocket, Model model, double[] means, double[] deviations) {
    int classes = model.getNrClass();
    double[] raw = model.getFeatureWeights();
    float[][] weights = new float[means.length][classes];
    float[] offsets = new float[classes];
    for (int c = 0; c < classes; c++) {
      int label = model.getLabels()[c];
      double offset = raw[means.length * classes + c];
      for (int i = 0; i < means.length; i++) {
        double weight = raw[i * classes + c] / deviations[i];
        weights[i][label] = (float) weight;
        offset -= weight * means[i];
      }
      offsets[label] = (float) offset;
    }
    return rocket.onnx(weights, offsets);
  }
}
