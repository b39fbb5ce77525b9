package ai.pami.bench;

import ai.pami.explanation.Cost;
import ai.pami.model.Predictor;
import ai.pami.models.Sentiment;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowBackground;
import ai.pami.tabular.RowExplainer;
import ai.pami.tabular.Table;
import ai.pami.target.Targets;
import ai.pami.text.TextExplainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What explanations of texts and rows cost beside their models: the same calls, one thread, with
 * the time spent in the model taken apart. Texts are explained with the embedded sentiment model,
 * rows with a random forest trained on their own table.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.ElementCost text rt-polarity.pos
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.ElementCost table wages.csv wage
 * }</pre>
 */
public final class ElementCost {
  private static final int TEXT_ROUNDS = 15;

  /** Rows are so fast that the first hundred rounds are still being compiled. */
  private static final int ROW_ROUNDS = 301;

  private static final int INPUTS = 20;

  private ElementCost() {}

  public static void main(String[] arguments) throws IOException {
    boolean text = arguments.length == 2 && arguments[0].equals("text");
    boolean table = arguments.length == 3 && arguments[0].equals("table");
    if (!text && !table) {
      System.err.println("usage: ElementCost text SENTENCES.txt | table TABLE.csv COLUMN");
      System.exit(2);
    }
    Path file = Path.of(arguments[1]);
    if (text) {
      List<String> sentences = TrainSentiment.sentences(file, true).subList(0, INPUTS);
      try (Sentiment model = Sentiment.open()) {
        measure(
            TEXT_ROUNDS,
            "texts",
            model.model(),
            sentences,
            timed -> {
              TextExplainer explainer = TextExplainer.of(timed).threads(1);
              return sentence -> explainer.explain(sentence, Targets.top(1)).explanation().cost();
            });
      }
    } else {
      Table told = Table.read(file);
      Table facts = told.without(List.of(arguments[2]));
      measure(
          ROW_ROUNDS,
          "rows",
          RowForest.of(told, arguments[2]),
          facts.rows().subList(0, INPUTS),
          (Predictor<Row> timed) -> {
            RowExplainer explainer =
                RowExplainer.of(timed, RowBackground.typical(facts)).threads(1);
            return row -> explainer.explain(row, Targets.index(0)).explanation().cost();
          });
    }
  }

  /** Explains all inputs, several times, and prints the medians. */
  private static <X> void measure(
      int rounds,
      String name,
      Predictor<X> model,
      List<X> inputs,
      Function<Predictor<X>, Function<X, Cost>> explainer) {
    AtomicLong inside = new AtomicLong();
    Predictor<X> timed =
        asked -> {
          long begin = System.nanoTime();
          double[][] answers = model.predict(asked);
          inside.addAndGet(System.nanoTime() - begin);
          return answers;
        };
    Function<X, Cost> explain = explainer.apply(timed);
    double[] within = new double[rounds];
    double[] rest = new double[rounds];
    long calls = 0;
    for (int round = 0; round < rounds; round++) {
      inside.set(0);
      calls = 0;
      long begin = System.nanoTime();
      for (X input : inputs) {
        calls += explain.apply(input).calls();
      }
      long all = System.nanoTime() - begin;
      within[round] = inside.get() / 1e6;
      rest[round] = (all - inside.get()) / 1e6;
    }
    Arrays.sort(within);
    Arrays.sort(rest);
    System.out.printf(
        Locale.ROOT,
        "%d %s: %,d calls, %.1f ms in the model, %.1f ms beside it: %.1f %%, %.2f ms an input (medians of %d)%n",
        inputs.size(),
        name,
        calls,
        within[rounds / 2],
        rest[rounds / 2],
        100 * rest[rounds / 2] / within[rounds / 2],
        rest[rounds / 2] / inputs.size(),
        rounds);
  }
}
