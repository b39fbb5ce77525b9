package ai.pami.evaluate.metric;

import ai.pami.domain.Region;
import ai.pami.engine.Source;
import ai.pami.image.ImageCopies;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Whether the map tells what hiding costs: the correlation, over random sets S of pixels, of the
 * sum of the map over S with f(x) - f(x with S hidden) (Bhatt, Weller, Moura 2020, "Evaluating and
 * aggregating feature-based model explanations", definition 3). The literature differs in what is
 * drawn, in the correlation and in the background: {@link #xplique()} and {@link #quantus()}.
 *
 * <p>Sets are drawn from the judged map's seed, the same for all maps of one picture and seed.
 * Costs a model call a set and 2. Undefined if a pixel has no value, or if all sums or all losses
 * are equal.
 */
public final class MuFidelity implements Metric {
  private final String name;
  private final int grid;
  private final boolean cellByCell;
  private final double share;
  private final int sets;
  private final Correlation correlation;
  private final Background background;

  private MuFidelity(
      String name,
      int grid,
      boolean cellByCell,
      double share,
      int sets,
      Correlation correlation,
      Background background) {
    if (!(share > 0 && share < 1) || sets < 2 || grid < 0) {
      throw new IllegalArgumentException(
          "%d sets of a share of %s on a grid of %d".formatted(sets, share, grid));
    }
    this.name = name;
    this.grid = grid;
    this.cellByCell = cellByCell;
    this.share = share;
    this.sets = sets;
    this.correlation = correlation;
    this.background = background;
  }

  /**
   * As Xplique (Fel et al. 2022): 200 sets of the cells of a 9x9 grid, each cell with a chance of
   * 0.2; Spearman's correlation; over black. Named {@code mu-fidelity}.
   */
  public static MuFidelity xplique() {
    return new MuFidelity("mu-fidelity", 9, true, 0.2, 200, Correlation.SPEARMAN, Solid.BLACK);
  }

  /**
   * As published and in Quantus ("faithfulness correlation"): 100 sets of a fixed number of single
   * pixels, 1 of 224 (224 of 224x224); Pearson's correlation; over black. Named {@code
   * mu-fidelity-pixels}.
   */
  public static MuFidelity quantus() {
    return new MuFidelity(
        "mu-fidelity-pixels", 0, false, 1 / 224.0, 100, Correlation.PEARSON, Solid.BLACK);
  }

  /** The same on a grid of {@code n} by {@code n} cells, or of single pixels for 0. */
  public MuFidelity withGrid(int n) {
    return new MuFidelity(name, n, cellByCell, share, sets, correlation, background);
  }

  /** The same hiding another share of the cells, in 0..1. */
  public MuFidelity withShare(double share) {
    return new MuFidelity(name, grid, cellByCell, share, sets, correlation, background);
  }

  /** The same with each set of exactly the share of cells, or with each cell drawn by itself. */
  public MuFidelity ofExactSize(boolean exact) {
    return new MuFidelity(name, grid, !exact, share, sets, correlation, background);
  }

  /** The same of another number of sets, at least 2. */
  public MuFidelity withSets(int sets) {
    return new MuFidelity(name, grid, cellByCell, share, sets, correlation, background);
  }

  /** The same by another correlation. */
  public MuFidelity withCorrelation(Correlation correlation) {
    return new MuFidelity(name, grid, cellByCell, share, sets, correlation, background);
  }

  /** The same with hidden pixels showing another background. */
  public MuFidelity withBackground(Background background) {
    return new MuFidelity(name, grid, cellByCell, share, sets, correlation, background);
  }

  /** The same under another name. */
  public MuFidelity named(String name) {
    return new MuFidelity(name, grid, cellByCell, share, sets, correlation, background);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    double[] values = judged.map().values();
    if (!MapValues.complete(values) || !MapValues.vary(values)) {
      return OptionalDouble.empty();
    }
    SplittableRandom random = new SplittableRandom(judged.seed());
    int height = judged.map().domain().extent(0);
    int width = judged.map().domain().extent(1);
    double[] sums = new double[sets];
    try (ImageCopies copies = judged.copies(background)) {
      double[] losses =
          copies.scores(
              sets,
              i -> {
                Region set = draw(random, height, width);
                sums[i] = PixelSet.sum(values, set);
                return set;
              },
              Source.BACKGROUND);
      for (int i = 0; i < sets; i++) {
        losses[i] = judged.inputScore() - losses[i];
      }
      return correlation.of(sums, losses);
    }
  }

  private Region draw(SplittableRandom random, int height, int width) {
    int rows = grid == 0 ? height : Math.min(grid, height);
    int columns = grid == 0 ? width : Math.min(grid, width);
    boolean[] cells = cells(random, rows * columns);
    boolean[] marked = new boolean[height * width];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        marked[i] = cells[y * rows / height * columns + x * columns / width];
      }
    }
    return PixelSet.of(marked);
  }

  private boolean[] cells(SplittableRandom random, int count) {
    boolean[] cells = new boolean[count];
    // Selection sampling (Knuth, algorithm S): every set of the size is as likely as any other.
    long wanted = Math.max(1, Math.round(share * count));
    for (int i = 0; i < count; i++) {
      double chance = cellByCell ? share : (double) wanted / (count - i);
      cells[i] = random.nextDouble() < chance;
      wanted -= cells[i] ? 1 : 0;
    }
    return cells;
  }
}
