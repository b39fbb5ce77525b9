package ai.pami.image.picture;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The evaluation data, which is not part of the project; tests skip where it is absent. */
public final class EvalData {
  private EvalData() {}

  /** The folder; skips the test that asks if there is none. */
  public static Path folder() {
    String property = System.getProperty("pami.eval", "");
    Path folder = Path.of(property).toAbsolutePath().normalize();
    assumeThat(!property.isEmpty() && Files.isDirectory(folder))
        .as("evaluation data at pami.eval=%s", property)
        .isTrue();
    return folder;
  }

  /** The folders of reference results, one an image, at least one. */
  public static List<Path> references() {
    try (Stream<Path> folders = Files.list(folder().resolve("reference"))) {
      List<Path> found = folders.filter(Files::isDirectory).sorted().toList();
      assumeThat(found).as("reference results").isNotEmpty();
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The photograph that a folder of reference results belongs to. */
  public static Path image(Path reference) {
    return folder().resolve("images").resolve(reference.getFileName() + ".JPEG");
  }
}
