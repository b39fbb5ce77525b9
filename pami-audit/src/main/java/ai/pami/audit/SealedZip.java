package ai.pami.audit;

import ai.pami.PamiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP file whose comment, its last bytes, names the format's version and the SHA-256 of all bytes
 * before that number. Any ZIP tool opens it; a change of any byte, headers and comment included,
 * breaks the seal.
 */
final class SealedZip {
  /** The version of the format that is written, and the newest that is read. */
  static final int VERSION = 1;

  private static final int DIGITS = 64;
  private static final long MOST_BYTES = 1L << 30;
  private static final Pattern SEAL =
      Pattern.compile("pami-bundle/(\\d{1,9}) sha256:([0-9a-f]{64})");
  private static final byte[] START = {'P', 'K', 3, 4};

  private SealedZip() {}

  /** The bytes of a file of these entries, equal for equal entries. */
  static byte[] pack(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      zip.setComment("pami-bundle/" + VERSION + " sha256:" + "0".repeat(DIGITS));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    byte[] file = bytes.toByteArray();
    byte[] seal = Sha256.of(file, file.length - DIGITS).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(seal, 0, file, file.length - DIGITS, DIGITS);
    return file;
  }

  /**
   * The entries of a file.
   *
   * @param name for messages
   * @throws PamiException if it is no bundle, was changed in any byte, or is of a newer version
   */
  static Map<String, byte[]> unpack(byte[] file, String name) {
    if (file.length < START.length
        || !Arrays.equals(file, 0, START.length, START, 0, START.length)) {
      throw new PamiException(name + ": not a bundle, or its first bytes are damaged");
    }
    int tail = Math.min(file.length, DIGITS + 40);
    String end = new String(file, file.length - tail, tail, StandardCharsets.ISO_8859_1);
    Matcher seal = SEAL.matcher(end);
    if (!seal.find() || seal.end() != end.length()) {
      throw new PamiException(
          name
              + ": the bundle is cut short, continued or damaged at its end: it does not end in its seal");
    }
    if (!Sha256.of(file, file.length - DIGITS).equals(seal.group(2))) {
      throw new PamiException(
          "%s: the bundle is damaged: bytes were changed after it was sealed, %s"
              .formatted(name, place(file)));
    }
    int version = Integer.parseInt(seal.group(1));
    if (version > VERSION) {
      throw new PamiException(
          "%s: the bundle is of the newer version %d, and this program reads up to %d: use a newer one"
              .formatted(name, version, VERSION));
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try {
      read(file, entries);
    } catch (IOException | IllegalArgumentException e) {
      throw new PamiException(
          "%s: the bundle's seal is whole, but it is no ZIP file (%s)"
              .formatted(name, e.getMessage()),
          e);
    }
    return entries;
  }

  private static void read(byte[] file, Map<String, byte[]> entries) throws IOException {
    long left = MOST_BYTES;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), null);
        byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
        left -= content.length;
        if (left < 0) {
          throw new IOException("it holds more than " + MOST_BYTES + " bytes");
        }
        entries.put(entry.getName(), content);
      }
    }
  }

  /** Where the damage lies, as far as the entries' own checksums tell. */
  private static String place(byte[] file) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try {
      read(file, entries);
      return "in its headers or the seal itself";
    } catch (IOException | IllegalArgumentException e) {
      String last = entries.isEmpty() ? "its first header" : "";
      for (String entry : entries.keySet()) {
        last = entry;
      }
      return "first seen in " + last.replaceAll("[^\\x20-\\x7e]", "?");
    }
  }
}
