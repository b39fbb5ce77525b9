package ai.pami.image.segment;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** NumPy files written byte by byte, as a check on what reads them. */
final class NpyBytes {
  private NpyBytes() {}

  /** A version 1.0 file of an array in C order, as {@code numpy.save} writes it. */
  static byte[] of(String type, ByteOrder order, Object array, int height, int width) {
    return file(
        1,
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(type, height, width),
        data(array, order));
  }

  /** A file of the given format version, header and data. */
  static byte[] file(int version, String header, byte[] data) {
    int start = version == 1 ? 10 : 12;
    int padded = (start + header.length() + 1 + 63) / 64 * 64 - start;
    ByteBuffer bytes =
        ByteBuffer.allocate(start + padded + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) padded);
    } else {
      bytes.putInt(padded);
    }
    bytes.put(
        (header + " ".repeat(padded - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.US_ASCII));
    return bytes.put(data).array();
  }

  /** The numbers of a {@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]}, ... */
  static byte[] data(Object array, ByteOrder order) {
    int n = Array.getLength(array);
    ByteBuffer bytes = ByteBuffer.allocate(8 * n).order(order);
    for (int i = 0; i < n; i++) {
      Object number = Array.get(array, i);
      if (number instanceof Byte b) {
        bytes.put(b);
      } else if (number instanceof Short s) {
        bytes.putShort(s);
      } else if (number instanceof Integer k) {
        bytes.putInt(k);
      } else if (number instanceof Long l) {
        bytes.putLong(l);
      } else if (number instanceof Float f) {
        bytes.putFloat(f);
      } else {
        throw new IllegalArgumentException("no numbers: " + array);
      }
    }
    byte[] data = new byte[bytes.position()];
    bytes.flip().get(data);
    return data;
  }
}
