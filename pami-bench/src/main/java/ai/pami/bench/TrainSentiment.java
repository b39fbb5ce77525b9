package ai.pami.bench;

import ai.pami.models.MiniLm;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Trains the head of the embedded sentiment model: a logistic regression (L2, liblinear) on {@link
 * MiniLm}'s embeddings of movie reviews, a sentence a line. Every fifth sentence of each file is
 * left out, and the accuracy on those is printed. Two runs write the same bytes.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.TrainSentiment \
 *      rt-polarity.neg rt-polarity.pos pami-models/src/main/resources/ai/pami/models/sentiment-head.json
 * }</pre>
 */
public final class TrainSentiment {
  /**
   * Costs of an error that are tried; five-fold cross-validation on the sentences trained on
   * chooses.
   */
  private static final double[] COSTS = {0.03, 0.1, 0.3, 1, 3, 10};

  private static final double PRECISION = 1e-4;
  private static final int FOLDS = 5;

  private TrainSentiment() {}

  /** Which sentences are left out of the training: every fifth. */
  static boolean isLeftOut(int line) {
    return line % 5 == 4;
  }

  /** The sentences of a file that were trained on, or those that were not. */
  static List<String> sentences(Path file, boolean leftOut) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isLeftOut(i) == leftOut && !lines.get(i).isBlank()) {
        chosen.add(lines.get(i).strip());
      }
    }
    return chosen;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: TrainSentiment NEGATIVE.txt POSITIVE.txt HEAD.json");
      System.exit(2);
    }
    Path negative = Path.of(arguments[0]);
    Path positive = Path.of(arguments[1]);
    try (MiniLm encoder = MiniLm.open()) {
      Linear.disableDebugOutput();
      Problem training = problem(encoder, negative, positive, false);
      Parameter chosen = choose(training);
      Model model = Linear.train(training, chosen);
      Problem test = problem(encoder, negative, positive, true);
      System.out.printf(
          Locale.ROOT,
          "trained on %,d sentences with a cost of %s: %.1f %% of them right; of %,d left out %.1f %%%n",
          training.l,
          chosen.getC(),
          100 * accuracy(model, training),
          test.l,
          100 * accuracy(model, test));
      write(model, training.n, Path.of(arguments[2]));
    }
  }

  private static Problem problem(MiniLm encoder, Path negative, Path positive, boolean leftOut)
      throws IOException {
    List<String> ill = sentences(negative, leftOut);
    List<String> well = sentences(positive, leftOut);
    List<String> all = new ArrayList<>(ill);
    all.addAll(well);
    double[][] embeddings = encoder.encoder().predict(all);
    Problem problem = new Problem();
    problem.l = all.size();
    problem.n = embeddings[0].length + 1;
    problem.bias = 1;
    problem.x = new Feature[problem.l][];
    problem.y = new double[problem.l];
    for (int i = 0; i < problem.l; i++) {
      Feature[] features = new Feature[problem.n];
      for (int k = 0; k < problem.n - 1; k++) {
        features[k] = new FeatureNode(k + 1, embeddings[i][k]);
      }
      features[problem.n - 1] = new FeatureNode(problem.n, 1);
      problem.x[i] = features;
      problem.y[i] = i < ill.size() ? 0 : 1;
    }
    return problem;
  }

  private static Parameter choose(Problem training) {
    Parameter best = null;
    double most = -1;
    for (double cost : COSTS) {
      Parameter parameter = parameter(cost);
      double[] told = new double[training.l];
      Linear.crossValidation(training, parameter, FOLDS, told);
      int right = 0;
      for (int i = 0; i < told.length; i++) {
        right += told[i] == training.y[i] ? 1 : 0;
      }
      if (right > most) {
        most = right;
        best = parameter(cost);
      }
    }
    return best;
  }

  private static Parameter parameter(double cost) {
    Parameter parameter = new Parameter(SolverType.L2R_LR, cost, PRECISION);
    parameter.setRandom(new Random(0));
    return parameter;
  }

  private static double accuracy(Model model, Problem problem) {
    int right = 0;
    for (int i = 0; i < problem.l; i++) {
      right += Linear.predict(model, problem.x[i]) == problem.y[i] ? 1 : 0;
    }
    return (double) right / problem.l;
  }

  private static void write(Model model, int features, Path file) throws IOException {
    // Weights are those of the class met first, which is the negative one.
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode head = mapper.createObjectNode();
    head.putArray("labels").add("negative").add("positive");
    head.put("bias", rounded(sign * model.getFeatureWeights()[features - 1]));
    ArrayNode weights = head.putArray("weights");
    for (int k = 0; k < features - 1; k++) {
      weights.add(rounded(sign * model.getFeatureWeights()[k]));
    }
    Files.writeString(file, mapper.writeValueAsString(head) + "\n");
  }

  private static double rounded(double weight) {
    return Math.round(weight * 1e5) / 1e5;
  }
}
