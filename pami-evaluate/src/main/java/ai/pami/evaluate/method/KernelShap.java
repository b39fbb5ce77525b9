package ai.pami.evaluate.method;

import ai.pami.domain.Partitioner;
import ai.pami.engine.Composer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Slic;
import ai.pami.method.MethodResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * KernelSHAP: the Shapley values of super-pixels, that is the mean of what a super-pixel adds to
 * the score over all orders in which the super-pixels can be brought in, by weighted least squares
 * on coalitions. A pixel's importance is its super-pixel's value; the values of all super-pixels
 * add up exactly to the score of the picture less that of the background.
 *
 * <p>Lundberg, Lee, "A Unified Approach to Interpreting Model Predictions", NeurIPS 2017, theorem
 * 2. Coalitions as in the authors' KernelExplainer: small and large ones completely while the
 * samples suffice, the others at random, always in pairs with their complement (Covert, Lee,
 * "Improving KernelSHAP", AISTATS 2021), without its feature selection. With M super-pixels and at
 * least 2^M - 2 samples the values are exact.
 *
 * <p>Costs a call a different coalition.
 *
 * @param partitioner what makes the super-pixels; must not overlap
 * @param samples how many coalitions at the most, at least 2; empty for 2 M + 2048
 * @param seed of the coalitions
 * @param background what hidden super-pixels show
 */
public record KernelShap(
    Partitioner<Picture> partitioner, Optional<Long> samples, long seed, Background background)
    implements ImageMethod {

  public KernelShap {
    Objects.requireNonNull(partitioner, "partitioner");
    Objects.requireNonNull(background, "background");
    long given = samples.orElse(2L);
    if (given < 2 || given > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "kernel-shap(samples=%d) is out of range".formatted(given));
    }
  }

  /**
   * SHAP's example for pictures: about 50 SLIC super-pixels of compactness 30 over the picture's
   * mean colour, 2 M + 2048 samples.
   */
  public static KernelShap defaults() {
    return new KernelShap(Slic.of(50, 30), Optional.empty(), 0, MeanColour.ofPicture());
  }

  public KernelShap withPartitioner(Partitioner<Picture> partitioner) {
    return new KernelShap(partitioner, samples, seed, background);
  }

  public KernelShap withSamples(long samples) {
    return new KernelShap(partitioner, Optional.of(samples), seed, background);
  }

  public KernelShap withSeed(long seed) {
    return new KernelShap(partitioner, samples, seed, background);
  }

  /** The same with so many samples, at least 2. */
  public KernelShap withCalls(long calls) {
    return withSamples(Math.max(2, calls));
  }

  @Override
  public KernelShap withBackground(Background background) {
    return new KernelShap(partitioner, samples, seed, background);
  }

  @Override
  public long budget() {
    int ownBackground = background.followsRegions() ? 1 : 0;
    return samples.map(n -> n + 2 + ownBackground).orElse(EngineOptions.NO_BUDGET);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "kernel-shap");
    settings.put("partitioner", partitioner.name());
    settings.put("samples", samples.map(String::valueOf).orElse("2 M + 2048"));
    settings.put("seed", Long.toString(seed));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Superpixels players = Superpixels.of(partitioner, question.picture());
    int count = players.count();
    ShapleySampling sampling = new ShapleySampling(count, samples.orElse(2L * count + 2048), seed);
    Asked asked = new Asked(question, count);
    boolean ownBackground = background.followsRegions();
    Composer<ByteBuffer> composer =
        ownBackground
            ? question.composer(question.picture(), background, players.partition())
            : question.baseline().composer();
    CoalitionProbes probes =
        new CoalitionProbes(
            composer,
            players,
            ownBackground ? new NothingFirst(sampling) : sampling,
            sampling.count() + (ownBackground ? 1 : 0));
    StopReason stopped = question.engine().ask(probes, question.scoring(), asked::answered);
    double[][] values =
        ShapleyRegression.values(
            asked.coalitions,
            sampling.weights(asked.coalitions),
            asked.nothing,
            question.baseline().inputScores());
    int[] coverage = asked.coalitions.coverage();
    // The unmasked picture shows all of them.
    Arrays.setAll(coverage, j -> coverage[j] + 1);
    return new MethodResult(
        Arrays.stream(values).map(v -> players.map(v, coverage)).toList(),
        List.of(players.used()),
        asked.coalitions.size(),
        stopped);
  }

  /** Files the answers. */
  private static final class Asked {
    private final Coalitions coalitions;
    private double[] nothing;

    Asked(ImageQuestion question, int players) {
      this.coalitions = new Coalitions(players);
      this.nothing = question.baseline().backgroundScores();
    }

    void answered(CoalitionProbe probe, double[] scores) {
      if (probe.on().isEmpty()) {
        nothing = scores;
      } else {
        coalitions.add(probe.on(), scores);
      }
    }
  }

  /** Asks the background first where it is not the one that is known already. */
  private static final class NothingFirst implements Supplier<BitSet> {
    private final Supplier<BitSet> others;
    private boolean asked;

    NothingFirst(Supplier<BitSet> others) {
      this.others = others;
    }

    @Override
    public BitSet get() {
      if (asked) {
        return others.get();
      }
      asked = true;
      return new BitSet();
    }
  }
}
