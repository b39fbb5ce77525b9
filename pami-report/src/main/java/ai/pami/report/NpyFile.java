package ai.pami.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NumPy's array file, version 1.0: magic, header with type and shape padded to a multiple of 64
 * bytes, then the numbers in C order.
 */
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private NpyFile() {}

  /** Writes little-endian float32, {@code [height][width]}. */
  static void write(Path file, float[] values, int height, int width) throws IOException {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(height, width);
    int unpadded = MAGIC.length + 2 + header.length() + 1;
    String padded = header + " ".repeat(Math.floorMod(-unpadded, 64)) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(
                Math.addExact(
                    MAGIC.length + 2 + padded.length(), Math.multiplyExact(4, values.length)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .putShort((short) padded.length())
            .put(padded.getBytes(StandardCharsets.US_ASCII));
    bytes.asFloatBuffer().put(values);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(bytes.array());
    }
  }
}
