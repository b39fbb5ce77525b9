package ai.pami.model;

import java.nio.ByteBuffer;

/** How a tensor stores one element. */
public enum ElementType {
  FLOAT32(4),
  FLOAT16(2),
  UINT8(1),
  /** Whole numbers, such as tokens; held in {@link Tensor}s only. */
  INT64(8),
  /** Whole numbers of half the size; written from a {@link Tensor} of {@link #INT64}. */
  INT32(4),
  /** Texts; held in {@link Tensor}s only. */
  STRING(0),
  /** A type that this library does not write. */
  OTHER(0);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes one element takes; 0 where they are not equally long, or unknown. */
  public int bytes() {
    return bytes;
  }

  /** Whether pictures and other measurements can be written in it. */
  public boolean isFraction() {
    return this == FLOAT32 || this == FLOAT16 || this == UINT8;
  }

  /**
   * Writes {@code value} as element {@code index} of {@code buffer}, in the buffer's byte order.
   * {@link #UINT8} rounds to the nearest of 0..255, {@link #FLOAT16} to the nearest half, ties to
   * even.
   *
   * @throws UnsupportedOperationException unless {@link #isFraction()}
   */
  public void write(ByteBuffer buffer, int index, float value) {
    switch (this) {
      case FLOAT32 -> buffer.putFloat(4 * index, value);
      case FLOAT16 -> buffer.putShort(2 * index, toHalf(value));
      case UINT8 -> buffer.put(index, (byte) Math.max(0, Math.min(255, Math.round(value))));
      case INT64, INT32, STRING, OTHER ->
          throw new UnsupportedOperationException("tensors of %s can't be written".formatted(this));
    }
  }

  /**
   * Reads element {@code index} of {@code buffer}, in the buffer's byte order.
   *
   * @throws UnsupportedOperationException unless {@link #isFraction()}
   */
  public float read(ByteBuffer buffer, int index) {
    return switch (this) {
      case FLOAT32 -> buffer.getFloat(4 * index);
      case FLOAT16 -> fromHalf(buffer.getShort(2 * index));
      case UINT8 -> buffer.get(index) & 0xFF;
      case INT64, INT32, STRING, OTHER ->
          throw new UnsupportedOperationException("tensors of %s can't be read".formatted(this));
    };
  }

  /** The number that a half-precision number (IEEE 754 binary16) stands for. */
  static float fromHalf(short half) {
    int exponent = (half >>> 10) & 0x1F;
    int fraction = half & 0x3FF;
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return half < 0 ? -magnitude : magnitude;
  }

  /** The half-precision number (IEEE 754 binary16) nearest to {@code value}, ties to even. */
  static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000) {
      return (short) (sign | 0x7E00);
    }
    if (magnitude >= 0x477FF000) {
      return (short) (sign | 0x7C00);
    }
    if (magnitude < 0x38800000) {
      // Below the least normal half: adding 0.5 leaves the subnormal half in the low bits, rounded
      // by the addition itself.
      int subnormal = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - 0x3F000000;
      return (short) (sign | subnormal);
    }
    int tieToEven = (magnitude >>> 13) & 1;
    return (short) (sign | ((magnitude - 0x38000000 + 0xFFF + tieToEven) >>> 13));
  }
}
