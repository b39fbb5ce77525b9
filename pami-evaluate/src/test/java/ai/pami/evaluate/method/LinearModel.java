package ai.pami.evaluate.method;

import ai.pami.domain.Partition;
import ai.pami.evaluate.PixelModel;
import ai.pami.image.picture.Picture;
import java.util.SplittableRandom;

/**
 * Scores that are weighted sums of pixels, one a target. Weights and pixels are small whole
 * numbers, so that every sum is exact in float32 where nothing is blended.
 */
final class LinearModel {
  private final Picture picture;
  private final int[][] weights;
  final PixelModel model;

  LinearModel(Picture picture, int targets, long seed) {
    int numbers = 3 * picture.width() * picture.height();
    this.picture = picture;
    this.weights = new int[targets][];
    for (int k = 0; k < targets; k++) {
      weights[k] = new SplittableRandom(seed + k).ints(numbers, -9, 10).toArray();
    }
    this.model = new PixelModel(picture.height(), picture.width(), this::scores);
  }

  private double[] scores(float[] pixels) {
    double[] scores = new double[weights.length];
    for (int k = 0; k < scores.length; k++) {
      for (int i = 0; i < pixels.length; i++) {
        scores[k] += (double) weights[k][i] * pixels[i];
      }
    }
    return scores;
  }

  /** What a pixel adds to a target's score over a black background. */
  double share(int target, int pixel) {
    double share = 0;
    for (int c = 0; c < 3; c++) {
      share += (double) weights[target][3 * pixel + c] * picture.value(pixel, c);
    }
    return share;
  }

  /** What each region adds. */
  double[] shares(int target, Partition partition) {
    double[] shares = new double[partition.count()];
    for (int i = 0; i < partition.domain().size(); i++) {
      shares[partition.regionOf(i)] += share(target, i);
    }
    return shares;
  }

  /** The score of the whole picture. */
  double whole(int target) {
    double whole = 0;
    for (int i = 0; i < picture.domain().size(); i++) {
      whole += share(target, i);
    }
    return whole;
  }
}
