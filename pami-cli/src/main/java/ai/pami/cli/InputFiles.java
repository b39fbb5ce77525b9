package ai.pami.cli;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files named on a command line, and what their output folders are called. */
final class InputFiles {
  private InputFiles() {}

  /**
   * Every file by the name of its output folder: the file's name without its ending, or with it
   * where two would be equal. Folders stand for the files in them, in the order of their names.
   *
   * @param endings of the files taken from folders, in small letters
   * @param noun what the files are, in messages: {@code pictures}
   * @throws PamiException if a folder can't be read or holds no such files
   */
  static Map<String, Path> named(List<Path> given, Set<String> endings, String noun) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(filesIn(path, endings, noun));
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
    return name == null ? "input" : name.toString().replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static List<Path> filesIn(Path folder, Set<String> endings, String noun) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(Files::isRegularFile)
              .filter(file -> endings.contains(ending(file)))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new PamiException("no %s in folder: %s".formatted(noun, folder));
      }
      return found;
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
