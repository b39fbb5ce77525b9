package ai.pami.evaluate.data;

import ai.pami.PamiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The pictures below a folder, by their path in it, written with slashes. */
final class PictureFolder {
  private final Path folder;
  private final List<String> names;
  private final Map<String, List<String>> byStem = new HashMap<>();

  private PictureFolder(Path folder, List<String> names) {
    this.folder = folder;
    this.names = names;
    names.forEach(name -> byStem.computeIfAbsent(stem(name), key -> new ArrayList<>(1)).add(name));
  }

  static PictureFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new PamiException(
          Files.exists(folder) ? folder + " is no folder" : "images not found: " + folder);
    }
    Set<String> endings =
        Arrays.stream(ImageIO.getReaderFileSuffixes())
            .map(ending -> ending.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names =
          files
              .filter(file -> endings.contains(ending(file)) && Files.isRegularFile(file))
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        throw new PamiException("no images in folder: " + folder);
      }
      return new PictureFolder(folder, names);
    } catch (IOException | UncheckedIOException e) {
      throw new PamiException("folder can't be read: %s (%s)".formatted(folder, e.getMessage()), e);
    }
  }

  /** Every picture's name, sorted. */
  List<String> names() {
    return names;
  }

  /**
   * The name of the picture that is called {@code name}, which may lack its ending.
   *
   * @param where for the message: file and line
   */
  String find(String name, String where) {
    if (Files.isRegularFile(file(name, where))) {
      return name;
    }
    List<String> found = byStem.getOrDefault(name, List.of());
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new PamiException(
        found.isEmpty()
            ? "%s: there is no image '%s' in %s".formatted(where, name, folder)
            : "%s: image '%s' may be any of %s".formatted(where, name, String.join(", ", found)));
  }

  Path file(String name, String where) {
    try {
      return folder.resolve(name);
    } catch (IllegalArgumentException e) {
      throw new PamiException("%s: '%s' is no file name".formatted(where, name), e);
    }
  }

  private static String stem(String name) {
    return name.replaceFirst("(?<=[^/])\\.[^./]*$", "");
  }

  private static String ending(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.startsWith(".") || name.indexOf('.') < 0
        ? "none"
        : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
