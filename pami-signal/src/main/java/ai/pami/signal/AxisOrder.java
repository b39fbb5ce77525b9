package ai.pami.signal;

import ai.pami.model.TensorInfo;
import java.util.List;

/** How a model's input tensor holds a series. */
public enum AxisOrder {
  /** {@code [batch][channels][times]}, as PyTorch's convolutions read it. */
  CHANNELS_FIRST,
  /** {@code [batch][times][channels]}, as recurrent and Keras models read it. */
  TIMES_FIRST,
  /** {@code [batch][times]}: one channel. */
  TIMES_ONLY;

  /**
   * What a model's input shape tells: two axes are {@link #TIMES_ONLY}; of three, the fixed extents
   * decide, and where they leave both, it is {@link #CHANNELS_FIRST}.
   *
   * @param channels of the series
   * @param length of the series
   */
  static AxisOrder of(TensorInfo input, int channels, int length) {
    List<Integer> shape = input.shape();
    if (shape.size() == 2) {
      return TIMES_ONLY;
    }
    boolean first = fits(shape, channels, length);
    return !first && fits(shape, length, channels) ? TIMES_FIRST : CHANNELS_FIRST;
  }

  private static boolean fits(List<Integer> shape, int second, int third) {
    return shape.size() == 3 && fits(shape.get(1), second) && fits(shape.get(2), third);
  }

  private static boolean fits(int extent, int wanted) {
    return extent == TensorInfo.FREE || extent == wanted;
  }

  /** The shape of so many series. */
  int[] shape(int count, int channels, int length) {
    return switch (this) {
      case CHANNELS_FIRST -> new int[] {count, channels, length};
      case TIMES_FIRST -> new int[] {count, length, channels};
      case TIMES_ONLY -> new int[] {count, length};
    };
  }

  /**
   * An order by its name: {@code channels-first}, {@code times-first} or {@code times-only}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static AxisOrder named(String name) {
    return switch (name) {
      case "channels-first" -> CHANNELS_FIRST;
      case "times-first" -> TIMES_FIRST;
      case "times-only" -> TIMES_ONLY;
      default ->
          throw new IllegalArgumentException(
              "no order of axes '%s': choose channels-first, times-first or times-only"
                  .formatted(name));
    };
  }
}
