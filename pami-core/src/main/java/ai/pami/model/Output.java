package ai.pami.model;

import java.nio.FloatBuffer;

/** What the model answered for one input: numbers in a known shape. */
public interface Output {
  /**
   * The extents of the answer without the batch axis, e.g. {@code [1000]} or {@code [40, 6625]}.
   */
  int[] shape();

  /** The number of values, the product of {@link #shape()}. */
  int size();

  /**
   * One value.
   *
   * @param index 0..{@link #size()}-1, last axis fastest
   */
  double get(int index);

  /** All values, {@code [size()]}, a copy. */
  default float[] toArray() {
    float[] copy = new float[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) get(i);
    }
    return copy;
  }

  /** The same numbers in memory of their own. */
  default Output copy() {
    return of(toArray(), shape());
  }

  /** An output over {@code values}, which are not copied. */
  static Output of(float[] values, int... shape) {
    return new Outputs(FloatBuffer.wrap(values), 1, shape).get(0);
  }
}
