package ai.pami.evaluate.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A text file that grows at its end. */
final class AppendedFile implements AutoCloseable {
  /**
   * A line that was written to its end.
   *
   * @param end the file's length behind it
   */
  record Line(String text, long end) {}

  private final FileChannel channel;

  private AppendedFile(FileChannel channel) {
    this.channel = channel;
  }

  static AppendedFile open(Path file) throws IOException {
    return new AppendedFile(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Keeps other runs out until this one closes the file or ends; false if one has it. */
  boolean lock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  long length() throws IOException {
    return channel.size();
  }

  /** The lines that end with a line break. */
  List<Line> lines() throws IOException {
    channel.position(0);
    byte[] bytes = Channels.newInputStream(channel).readAllBytes();
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(new Line(new String(bytes, start, i - start, StandardCharsets.UTF_8), i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  /** Removes what lies behind {@code length}. */
  void cut(long length) throws IOException {
    channel.truncate(length);
  }

  /** Writes at the end, so that it is there should this process be killed. */
  void append(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
