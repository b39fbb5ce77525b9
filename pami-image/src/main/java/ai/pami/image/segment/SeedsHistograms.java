package ai.pami.image.segment;

/**
 * The colour histograms of all blocks; those of the top level follow the super-pixels as they
 * change. Counts are kept in single precision, as the comparisons are made in it.
 */
final class SeedsHistograms {
  private static final int LANES = 4;

  private final int[] bins;
  private final int size;

  /** {@code [level][block * size + bin]}. */
  private final float[][] counts;

  /** Pixels, {@code [level][block]}. */
  private final float[][] totals;

  private final int top;

  SeedsHistograms(SeedsBlocks blocks, int[] bins, int size) {
    this.bins = bins;
    this.size = size;
    this.top = blocks.top();
    counts = new float[blocks.levels()][];
    totals = new float[blocks.levels()][];
    for (int level = 0; level < blocks.levels(); level++) {
      counts[level] = new float[blocks.count(level) * size];
      totals[level] = new float[blocks.count(level)];
    }
    for (int pixel = 0; pixel < bins.length; pixel++) {
      int block = blocks.blockOf(0, pixel);
      counts[0][block * size + bins[pixel]]++;
      totals[0][block]++;
    }
    for (int level = 1; level < blocks.levels(); level++) {
      int[] parents = blocks.parents(level - 1);
      for (int block = 0; block < parents.length; block++) {
        add(counts[level], parents[block], level - 1, block, 1);
        totals[level][parents[block]] += totals[level - 1][block];
      }
    }
  }

  private void add(float[] to, int label, int level, int block, float sign) {
    for (int bin = 0; bin < size; bin++) {
      to[label * size + bin] += sign * counts[level][block * size + bin];
    }
  }

  /** Takes a block from one super-pixel and gives it to another. */
  void moveBlock(int level, int block, int from, int to) {
    add(counts[top], from, level, block, -1);
    totals[top][from] -= totals[level][block];
    add(counts[top], to, level, block, 1);
    totals[top][to] += totals[level][block];
  }

  /** Takes a pixel from one super-pixel and gives it to another. */
  void movePixel(int pixel, int from, int to) {
    counts[top][from * size + bins[pixel]]--;
    totals[top][from]--;
    counts[top][to * size + bins[pixel]]++;
    totals[top][to]++;
  }

  /**
   * How much better a block fits super-pixel {@code other} than the rest of its {@code own}: the
   * difference of the two histogram intersections, each 0..1 (paper, section 4.1).
   */
  float gain(int level, int block, int own, int other) {
    float blockTotal = totals[level][block];
    float otherTotal = totals[top][other];
    float restTotal = totals[top][own] - blockTotal;
    // Rounding shows in close calls, so sums are taken as OpenCV takes them: in four lanes, joined
    // pairwise, then what is left over.
    float[] withOther = new float[LANES];
    float[] withRest = new float[LANES];
    int laned = size - size % LANES;
    for (int bin = 0; bin < laned; bin++) {
      int lane = bin % LANES;
      float inBlock = counts[level][block * size + bin];
      float inOther = counts[top][other * size + bin];
      float inRest = counts[top][own * size + bin] - inBlock;
      withOther[lane] += Math.min(inOther * blockTotal, inBlock * otherTotal);
      withRest[lane] += Math.min(inRest * blockTotal, inBlock * restTotal);
    }
    float sumOther = (withOther[0] + withOther[1]) + (withOther[2] + withOther[3]);
    float sumRest = (withRest[0] + withRest[1]) + (withRest[2] + withRest[3]);
    for (int bin = laned; bin < size; bin++) {
      float inBlock = counts[level][block * size + bin];
      float inOther = counts[top][other * size + bin];
      float inRest = counts[top][own * size + bin] - inBlock;
      sumOther += Math.min(inOther * blockTotal, inBlock * otherTotal);
      sumRest += Math.min(inRest * blockTotal, inBlock * restTotal);
    }
    return sumOther / (otherTotal * blockTotal) - sumRest / (restTotal * blockTotal);
  }

  /**
   * Whether a pixel's colour is likelier in {@code other} than in its {@code own} super-pixel
   * (paper, section 4.2, with the smoothing prior of OpenCV).
   *
   * @param ownAround how many of the pixels around carry the own label
   * @param otherAround how many carry the other label
   */
  boolean fitsOther(int pixel, int own, int other, int prior, int ownAround, int otherAround) {
    float ownTotal = totals[top][own];
    float otherTotal = totals[top][other];
    float likeOwn = counts[top][own * size + bins[pixel]] * otherTotal;
    float likeOther = counts[top][other * size + bins[pixel]] * ownTotal;
    if (prior > 0) {
      float smooth = otherAround != 0 ? (float) ownAround / otherAround : 1;
      for (int power = 2; power <= prior; power++) {
        smooth *= smooth;
      }
      if (prior > 1) {
        likeOwn *= otherTotal;
        likeOther *= ownTotal;
      }
      likeOwn *= smooth;
    }
    return likeOther > likeOwn;
  }
}
