package ai.pami.text;

/**
 * Class scores from a text's embedding: the logistic function of a weighted sum, as a logistic
 * regression learns it.
 */
public final class LinearHead {
  private final double[] weights;
  private final double bias;

  /**
   * A head of two classes.
   *
   * @param weights one a number of the embedding
   * @param bias added to the weighted sum
   */
  public LinearHead(double[] weights, double bias) {
    this.weights = weights.clone();
    this.bias = bias;
  }

  /** The size of the embeddings it takes. */
  public int size() {
    return weights.length;
  }

  /** The probability of the first class and of the second; the second rises with the sum. */
  double[] scores(double[] embedding) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * embedding[i];
    }
    double second = 1 / (1 + Math.exp(-sum));
    return new double[] {1 - second, second};
  }
}
