package ai.pami.evaluate.method;

import ai.pami.engine.Composer;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import ai.pami.method.MethodResult;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sobol attribution: a grid of cells is shown to random shares, and a cell's importance is its
 * total Sobol' index, the part of the score's variance that is lost if all other cells' shares are
 * known: {@code S_T(i) = 1/(2 N) sum_j (f(A_j) - f(A_j with cell i of B_j))^2 / Var f}.
 *
 * <p>Fel, Cadène, Chalvidal, Cord, Vigouroux, Serre, "Look at the Variance! Efficient Black-box
 * Explanations with Sobol-based Sensitivity Analysis", NeurIPS 2021, with the estimator of Jansen
 * 1999. As in its authors' library Xplique: shares from a Sobol' sequence of 2 d dimensions (here
 * scrambled from the seed), one share all over a cell, a hidden pixel showing what a tensor of
 * zeros shows, the map enlarged bicubically. The variance is that of all f(A_j) and f(B_j), which
 * Xplique takes of the f(A_j) alone.
 *
 * <p>Costs a call for each A_j, each B_j and each cell of a design: 32 * (64 + 2) = 2,112. Designs
 * are asked one after the other, so that a run that ends early has an index a cell, too. Values are
 * at least 0 and do not tell for from against.
 *
 * @param grid cells a side, 1..32
 * @param designs N, how many pairs of A and B, at least 2; powers of two are spread best
 * @param upsampling how a grid becomes a mask
 * @param seed of the scrambling
 * @param background what hidden pixels show
 */
public record SobolIndices(
    int grid, int designs, Upsampling upsampling, long seed, Background background)
    implements ImageMethod {

  public SobolIndices {
    if (grid < 1 || grid > 32 || designs < 2) {
      throw new IllegalArgumentException(
          "sobol(grid=%d, designs=%d) is out of range".formatted(grid, designs));
    }
    Objects.requireNonNull(upsampling, "upsampling");
    Objects.requireNonNull(background, "background");
  }

  /** 32 designs of 8x8 cells in blocks, over ImageNet's mean colour. */
  public static SobolIndices defaults() {
    return new SobolIndices(8, 32, Upsampling.BLOCKS, 0, Solid.IMAGENET_MEAN);
  }

  public SobolIndices withGrid(int grid) {
    return new SobolIndices(grid, designs, upsampling, seed, background);
  }

  public SobolIndices withDesigns(int designs) {
    return new SobolIndices(grid, designs, upsampling, seed, background);
  }

  public SobolIndices withUpsampling(Upsampling upsampling) {
    return new SobolIndices(grid, designs, upsampling, seed, background);
  }

  public SobolIndices withSeed(long seed) {
    return new SobolIndices(grid, designs, upsampling, seed, background);
  }

  /** The same with as many designs as so many calls allow, at least 2. */
  public SobolIndices withCalls(long calls) {
    long fitting = calls / callsADesign();
    return withDesigns((int) Math.max(2, Math.min(Integer.MAX_VALUE, fitting)));
  }

  private long callsADesign() {
    return 2 + (long) grid * grid;
  }

  @Override
  public SobolIndices withBackground(Background background) {
    return new SobolIndices(grid, designs, upsampling, seed, background);
  }

  @Override
  public long budget() {
    return designs * callsADesign() + 2;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "sobol");
    settings.put("grid", Integer.toString(grid));
    settings.put("designs", Integer.toString(designs));
    settings.put("upsampling", upsampling.toString());
    settings.put("seed", Long.toString(seed));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Composer<ByteBuffer> composer = question.baseline().composer();
    CellGrid cells = new CellGrid(composer.domain(), grid);
    Designs shares = new Designs(cells, seed);
    JansenSum sum = new JansenSum(cells.count(), question.scoring().targets().size());
    MaskProbes probes =
        new MaskProbes(
            composer,
            Source.INPUT,
            (long) designs * (cells.count() + 2),
            i -> upsampling.mask(composer.domain(), cells.rows(), shares.next()));
    StopReason stopped =
        question.engine().ask(probes, question.scoring(), (probe, scores) -> sum.add(scores));
    String name = "sobol(grid=%d, designs=%d, seed=%d)".formatted(grid, designs, seed);
    return new MethodResult(
        sum.indices().stream().map(index -> cells.map(index, sum.coverage())).toList(),
        List.of(new UsedRegions(name, "as it is", cells.count(), Optional.of(cells.partition()))),
        sum.answers(),
        stopped);
  }

  /** The shares of the copies: for each design A, B, and A with each cell of B. */
  private static final class Designs {
    private final SobolPoints points;
    private final int cells;
    private double[] design;
    private int step;

    Designs(CellGrid grid, long seed) {
      this.cells = grid.count();
      this.points = new SobolPoints(2 * cells, seed);
    }

    float[] next() {
      if (step == 0) {
        design = points.next();
      }
      float[] shares = new float[cells];
      for (int i = 0; i < cells; i++) {
        boolean fromB = step == 1 || step == i + 2;
        shares[i] = (float) design[fromB ? cells + i : i];
      }
      step = (step + 1) % (cells + 2);
      return shares;
    }
  }
}
