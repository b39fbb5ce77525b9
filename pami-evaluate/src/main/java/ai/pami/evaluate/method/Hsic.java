package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.engine.Composer;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import ai.pami.method.MethodResult;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * HSIC attribution: the cells of a grid are shown or hidden at random, and a cell's importance is
 * how much the score depends on whether it was shown, measured by the Hilbert-Schmidt independence
 * criterion: {@code HSIC(i) = 1/(n - 1)^2 tr(K_i H L H)}, H = I - 1/n.
 *
 * <p>Novello, Fel, Vigouroux, "Making Sense of Dependence: Efficient Black-box Explanations Using
 * Dependence Measure", NeurIPS 2022, arXiv 2206.06219; estimator of Gretton, Bousquet, Smola,
 * Schölkopf, "Measuring Statistical Dependence with Hilbert-Schmidt Norms", ALT 2005. K_i is 1
 * where two copies agree about the cell and 0 elsewhere; L is {@code exp(-(y - y')^2 / (2 s^2))}
 * with s the median distance of two scores, as Gretton's paper advises. Here the cells are drawn
 * independently with probability 1/2, and a hidden pixel shows what a tensor of zeros shows. The
 * authors' library Xplique rounds a Sobol' sequence, takes the median score itself as s and divides
 * by n; its maps, too, are enlarged bicubically.
 *
 * <p>Costs a call a copy; the criterion then takes time by the square of their number. Values are
 * at least 0 and do not tell for from against. A cell that does not matter has a value of the order
 * of 1/n, not 0.
 *
 * @param grid cells a side, 1..64
 * @param samples how many copies, at least 2
 * @param upsampling how a grid becomes a mask
 * @param seed of the copies
 * @param background what hidden pixels show
 */
public record Hsic(int grid, long samples, Upsampling upsampling, long seed, Background background)
    implements ImageMethod {

  public Hsic {
    if (grid < 1 || grid > 64 || samples < 2 || samples > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "hsic(grid=%d, samples=%d) is out of range".formatted(grid, samples));
    }
    Objects.requireNonNull(upsampling, "upsampling");
    Objects.requireNonNull(background, "background");
  }

  /** 500 copies of 8x8 cells in blocks, over ImageNet's mean colour. */
  public static Hsic defaults() {
    return new Hsic(8, 500, Upsampling.BLOCKS, 0, Solid.IMAGENET_MEAN);
  }

  public Hsic withGrid(int grid) {
    return new Hsic(grid, samples, upsampling, seed, background);
  }

  public Hsic withSamples(long samples) {
    return new Hsic(grid, samples, upsampling, seed, background);
  }

  public Hsic withUpsampling(Upsampling upsampling) {
    return new Hsic(grid, samples, upsampling, seed, background);
  }

  public Hsic withSeed(long seed) {
    return new Hsic(grid, samples, upsampling, seed, background);
  }

  /** The same with so many copies, at least 2. */
  public Hsic withCalls(long calls) {
    return withSamples(Math.max(2, calls));
  }

  @Override
  public Hsic withBackground(Background background) {
    return new Hsic(grid, samples, upsampling, seed, background);
  }

  @Override
  public long budget() {
    return samples + 2;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "hsic");
    settings.put("grid", Integer.toString(grid));
    settings.put("samples", Long.toString(samples));
    settings.put("upsampling", upsampling.toString());
    settings.put("seed", Long.toString(seed));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Composer<ByteBuffer> composer = question.baseline().composer();
    CellGrid cells = new CellGrid(composer.domain(), grid);
    Superpixels blocks =
        Superpixels.of(
            cells.partition(), "hsic(grid=%d, samples=%d, seed=%d)".formatted(grid, samples, seed));
    Coalitions asked = new Coalitions(cells.count());
    Deque<BitSet> out = new ArrayDeque<>();
    SplittableRandom random = new SplittableRandom(seed);
    Probes<MaskProbe> probes =
        new MaskProbes(
            composer,
            Source.INPUT,
            samples,
            i -> {
              BitSet on = Coalitions.random(cells.count(), random);
              out.add(on);
              return mask(on, cells, blocks, composer.domain());
            });
    StopReason stopped =
        question
            .engine()
            .ask(probes, question.scoring(), (probe, scores) -> asked.add(out.remove(), scores));
    int[] coverage = new int[cells.count()];
    Arrays.fill(coverage, asked.size());
    return new MethodResult(
        Dependence.of(asked, question.scoring().targets().size()).stream()
            .map(values -> cells.map(values, coverage))
            .toList(),
        List.of(blocks.used()),
        asked.size(),
        stopped);
  }

  private Mask mask(BitSet on, CellGrid cells, Superpixels blocks, Domain domain) {
    if (upsampling == Upsampling.BLOCKS) {
      return blocks.union(on);
    }
    float[] shares = new float[cells.count()];
    on.stream().forEach(i -> shares[i] = 1);
    return upsampling.mask(domain, cells.rows(), shares);
  }
}
