package ai.pami.evaluate.method;

import ai.pami.domain.Partitioner;
import ai.pami.engine.Composer;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Quickshift;
import ai.pami.method.MethodResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * LIME for pictures: random subsets of super-pixels are hidden, and a linear model of which ones
 * were shown is fitted to the scores, copies near the picture counting more. A pixel's importance
 * is its super-pixel's coefficient.
 *
 * <p>Ribeiro, Singh, Guestrin, "Why Should I Trust You?", KDD 2016, section 3. As in the authors'
 * code: the first sample shows all, in the others each super-pixel is shown with probability 1/2; a
 * sample that shows a share s of the super-pixels lies at the cosine distance d = 1 - sqrt(s) and
 * weighs {@code sqrt(exp(-d^2 / width^2))}; ridge regression with an intercept over all
 * super-pixels; a hidden super-pixel shows its mean colour.
 *
 * <p>Costs a call a sample; the first one is the unmasked picture, which is known already.
 *
 * @param partitioner what makes the super-pixels; must not overlap
 * @param samples how many, the one that shows all included, at least 1
 * @param kernelWidth of the weights, above 0
 * @param alpha weight of the squared coefficients, at least 0
 * @param seed of the samples
 * @param background what hidden super-pixels show
 */
public record Lime(
    Partitioner<Picture> partitioner,
    long samples,
    double kernelWidth,
    double alpha,
    long seed,
    Background background)
    implements ImageMethod {

  public Lime {
    Objects.requireNonNull(partitioner, "partitioner");
    Objects.requireNonNull(background, "background");
    if (samples < 1
        || samples > Integer.MAX_VALUE
        || !(kernelWidth > 0)
        || !(alpha >= 0)
        || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "lime(samples=%d, kernel_width=%s, alpha=%s) is out of range"
              .formatted(samples, kernelWidth, alpha));
    }
  }

  /**
   * Quickshift (kernel 4, distance 200, ratio 0.2), 1,000 samples, width 0.25, alpha 1; hidden
   * super-pixels in their mean colour.
   */
  public static Lime defaults() {
    return new Lime(Quickshift.of(0.2, 4, 200, 0), 1000, 0.25, 1, 0, MeanColour.ofRegions());
  }

  public Lime withPartitioner(Partitioner<Picture> partitioner) {
    return new Lime(partitioner, samples, kernelWidth, alpha, seed, background);
  }

  public Lime withSamples(long samples) {
    return new Lime(partitioner, samples, kernelWidth, alpha, seed, background);
  }

  public Lime withKernelWidth(double kernelWidth) {
    return new Lime(partitioner, samples, kernelWidth, alpha, seed, background);
  }

  public Lime withAlpha(double alpha) {
    return new Lime(partitioner, samples, kernelWidth, alpha, seed, background);
  }

  public Lime withSeed(long seed) {
    return new Lime(partitioner, samples, kernelWidth, alpha, seed, background);
  }

  /** The same with so many samples. */
  public Lime withCalls(long calls) {
    return withSamples(calls);
  }

  @Override
  public Lime withBackground(Background background) {
    return new Lime(partitioner, samples, kernelWidth, alpha, seed, background);
  }

  @Override
  public long budget() {
    return samples + 2;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "lime");
    settings.put("partitioner", partitioner.name());
    settings.put("samples", Long.toString(samples));
    settings.put("kernel width", Double.toString(kernelWidth));
    settings.put("alpha", Double.toString(alpha));
    settings.put("seed", Long.toString(seed));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Superpixels players = Superpixels.of(partitioner, question.picture());
    Composer<ByteBuffer> composer =
        background.followsRegions()
            ? question.composer(question.picture(), background, players.partition())
            : question.baseline().composer();
    Coalitions asked = new Coalitions(players.count());
    BitSet all = new BitSet(players.count());
    all.set(0, players.count());
    asked.add(all, question.baseline().inputScores());
    SplittableRandom random = new SplittableRandom(seed);
    CoalitionProbes probes =
        new CoalitionProbes(
            composer, players, () -> Coalitions.random(players.count(), random), samples - 1);
    StopReason stopped =
        question
            .engine()
            .ask(probes, question.scoring(), (probe, scores) -> asked.add(probe.on(), scores));
    double[] weights = new double[asked.size()];
    Arrays.setAll(weights, i -> weight(asked.coalition(i).cardinality(), players.count()));
    double[][] coefficients = new WeightedRidge(asked, weights).coefficients(alpha);
    int[] coverage = asked.coverage();
    return new MethodResult(
        Arrays.stream(coefficients).map(c -> players.map(c, coverage)).toList(),
        List.of(players.used()),
        asked.size(),
        stopped);
  }

  /**
   * A sample that shows nothing has no angle to the picture; it counts as being at right angles.
   */
  double weight(int on, int players) {
    double distance = 1 - Math.sqrt((double) on / players);
    return Math.sqrt(Math.exp(-distance * distance / (kernelWidth * kernelWidth)));
  }
}
