package ai.pami.image.segment;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;

/**
 * SEEDS super-pixels: a regular grid of blocks whose borders are moved, first by ever smaller
 * blocks and then by pixels, wherever that makes the colour histograms of the super-pixels more
 * distinct.
 *
 * <p>Van den Bergh, Boix, Roig, de Capitani, Van Gool, "SEEDS: Superpixels Extracted via
 * Energy-Driven Sampling", ECCV 2012. Choices that the paper leaves open are OpenCV 4.6's (its
 * authors' own implementation): the order of visits, the double step at the block levels with a
 * confidence of 0.1 first, the smoothing prior from a 3x4 neighbourhood, and arithmetic in single
 * precision. Only 8-bit RGB is taken.
 */
public final class Seeds implements Partitioner<Picture> {
  private final int superpixels;
  private final int levels;
  private final int prior;
  private final int bins;
  private final boolean doubleStep;
  private final int iterations;

  /**
   * @param superpixels about how many, at least 1; fewer than 10 count as 10
   * @param levels how often blocks are halved, 2..20; fewer where the picture is too small
   * @param prior how smooth borders are, 0 (not at all) to 5
   * @param bins histogram bins a channel, 1..32
   * @param doubleStep whether every block level is visited twice, first for sure gains only
   * @param iterations rounds of moving single pixels, at least 0
   */
  private Seeds(
      int superpixels, int levels, int prior, int bins, boolean doubleStep, int iterations) {
    if (superpixels < 1
        || levels < 2
        || levels > 20
        || prior < 0
        || prior > 5
        || bins < 1
        || bins > 32
        || iterations < 0) {
      throw new IllegalArgumentException(
          "seeds(superpixels=%d, levels=%d, prior=%d, bins=%d, iterations=%d) is out of range"
              .formatted(superpixels, levels, prior, bins, iterations));
    }
    this.superpixels = superpixels;
    this.levels = levels;
    this.prior = prior;
    this.bins = bins;
    this.doubleStep = doubleStep;
    this.iterations = iterations;
  }

  /**
   * One segmentation with 5 levels, prior 2, 5 bins, double step and 10 iterations.
   *
   * @param superpixels about how many, at least 1; fewer than 10 count as 10
   */
  public static Seeds of(int superpixels) {
    return of(superpixels, 5, 2, 5, true, 10);
  }

  /**
   * One segmentation.
   *
   * @param superpixels about how many, at least 1; fewer than 10 count as 10
   * @param levels how often blocks are halved, 2..20; fewer where the picture is too small
   * @param prior how smooth borders are, 0 (not at all) to 5
   * @param bins histogram bins a channel, 1..32
   * @param doubleStep whether every block level is visited twice, first for sure gains only
   * @param iterations rounds of moving single pixels, at least 0
   */
  public static Seeds of(
      int superpixels, int levels, int prior, int bins, boolean doubleStep, int iterations) {
    return new Seeds(superpixels, levels, prior, bins, doubleStep, iterations);
  }

  @Override
  public String name() {
    return "seeds(superpixels=%d, levels=%d, prior=%d, bins=%d%s, iterations=%d)"
        .formatted(superpixels, levels, prior, bins, doubleStep ? ", double_step" : "", iterations);
  }

  @Override
  public Partition partition(Picture picture) {
    int width = picture.width();
    int height = picture.height();
    if (width < 3 || height < 3) {
      return Partition.of(picture.domain(), new int[width * height]);
    }
    SeedsBlocks blocks = SeedsBlocks.of(width, height, Math.max(10, superpixels), levels);
    SeedsHistograms histograms = new SeedsHistograms(blocks, binOf(picture), bins * bins * bins);
    SeedsBlockMoves blockMoves = new SeedsBlockMoves(blocks, histograms);
    blockMoves.run(doubleStep);
    int[] labels =
        new SeedsPixelMoves(blockMoves.labels(), width, height, histograms, prior).run(iterations);
    return Partition.of(picture.domain(), labels);
  }

  /** The histogram bin of every pixel's colour. */
  private int[] binOf(Picture picture) {
    int[] bin = new int[picture.width() * picture.height()];
    for (int i = 0; i < bin.length; i++) {
      for (int c = 0; c < 3; c++) {
        bin[i] = bin[i] * bins + picture.value(i, c) * bins / 256;
      }
    }
    return bin;
  }
}
