package ai.pami.audit;

import ai.pami.PamiException;
import ai.pami.image.picture.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The file a picture came from, for a bundle to hold. */
public final class InputCopy {
  private final String name;
  private final byte[] bytes;

  private InputCopy(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * The bytes of a picture file and its name without folders.
   *
   * @throws PamiException if it can't be read
   */
  public static InputCopy of(Path file) {
    try {
      return new InputCopy(file.getFileName().toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PamiException("picture can't be read: " + file + " (" + e.getMessage() + ")", e);
    }
  }

  /** A picture that came from no file, as PNG. */
  public static InputCopy of(Picture picture) {
    return new InputCopy("picture.png", png(picture));
  }

  static byte[] png(Picture picture) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(picture.toImage(), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
