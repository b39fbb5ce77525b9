package ai.pami.audit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in NumPy's format ("npy", version 1.0), little-endian, in C order: what NumPy's {@code
 * load} reads.
 */
final class NpyArray {
  /** The kinds of numbers that bundles hold. */
  enum Type {
    UINT16("<u2", 2),
    INT32("<i4", 4),
    FLOAT64("<f8", 8);

    private final String code;
    private final int bytes;

    Type(String code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }
  }

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<u2|<i4|<f8)', 'fortran_order': False, 'shape': \\(([0-9, ]{1,60})\\), \\}\\s*");

  private final Type type;
  private final int[] shape;
  private final ByteBuffer numbers;

  private NpyArray(Type type, int[] shape, ByteBuffer numbers) {
    this.type = type;
    this.shape = shape;
    this.numbers = numbers;
  }

  /** An array of zeros. */
  static NpyArray of(Type type, int... shape) {
    int bytes = Math.multiplyExact(type.bytes, size(shape));
    return new NpyArray(
        type, shape.clone(), ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /**
   * Reads an array.
   *
   * @throws IllegalArgumentException if the bytes are none of these
   */
  static NpyArray read(byte[] file) {
    if (file.length < 10 || !Arrays.equals(file, 0, 8, MAGIC, 0, 8)) {
      throw new IllegalArgumentException("no NumPy array");
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = buffer.getShort(8) & 0xFFFF;
    String header =
        new String(file, 10, Math.min(length, file.length - 10), StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("another kind of NumPy array: " + header.strip());
    }
    Type type =
        Arrays.stream(Type.values()).filter(t -> t.code.equals(matcher.group(1))).findAny().get();
    int[] shape =
        Arrays.stream(matcher.group(2).split(",", -1))
            .map(String::strip)
            .filter(extent -> !extent.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    int bytes = Math.multiplyExact(type.bytes, size(shape));
    if (file.length != 10 + length + bytes) {
      throw new IllegalArgumentException(
          "a NumPy array of %s has %d bytes instead of %d"
              .formatted(Arrays.toString(shape), file.length - 10 - length, bytes));
    }
    return new NpyArray(
        type, shape, buffer.slice(10 + length, bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The file's bytes. */
  byte[] toBytes() {
    String extents =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type.code, shape.length == 1 ? extents + "," : extents);
    int padded = (10 + header.length() + 64) / 64 * 64 - 10;
    String line = header + " ".repeat(padded - header.length() - 1) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(10 + padded + numbers.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putShort((short) padded).put(line.getBytes(StandardCharsets.US_ASCII));
    file.put(numbers.duplicate().rewind());
    return file.array();
  }

  int extent(int axis) {
    return shape[axis];
  }

  int rank() {
    return shape.length;
  }

  int size() {
    return size(shape);
  }

  double number(int i) {
    return switch (type) {
      case UINT16 -> numbers.getShort(2 * i) & 0xFFFF;
      case INT32 -> numbers.getInt(4 * i);
      case FLOAT64 -> numbers.getDouble(8 * i);
    };
  }

  int integer(int i) {
    return (int) number(i);
  }

  void set(int i, double number) {
    switch (type) {
      case UINT16 -> numbers.putShort(2 * i, (short) (int) number);
      case INT32 -> numbers.putInt(4 * i, (int) number);
      case FLOAT64 -> numbers.putDouble(8 * i, number);
    }
  }
}
