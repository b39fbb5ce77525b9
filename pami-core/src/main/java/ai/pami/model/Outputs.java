package ai.pami.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * What a model answered for a batch. The numbers may lie in the model's own memory: they are valid
 * until its next run.
 */
public final class Outputs {
  private final int count;
  private final IntFunction<Output> outputs;

  private Outputs(int count, IntFunction<Output> outputs) {
    this.count = count;
    this.outputs = outputs;
  }

  /**
   * The outputs of all inputs one after another in one buffer.
   *
   * @param values at least {@code count} times the product of {@code shape} values, read at
   *     absolute positions from 0
   * @param count the number of inputs answered, at least 1
   * @param shape the extents of one input's output, without the batch axis
   * @throws IllegalArgumentException if the buffer is too small
   */
  public Outputs(FloatBuffer values, int count, int... shape) {
    int[] extents = shape.clone();
    int size = Arrays.stream(extents).reduce(1, Math::multiplyExact);
    if (values.limit() < (long) count * size) {
      throw new IllegalArgumentException(
          "%d values are too few for %d outputs of shape %s"
              .formatted(values.limit(), count, Arrays.toString(extents)));
    }
    this.count = count;
    this.outputs = index -> new View(values, index * size, size, extents);
  }

  /**
   * A row of numbers an input, {@code [inputs][outputs]}, in double precision; not copied.
   *
   * @param rows at least one
   */
  public static Outputs of(double[][] rows) {
    return new Outputs(rows.length, index -> new Row(rows[index]));
  }

  /**
   * The answers of a model of several heads, see {@link Output#heads()}.
   *
   * @param heads the answers of each head to the same inputs, at least one head
   */
  public static Outputs joined(List<Outputs> heads) {
    int count = heads.get(0).count();
    if (heads.stream().anyMatch(head -> head.count() != count)) {
      throw new IllegalArgumentException("heads that answered different numbers of inputs");
    }
    return heads.size() == 1
        ? heads.get(0)
        : new Outputs(
            count, index -> Output.joined(heads.stream().map(head -> head.get(index)).toList()));
  }

  /** The number of inputs answered. */
  public int count() {
    return count;
  }

  /** The output of input {@code index}: a view, valid as long as this object. */
  public Output get(int index) {
    return outputs.apply(Objects.checkIndex(index, count));
  }

  private static final class View implements Output {
    private final FloatBuffer values;
    private final int offset;
    private final int size;
    private final int[] shape;

    View(FloatBuffer values, int offset, int size, int[] shape) {
      this.values = values;
      this.offset = offset;
      this.size = size;
      this.shape = shape;
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

  private static final class Row implements Output {
    private final double[] values;

    Row(double[] values) {
      this.values = values;
    }

    @Override
    public int[] shape() {
      return new int[] {values.length};
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public Output copy() {
      return new Row(values.clone());
    }
  }
}
