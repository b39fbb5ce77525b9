package ai.pami.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged command in a Java of its own, as a user runs it. */
final class PamiProcess {
  private static final Path JAR = Path.of("target/pami.jar");

  private final Process process;
  private final Path out;
  private final Path err;

  private PamiProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code pami} with these words.
   *
   * @param log folder for what it prints
   */
  static PamiProcess start(Path log, Object... words) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-Xmx256m", "-jar", JAR.toString()));
    Arrays.stream(words).map(String::valueOf).forEach(command::add);
    Path out = Files.createTempFile(log, "out", ".txt");
    Path err = Files.createTempFile(log, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new PamiProcess(process, out, err);
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** Waits until {@code text} was printed. */
  void awaitOut(String text) throws IOException, InterruptedException {
    while (!out().contains(text)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("ended without printing '" + text + "': " + err());
      }
      Thread.sleep(20);
    }
  }

  /** What Ctrl-C does on a terminal. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Ends it at once, with no leave to tidy up. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for the end and returns the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running after ten minutes");
    }
    return process.exitValue();
  }
}
