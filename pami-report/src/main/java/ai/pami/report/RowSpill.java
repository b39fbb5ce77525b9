package ai.pami.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Explained rows on their way into a report: in a temporary file, so that memory does not grow. */
final class RowSpill implements AutoCloseable {
  private final Path file;
  private final BufferedWriter lines;

  private RowSpill(Path file, BufferedWriter lines) {
    this.file = file;
    this.lines = lines;
  }

  static RowSpill open() {
    try {
      Path file = Files.createTempFile("pami-rows-", ".tmp");
      return new RowSpill(file, Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(String line) {
    try {
      lines.write(line);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of all lines so far. */
  Path written() throws IOException {
    lines.flush();
    return file;
  }

  @Override
  public void close() {
    try {
      lines.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
