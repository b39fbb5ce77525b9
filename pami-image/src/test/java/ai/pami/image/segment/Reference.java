package ai.pami.image.segment;

import ai.pami.image.picture.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What the authors' own code computes on a few pictures: a folder a picture, below the folder that
 * the system property {@code pami.eval} names.
 */
public final class Reference {
  private final Path folder;

  private Reference(Path folder) {
    this.folder = folder;
  }

  /** Every picture there is; skips the test, saying so, if there is none. */
  public static List<Reference> all() {
    String eval = System.getProperty("pami.eval", "");
    Assumptions.assumeFalse(eval.isEmpty(), "no reference data: pami.eval is not set");
    Path root = Path.of(eval, "reference");
    Assumptions.assumeTrue(Files.isDirectory(root), "no reference data: " + root + " is missing");
    try (Stream<Path> folders = Files.list(root)) {
      List<Reference> all =
          folders
              .filter(folder -> Files.exists(folder.resolve("input224.png")))
              .sorted()
              .map(Reference::new)
              .toList();
      Assumptions.assumeFalse(all.isEmpty(), "no reference data: " + root + " has no pictures");
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The picture that everything was computed on. */
  public Picture input() {
    return Picture.read(folder.resolve("input224.png"));
  }

  /** A label map of unsigned 16-bit numbers, in element order. */
  public int[] labels(String file) {
    ByteBuffer data = data(file, "'<u2'");
    int[] labels = new int[data.remaining() / 2];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.getShort() & 0xFFFF;
    }
    return labels;
  }

  /** An array of 32-bit floating-point numbers, in C order. */
  public float[] floats(String file) {
    ByteBuffer data = data(file, "'<f4'");
    float[] floats = new float[data.remaining() / 4];
    data.asFloatBuffer().get(floats);
    return floats;
  }

  /** The picture's name. */
  @Override
  public String toString() {
    return folder.getFileName().toString();
  }

  /** What follows the header of a version 1 file. */
  private ByteBuffer data(String file, String type) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int start = 10 + (buffer.getShort(8) & 0xFFFF);
      String header = new String(bytes, 10, start - 10, StandardCharsets.US_ASCII);
      if (bytes[6] != 1 || !header.contains(type) || !header.contains("'fortran_order': False")) {
        throw new IllegalStateException(folder.resolve(file) + " has " + header.strip());
      }
      return buffer.position(start).slice().order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
