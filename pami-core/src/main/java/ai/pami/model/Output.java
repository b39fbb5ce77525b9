package ai.pami.model;

import java.nio.FloatBuffer;
import java.util.List;

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

  /**
   * The answers of the model's several outputs, where it was asked for more than one; this output
   * alone otherwise. All numbers of all heads, one head after another, are this output's numbers.
   */
  default List<Output> heads() {
    return List.of(this);
  }

  /** The same numbers in memory of their own. */
  default Output copy() {
    return of(toArray(), shape());
  }

  /**
   * Several answers to one input as one: its numbers are those of {@code heads} one after another,
   * its shape is their number, {@code [n]}.
   *
   * @param heads at least one; a single one is returned as it is
   */
  static Output joined(List<Output> heads) {
    return heads.size() == 1 ? heads.get(0) : new JoinedOutput(heads);
  }

  /** An output over {@code values}, which are not copied. */
  static Output of(float[] values, int... shape) {
    return new Outputs(FloatBuffer.wrap(values), 1, shape).get(0);
  }
}
