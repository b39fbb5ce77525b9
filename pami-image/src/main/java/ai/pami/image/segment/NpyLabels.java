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
  private static final Pattern SHAPE =
      Pattern.compile("'shape':\\s*\\((\\d{1,18}),\\s*(\\d{1,18}),?\\s*\\)");

  private final int height;
  private final int width;
  private final long[] labels;

  private NpyLabels(int height, int width, long[] labels) {
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
    long rows = Long.parseLong(shape.group(1));
    long columns = Long.parseLong(shape.group(2));
    int size = Integer.parseInt(type.group(3));
    if (rows == 0 || columns == 0) {
      throw new PamiException("label map holds no labels: " + file);
    }
    if (rows > (bytes.limit() - start - length) / size / columns) {
      throw new PamiException("label map is cut short: " + file);
    }
    int height = (int) rows;
    int width = (int) columns;
    bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean columnsFirst = order.group(1).equals("True");
    long[] labels = new long[height * width];
    for (int i = 0; i < labels.length; i++) {
      int at = columnsFirst ? (i % width) * height + i / width : i;
      labels[i] = number(bytes, start + length + at * size, size);
    }
    return new NpyLabels(height, width, labels);
  }

  /** The integer at a place; of the larger ones as if signed, which tells labels apart as well. */
  private static long number(ByteBuffer bytes, int at, int size) {
    return switch (size) {
      case 1 -> bytes.get(at) & 0xFF;
      case 2 -> bytes.getShort(at) & 0xFFFF;
      case 4 -> bytes.getInt(at);
      default -> bytes.getLong(at);
    };
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  long[] labels() {
    return labels;
  }
}
