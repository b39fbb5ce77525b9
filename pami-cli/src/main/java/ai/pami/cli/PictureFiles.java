package ai.pami.cli;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The pictures named on a command line, and what their output folders are called. */
final class PictureFiles {
  private PictureFiles() {}

  /**
   * Every picture file by the name of its output folder: the file's name without its ending, or
   * with it where two would be equal. Folders stand for the pictures in them, in the order of their
   * names.
   *
   * @throws PamiException if a folder can't be read or holds no pictures
   */
  static Map<String, Path> named(List<Path> given) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(picturesIn(path));
      } else {
        files.add(path);
      }
    }
    Map<String, Integer> uses = new HashMap<>();
    for (Path file : files) {
      uses.merge(stem(file), 1, Integer::sum);
    }
    Map<String, Path> named = new LinkedHashMap<>();
    for (Path file : files) {
      String stem = uses.get(stem(file)) == 1 ? stem(file) : file.getFileName().toString();
      String name = stem;
      for (int n = 2; named.containsKey(name); n++) {
        name = stem + "-" + n;
      }
      named.put(name, file);
    }
    return named;
  }

  private static String stem(Path file) {
    Path name = file.getFileName();
    return name == null ? "picture" : name.toString().replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static List<Path> picturesIn(Path folder) {
    Set<String> endings =
        Arrays.stream(ImageIO.getReaderFileSuffixes())
            .filter(ending -> !ending.isEmpty())
            .map(ending -> ending.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pictures =
          files
              .filter(Files::isRegularFile)
              .filter(file -> endings.contains(ending(file)))
              .sorted()
              .toList();
      if (pictures.isEmpty()) {
        throw new PamiException("no pictures in folder: " + folder);
      }
      return pictures;
    } catch (IOException e) {
      throw new PamiException("folder can't be read: " + folder + " (" + e.getMessage() + ")", e);
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".")
        ? ""
        : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
