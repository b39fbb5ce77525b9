package ai.pami.model;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers, whole numbers or texts in a shape, last axis fastest. Holds the arrays it is made of and
 * hands them out: neither side may change them afterwards.
 */
public final class Tensor {
  private final ElementType type;
  private final int[] shape;
  private final Object values;
  private final List<String> names;

  private Tensor(ElementType type, Object values, int length, int[] shape) {
    this(type, values, length, shape, List.of());
  }

  private Tensor(ElementType type, Object values, int length, int[] shape, List<String> names) {
    this.names = List.copyOf(names);
    this.type = type;
    this.shape = shape.clone();
    this.values = values;
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != length) {
      throw new IllegalArgumentException(
          "%d values do not fill a tensor of shape %s".formatted(length, Arrays.toString(shape)));
    }
  }

  /** A tensor of single-precision numbers. */
  public static Tensor of(float[] values, int... shape) {
    return new Tensor(ElementType.FLOAT32, values, values.length, shape);
  }

  /** A tensor of whole numbers. */
  public static Tensor of(long[] values, int... shape) {
    return new Tensor(ElementType.INT64, values, values.length, shape);
  }

  /** A tensor of texts. */
  public static Tensor of(String[] values, int... shape) {
    return new Tensor(ElementType.STRING, values, values.length, shape);
  }

  /**
   * The same values with names for the places along the last axis, such as classes.
   *
   * @throws IllegalArgumentException if their number is not the last axis's extent
   */
  public Tensor named(List<String> names) {
    if (shape.length == 0 || names.size() != shape[shape.length - 1]) {
      throw new IllegalArgumentException(
          "%d names for a tensor of shape %s".formatted(names.size(), Arrays.toString(shape)));
    }
    return new Tensor(
        type, values, Arrays.stream(shape).reduce(1, Math::multiplyExact), shape, names);
  }

  /** What the places along the last axis are called; none where that is not known. */
  public List<String> names() {
    return names;
  }

  /** {@link ElementType#FLOAT32}, {@link ElementType#INT64} or {@link ElementType#STRING}. */
  public ElementType type() {
    return type;
  }

  /** The extent of every axis, a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The extent of one axis. */
  public int extent(int axis) {
    return shape[axis];
  }

  /** The number of axes. */
  public int rank() {
    return shape.length;
  }

  /**
   * The single-precision numbers.
   *
   * @throws IllegalStateException if it holds others
   */
  public float[] floats() {
    return (float[]) values(ElementType.FLOAT32);
  }

  /**
   * The whole numbers.
   *
   * @throws IllegalStateException if it holds others
   */
  public long[] longs() {
    return (long[]) values(ElementType.INT64);
  }

  /**
   * The texts.
   *
   * @throws IllegalStateException if it holds others
   */
  public String[] strings() {
    return (String[]) values(ElementType.STRING);
  }

  private Object values(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("a tensor of %s, not %s".formatted(type, wanted));
    }
    return values;
  }

  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape);
  }
}
