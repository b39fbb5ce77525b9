package ai.pami.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a model answered for a batch: the outputs of all inputs one after another in one buffer,
 * which may be the model's own memory.
 */
public final class Outputs {
  private final FloatBuffer values;
  private final int count;
  private final int[] shape;
  private final int size;

  /**
   * @param values at least {@code count} times the product of {@code shape} values, read at
   *     absolute positions from 0
   * @param count the number of inputs answered, at least 1
   * @param shape the extents of one input's output, without the batch axis
   * @throws IllegalArgumentException if the buffer is too small
   */
  public Outputs(FloatBuffer values, int count, int... shape) {
    this.values = values;
    this.count = count;
    this.shape = shape.clone();
    this.size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (values.limit() < (long) count * size) {
      throw new IllegalArgumentException(
          "%d values are too few for %d outputs of shape %s"
              .formatted(values.limit(), count, Arrays.toString(shape)));
    }
  }

  /** The number of inputs answered. */
  public int count() {
    return count;
  }

  /** The output of input {@code index}: a view, valid as long as this object. */
  public Output get(int index) {
    Objects.checkIndex(index, count);
    return new View(index * size);
  }

  private final class View implements Output {
    private final int offset;

    View(int offset) {
      this.offset = offset;
    }

    @Override
    public int[] shape() {
      return shape.clone();
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double get(int index) {
      return values.get(offset + Objects.checkIndex(index, size));
    }

    @Override
    public float[] toArray() {
      float[] copy = new float[size];
      values.get(offset, copy);
      return copy;
    }
  }
}
