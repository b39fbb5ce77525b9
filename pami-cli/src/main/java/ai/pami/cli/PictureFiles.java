package ai.pami.cli;

import ai.pami.PamiException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** The pictures named on a command line, and what their output folders are called. */
final class PictureFiles {
  private PictureFiles() {}

  /**
   * Every picture file by the name of its output folder; see {@link InputFiles#named}.
   *
   * @throws PamiException if a folder can't be read or holds no pictures
   */
  static Map<String, Path> named(List<Path> given) {
    return InputFiles.named(
        given,
        Arrays.stream(ImageIO.getReaderFileSuffixes())
            .filter(ending -> !ending.isEmpty())
            .map(ending -> ending.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        "pictures");
  }
}
