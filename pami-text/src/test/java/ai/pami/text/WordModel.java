package ai.pami.text;

import ai.pami.model.Predictor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A model whose answer is a known function of a text's words, so that the truth is known. */
final class WordModel implements Predictor<String> {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");

  /** Texts it was given so far. */
  final AtomicLong asked = new AtomicLong();

  private final Function<List<String>, double[]> function;

  private WordModel(Function<List<String>, double[]> function) {
    this.function = function;
  }

  /** A model of the words in lower case, in order. */
  static WordModel of(Function<List<String>, double[]> function) {
    return new WordModel(function);
  }

  /** One number: the sum of the words' weights; words without one weigh nothing. */
  static WordModel additive(Map<String, Double> weights) {
    return of(
        words ->
            new double[] {
              words.stream().mapToDouble(word -> weights.getOrDefault(word, 0.0)).sum()
            });
  }

  static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  @Override
  public double[][] predict(List<String> texts) {
    asked.addAndGet(texts.size());
    return texts.stream().map(text -> function.apply(words(text))).toArray(double[][]::new);
  }
}
