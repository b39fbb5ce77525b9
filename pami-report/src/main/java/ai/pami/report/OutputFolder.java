package ai.pami.report;

import ai.pami.PamiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is filled as a whole: files are written beside it and moved in when all of them are
 * there, so that a run that dies leaves nothing half-written.
 */
public final class OutputFolder {
  /** Writes files into a folder. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;

    /** Several files that do not need each other, each on a processor that has nothing to do. */
    static Content together(List<Content> parts) {
      return folder ->
          parts.parallelStream()
              .forEach(
                  part -> {
                    try {
                      part.writeTo(folder);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
    }
  }

  private OutputFolder() {}

  /**
   * Makes sure that files can be written to {@code folder}, creating it if need be.
   *
   * @throws PamiException if they can't
   */
  public static void require(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".pami-", ".tmp"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  static PamiException unwritable(Path folder, IOException e) {
    String reason =
        e instanceof AccessDeniedException || e.getMessage() == null
            ? "no permission to write there"
            : e.getMessage();
    return new PamiException(
        "output folder can't be written: %s (%s); choose another with --out"
            .formatted(folder, reason),
        e);
  }

  /**
   * Writes {@code content} into {@code folder}, replacing files of the same name and removing
   * {@code outdated} ones.
   *
   * @param outdated names of files of an earlier run
   */
  static void fill(Path folder, List<String> outdated, Content content) {
    Path parent = folder.toAbsolutePath().getParent();
    Path partial = null;
    try {
      Files.createDirectories(parent);
      partial = Files.createTempDirectory(parent, ".pami-partial-");
      content.writeTo(partial);
      Files.createDirectories(folder);
      for (String name : outdated) {
        Files.deleteIfExists(folder.resolve(name));
      }
      try (Stream<Path> files = Files.list(partial)) {
        for (Path file : files.toList()) {
          Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    } catch (UncheckedIOException e) {
      throw unwritable(folder, e.getCause());
    } finally {
      deleteAll(partial);
    }
  }

  private static void deleteAll(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left lies in a folder that says it is partial; the error before it is the one to
      // tell.
    }
  }
}
