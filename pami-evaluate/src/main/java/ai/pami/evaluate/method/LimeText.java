package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.ElementCopy;
import ai.pami.engine.Probe;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.UsedRegions;
import ai.pami.method.MethodResult;
import ai.pami.text.MaskedText;
import ai.pami.text.TextBackground;
import ai.pami.text.TextElements;
import ai.pami.text.TextMethod;
import ai.pami.text.TextQuestion;
import ai.pami.text.Words;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * LIME for texts: random subsets of the words are left out, and a linear model of which ones were
 * shown is fitted to the scores, copies near the text counting more. A word's importance is its
 * coefficient.
 *
 * <p>Ribeiro, Singh, Guestrin, "Why Should I Trust You?", KDD 2016, section 3. As in the authors'
 * code: the first sample shows all; in the others the number of words left out is drawn from 1 to
 * all of them, then which ones; a sample that shows a share s of the words lies at the distance d =
 * 100 (1 - sqrt(s)) and weighs {@code sqrt(exp(-d^2 / width^2))}; ridge regression with an
 * intercept. Words that occur twice are two words here.
 *
 * @param elements what can be hidden
 * @param background what stands where an element is hidden
 * @param samples how many, the one that shows all included, at least 1
 * @param kernelWidth of the weights, above 0
 * @param alpha weight of the squared coefficients, at least 0
 * @param seed of the samples
 */
public record LimeText(
    TextElements elements,
    TextBackground background,
    int samples,
    double kernelWidth,
    double alpha,
    long seed)
    implements TextMethod {

  public LimeText {
    if (samples < 1 || !(kernelWidth > 0) || !(alpha >= 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "lime(samples=%d, kernel_width=%s, alpha=%s) is out of range"
              .formatted(samples, kernelWidth, alpha));
    }
  }

  /** 1,000 samples, width 25, alpha 1; hidden words are left out. */
  public static LimeText defaults() {
    return new LimeText(Words.ofAnyLanguage(), TextBackground.deletion(), 1000, 25, 1, 0);
  }

  public LimeText withSamples(int samples) {
    return new LimeText(elements, background, samples, kernelWidth, alpha, seed);
  }

  public LimeText withSeed(long seed) {
    return new LimeText(elements, background, samples, kernelWidth, alpha, seed);
  }

  @Override
  public LimeText withElements(TextElements elements) {
    return new LimeText(elements, background, samples, kernelWidth, alpha, seed);
  }

  @Override
  public LimeText withBackground(TextBackground background) {
    return new LimeText(elements, background, samples, kernelWidth, alpha, seed);
  }

  @Override
  public long budget(int size) {
    return samples + 2L;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "lime");
    settings.put("elements", elements.name());
    settings.put("samples", Integer.toString(samples));
    settings.put("kernel width", Double.toString(kernelWidth));
    settings.put("alpha", Double.toString(alpha));
    settings.put("seed", Long.toString(seed));
    settings.put("background", background.name());
    return settings;
  }

  /** A copy that shows some words. */
  private record WordsProbe(Composer<ElementCopy<MaskedText>> composer, Region mask, BitSet on)
      implements Probe<ElementCopy<MaskedText>> {
    @Override
    public Source shown() {
      return Source.INPUT;
    }
  }

  @Override
  public MethodResult explain(TextQuestion asked) {
    var question = asked.question();
    int words = asked.passage().size();
    Coalitions copies = new Coalitions(words);
    BitSet all = new BitSet(words);
    all.set(0, words);
    copies.add(all, question.baseline().inputScores());
    SplittableRandom random = new SplittableRandom(seed);
    Composer<ElementCopy<MaskedText>> composer = question.baseline().composer();
    StopReason stopped =
        question
            .engine()
            .ask(
                new Probes<WordsProbe>() {
                  private int left = samples - 1;

                  @Override
                  public Optional<WordsProbe> next() {
                    if (left == 0) {
                      return Optional.empty();
                    }
                    left--;
                    BitSet on = some(words, random);
                    return Optional.of(new WordsProbe(composer, region(on), on));
                  }

                  @Override
                  public long expected() {
                    return samples - 1L;
                  }
                },
                question.scoring(),
                (probe, scores) -> copies.add(probe.on(), scores));
    double[] weights = new double[copies.size()];
    Arrays.setAll(weights, i -> weight(copies.coalition(i).cardinality(), words));
    Domain domain = asked.passage().domain();
    int[] coverage = copies.coverage();
    double[] unknown = new double[words];
    Arrays.fill(unknown, Double.NaN);
    return new MethodResult(
        Arrays.stream(new WeightedRidge(copies, weights).coefficients(alpha))
            .map(values -> ImportanceMap.of(domain, values, unknown, coverage))
            .toList(),
        List.<UsedRegions>of(),
        copies.size(),
        stopped);
  }

  /** All words but a random number of random ones. */
  private static BitSet some(int words, SplittableRandom random) {
    int[] order = new int[words];
    Arrays.setAll(order, i -> i);
    int out = random.nextInt(1, words + 1);
    BitSet on = new BitSet(words);
    on.set(0, words);
    for (int i = 0; i < out; i++) {
      int j = random.nextInt(i, words);
      on.clear(order[j]);
      order[j] = order[i];
    }
    return on;
  }

  private static Region region(BitSet on) {
    int[] spans = new int[2 * on.cardinality()];
    int n = 0;
    for (int from = on.nextSetBit(0); from >= 0; from = on.nextSetBit(spans[n - 1])) {
      spans[n++] = from;
      spans[n++] = on.nextClearBit(from);
    }
    return Region.ofSpans(Arrays.copyOf(spans, n));
  }

  private double weight(int on, int words) {
    double distance = 100 * (1 - Math.sqrt((double) on / words));
    return Math.sqrt(Math.exp(-distance * distance / (kernelWidth * kernelWidth)));
  }
}
