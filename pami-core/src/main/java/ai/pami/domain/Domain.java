package ai.pami.domain;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The lattice that an input's elements lie on: 224x224 pixels, 37 words, 12 columns.
 *
 * <p>Elements are numbered 0..{@link #size()}-1 with the last axis varying fastest, so that the
 * pixel in row {@code y} and column {@code x} of a {@code [height][width]} domain is {@code y *
 * width + x}.
 */
public final class Domain {
  private final int[] shape;
  private final int size;

  private Domain(int[] shape, int size) {
    this.shape = shape;
    this.size = size;
  }

  /**
   * A domain of the given shape.
   *
   * @param shape the extent of every axis, each at least 1; for pictures {@code height, width}
   * @throws IllegalArgumentException if there is no axis, an extent is below 1, or the number of
   *     elements does not fit an int
   */
  public static Domain of(int... shape) {
    if (shape.length == 0) {
      throw new IllegalArgumentException("a domain needs at least one axis");
    }
    long size = 1;
    for (int extent : shape) {
      if (extent < 1) {
        throw new IllegalArgumentException(
            "a domain's extents must be at least 1: " + Arrays.toString(shape));
      }
      size *= extent;
      if (size > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException("a domain this large: " + Arrays.toString(shape));
      }
    }
    return new Domain(shape.clone(), (int) size);
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  /** The number of axes. */
  public int rank() {
    return shape.length;
  }

  /** The number of elements along {@code axis} (0-based). */
  public int extent(int axis) {
    return shape[axis];
  }

  /** The extent of every axis, a copy. */
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Domain that && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape);
  }

  /** The extents joined by "x": {@code 224x224}. */
  @Override
  public String toString() {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }
}
