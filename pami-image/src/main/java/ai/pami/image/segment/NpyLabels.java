package ai.pami.image.segment;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A two-axis array of integers from a NumPy file (format 1.0 to 3.0). */
final class NpyLabels {
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([uib])([1248])'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d+),\\s*(\\d+),?\\s*\\)");

  private final int height;
  private final int width;
  private final int[] labels;

  private NpyLabels(int height, int width, int[] labels) {
    this.height = height;
    this.width = width;
    this.labels = labels;
  }

  static NpyLabels read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.limit() < 12
        || bytes.get(0) != (byte) 0x93
        || !new String(bytes.array(), 1, 5, StandardCharsets.US_ASCII).equals("NUMPY")) {
      throw new PamiException("label map is no NumPy file: " + file);
    }
    int start = bytes.get(6) == 1 ? 10 : 12;
    int length = bytes.get(6) == 1 ? bytes.getShort(8) & 0xFFFF : bytes.getInt(8);
    if (length < 0 || start + (long) length > bytes.limit()) {
      throw new PamiException("label map is cut short: " + file);
    }
    String header = new String(bytes.array(), start, length, StandardCharsets.US_ASCII);
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !order.find() || !shape.find()) {
      throw new PamiException(
          "label map must be a two-axis array of integers: " + file + " has " + header.strip());
    }
    int height = Integer.parseInt(shape.group(1));
    int width = Integer.parseInt(shape.group(2));
    int size = Integer.parseInt(type.group(3));
    long count = (long) height * width;
    if (start + length + count * size > bytes.limit() || count == 0) {
      throw new PamiException("label map is cut short: " + file);
    }
    bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean columnsFirst = order.group(1).equals("True");
    int[] labels = new int[(int) count];
    for (int i = 0; i < labels.length; i++) {
      int at = columnsFirst ? (i % width) * height + i / width : i;
      labels[i] = number(bytes, start + length + at * size, size);
    }
    return new NpyLabels(height, width, labels);
  }

  /** The integer at a place; of 8-byte ones the lower half, which tells labels apart as well. */
  private static int number(ByteBuffer bytes, int at, int size) {
    return switch (size) {
      case 1 -> bytes.get(at) & 0xFF;
      case 2 -> bytes.getShort(at) & 0xFFFF;
      case 4 -> bytes.getInt(at);
      default -> (int) bytes.getLong(at);
    };
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int[] labels() {
    return labels;
  }
}
