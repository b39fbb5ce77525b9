package ai.pami.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One command line, run in this process.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record CommandLineRun(int code, String out, String err) {
  /** Runs {@code pami} with these words; paths are written as text. */
  static CommandLineRun of(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out),
            new PrintWriter(err),
            Arrays.stream(words).map(CommandLineRun::text).toArray(String[]::new));
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  private static String text(Object word) {
    return word instanceof Path path ? path.toString() : String.valueOf(word);
  }

  /** The lines of the complaint. */
  String[] errLines() {
    return err.isEmpty() ? new String[0] : err.strip().split("\n", -1);
  }
}
