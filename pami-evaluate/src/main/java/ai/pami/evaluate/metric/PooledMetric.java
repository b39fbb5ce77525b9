package ai.pami.evaluate.metric;

import java.util.List;
import java.util.Optional;

/**
 * A metric of a whole data set: what a picture counts depends on the others. {@link #measure}
 * judges a picture as if it were the only one.
 */
public interface PooledMetric extends Metric {
  /** What must be kept of a picture to judge it among others; empty where undefined. */
  Optional<List<Double>> evidence(JudgedMap judged);

  /**
   * What each picture counts among the others; the mean is the metric's value.
   *
   * @param pictures the {@link #evidence} of every picture where it is defined
   * @return a number a picture, in the same order
   * @throws IllegalArgumentException if the pictures' evidence does not fit together
   */
  double[] pooled(List<List<Double>> pictures);
}
