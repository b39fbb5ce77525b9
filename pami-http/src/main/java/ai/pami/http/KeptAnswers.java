package ai.pami.http;

import ai.pami.PamiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Answers of one model in a file, appended as they come, each with a checksum: what was written
 * when a run ended, however it ended, is found by the next one. In memory is only where each answer
 * lies. Thread-safe.
 */
final class KeptAnswers implements AutoCloseable {
  private static final String FORMAT = "pami answers 1";

  /** Which input was answered: 128 bits of its SHA-256. */
  record Key(long high, long low) {}

  private final Path file;
  private final String model;
  private final Map<Key, Long> places = new HashMap<>();
  private RandomAccessFile open;
  private boolean closed;
  private long end;

  private KeptAnswers(Path file, String model) {
    this.file = file;
    this.model = model;
  }

  /**
   * The answers in {@code file}, which is made at the first answer.
   *
   * @param model what they are answers of
   * @throws PamiException if the file is another's, holds another model's answers, is in use or
   *     can't be read
   */
  static KeptAnswers in(Path file, String model) {
    KeptAnswers kept = new KeptAnswers(file, model);
    if (Files.exists(file)) {
      kept.open();
    }
    return kept;
  }

  private void open() {
    boolean known = Files.exists(file);
    try {
      if (!known && file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      open = new RandomAccessFile(file.toFile(), "rw");
      lock();
      if (open.length() == 0) {
        writeHead();
      } else {
        requireHead();
        readPlaces();
      }
    } catch (IOException e) {
      close();
      throw new PamiException("answers can't be kept in %s: %s".formatted(file, e.getMessage()), e);
    } catch (PamiException e) {
      close();
      throw e;
    }
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = open.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new PamiException(
          "%s is in use by another run: wait for it, or keep answers in another file"
              .formatted(file));
    }
  }

  private void writeHead() throws IOException {
    open.writeUTF(FORMAT);
    open.writeUTF(model);
    end = open.getFilePointer();
  }

  private void requireHead() throws IOException {
    String format = "";
    String other = "";
    try {
      open.seek(0);
      format = open.readUTF();
      other = open.readUTF();
    } catch (EOFException | java.io.UTFDataFormatException e) {
      format = "";
    }
    if (!format.equals(FORMAT)) {
      throw new PamiException("%s holds no answers of a model: name another file".formatted(file));
    }
    if (!other.equals(model)) {
      throw new PamiException(
          "%s holds answers of another model or another way of asking, %s, not %s: delete it or name another file"
              .formatted(file, other, model));
    }
    end = open.getFilePointer();
  }

  /** Finds all whole answers; what lies behind the last of them was being written at the end. */
  private void readPlaces() throws IOException {
    while (true) {
      open.seek(end);
      long left = open.length() - end;
      if (left < Integer.BYTES) {
        break;
      }
      int size = open.readInt();
      if (size < 0 || left < (long) size + Integer.BYTES + Long.BYTES) {
        break;
      }
      byte[] record = new byte[size];
      open.readFully(record);
      if (open.readLong() != checksum(record)) {
        break;
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
      places.put(new Key(in.readLong(), in.readLong()), end);
      end = open.getFilePointer();
    }
    open.setLength(end);
  }

  private static long checksum(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record);
    return crc.getValue();
  }

  /** What was answered to an input. */
  synchronized Optional<Answer> get(Key key) {
    Long place = places.get(key);
    if (place == null || open == null) {
      return Optional.empty();
    }
    try {
      open.seek(place);
      byte[] record = new byte[open.readInt()];
      open.readFully(record);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
      in.skipBytes(2 * Long.BYTES);
      int[] shape = new int[in.readUnsignedByte()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = in.readInt();
      }
      double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
      boolean single = in.readBoolean();
      for (int i = 0; i < values.length; i++) {
        values[i] = single ? in.readFloat() : in.readDouble();
      }
      return Optional.of(new Answer(values, shape));
    } catch (IOException e) {
      throw new PamiException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Keeps an answer. */
  synchronized void put(Key key, Answer answer) {
    if (closed || places.containsKey(key)) {
      return;
    }
    if (open == null) {
      open();
    }
    byte[] record = record(key, answer);
    try {
      open.seek(end);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.length + 12);
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(record.length);
      out.write(record);
      out.writeLong(checksum(record));
      open.write(bytes.toByteArray());
      places.put(key, end);
      end = open.getFilePointer();
    } catch (IOException e) {
      throw new PamiException("answers can't be kept in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] record(Key key, Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(key.high());
      out.writeLong(key.low());
      out.writeByte(answer.shape().length);
      for (int extent : answer.shape()) {
        out.writeInt(extent);
      }
      boolean single =
          Arrays.stream(answer.values()).allMatch(v -> Double.compare((float) v, v) == 0);
      out.writeBoolean(single);
      for (double value : answer.values()) {
        if (single) {
          out.writeFloat((float) value);
        } else {
          out.writeDouble(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return bytes.toByteArray();
  }

  /** How many answers there are. */
  synchronized int count() {
    return places.size();
  }

  /** Removes the file. */
  synchronized void delete() {
    close();
    places.clear();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PamiException("%s can't be deleted: %s".formatted(file, e.getMessage()), e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new PamiException("%s can't be closed: %s".formatted(file, e.getMessage()), e);
    }
    open = null;
  }
}
