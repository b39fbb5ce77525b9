package ai.pami.bench;

import ai.pami.evaluate.method.LimeText;
import ai.pami.evaluate.statistics.Bootstrap;
import ai.pami.models.Sentiment;
import ai.pami.target.Targets;
import ai.pami.text.Passage;
import ai.pami.text.TextExplainer;
import ai.pami.text.TextExplanation;
import ai.pami.text.TextMethod;
import ai.pami.text.TextSelection;
import ai.pami.text.TextSettings;
import ai.pami.text.Transformer;
import ai.pami.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much of the predicted probability goes when the 20 % of a sentence's words that a method puts
 * first are left out: beside LIME and beside random words, on sentences that the embedded sentiment
 * model was not trained on.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.TextEvidence \
 *      rt-polarity.neg rt-polarity.pos 300
 * }</pre>
 */
public final class TextEvidence {
  private static final double SHARE = 0.2;
  private static final int RANDOM_ORDERS = 10;

  private TextEvidence() {}

  /** What a method did on all sentences so far. */
  private static final class Row {
    private final List<Double> drops = new ArrayList<>();
    private double calls;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: TextEvidence NEGATIVE.txt POSITIVE.txt SENTENCES");
      System.exit(2);
    }
    List<String> sentences =
        sentences(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    Map<String, TextMethod> methods = new LinkedHashMap<>();
    methods.put("default", TextSelection.defaults());
    methods.put("keep and drop, words and pairs", TextSettings.defaults());
    methods.put("lime, 1,000 samples", LimeText.defaults());
    Map<String, Row> rows = new LinkedHashMap<>();
    long words = 0;
    try (Sentiment sentiment = Sentiment.open()) {
      Transformer model = sentiment.model();
      for (int s = 0; s < sentences.size(); s++) {
        Passage passage = Passage.of(sentences.get(s), Words.ofAnyLanguage());
        words += passage.size();
        for (Map.Entry<String, TextMethod> method : methods.entrySet()) {
          TextExplanation explained =
              TextExplainer.of(model)
                  .method(method.getValue())
                  .explain(passage.text(), Targets.top(1));
          Row row = rows.computeIfAbsent(method.getKey(), name -> new Row());
          row.drops.add(drop(model, explained, explained.explanation().map(0).values()));
          row.calls += explained.explanation().cost().calls();
          if (method.getValue() instanceof LimeText) {
            rows.computeIfAbsent("random words", name -> new Row())
                .drops
                .add(random(model, explained, s));
          }
        }
        System.err.printf(Locale.ROOT, "%d of %d sentences%n", s + 1, sentences.size());
      }
    }
    print(rows, sentences.size(), words);
  }

  /** As many of either kind, spread over the sentences left out of the training. */
  private static List<String> sentences(Path negative, Path positive, int count)
      throws IOException {
    List<String> chosen = new ArrayList<>();
    for (Path file : List.of(negative, positive)) {
      List<String> leftOut = TrainSentiment.sentences(file, true);
      int half = Math.min(leftOut.size(), count / 2);
      for (int i = 0; i < half; i++) {
        chosen.add(leftOut.get((int) ((long) i * leftOut.size() / half)));
      }
    }
    return chosen;
  }

  private static double drop(Transformer model, TextExplanation explained, double[] values) {
    Passage passage = explained.passage();
    int size = passage.size();
    List<Integer> order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
            .toList();
    List<Integer> gone = order.subList(0, Math.max(1, (int) Math.round(SHARE * size)));
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < size; i++) {
      if (!gone.contains(i)) {
        left.append(left.isEmpty() ? "" : " ").append(passage.element(i));
      }
    }
    var target = explained.explanation().targets().get(0);
    return target.score() - model.predict(List.of(left.toString()))[0][target.target().index()];
  }

  private static double random(Transformer model, TextExplanation explained, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    for (int i = 0; i < RANDOM_ORDERS; i++) {
      sum += drop(model, explained, random.doubles(explained.passage().size()).toArray());
    }
    return sum / RANDOM_ORDERS;
  }

  private static void print(Map<String, Row> rows, int sentences, long words) {
    System.out.printf(
        Locale.ROOT,
        "%d sentences, %.1f words each; mean loss of the predicted probability when %.0f %% of the words are left out%n%n",
        sentences,
        (double) words / sentences,
        100 * SHARE);
    System.out.println("| words chosen by | calls a word | loss | more than LIME |");
    System.out.println("| --- | --- | --- | --- |");
    double[] lime = values(rows.get("lime, 1,000 samples"));
    rows.forEach(
        (name, row) -> {
          double[] drops = values(row);
          double[] more = new double[drops.length];
          for (int i = 0; i < more.length; i++) {
            more[i] = drops[i] - lime[i];
          }
          System.out.printf(
              Locale.ROOT,
              "| %s | %.1f | %s | %s |%n",
              name,
              row.calls / words,
              interval(drops),
              interval(more));
        });
  }

  private static double[] values(Row row) {
    return row.drops.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String interval(double[] values) {
    var summary = Bootstrap.of(0).mean(values);
    return String.format(
        Locale.ROOT, "%.3f [%.3f, %.3f]", summary.mean(), summary.low(), summary.high());
  }
}
