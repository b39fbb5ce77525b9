package ai.pami.cli;

import ai.pami.PamiException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The entry point of the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(String... args) {
    return run(null, null, args);
  }

  /** As {@link #run(String...)}, printing to the writers given instead of the console. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = PamiCommand.line(args);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    if (out != null) {
      line.setOut(out);
    }
    if (err != null) {
      line.setErr(err);
    }
    line.setExecutionExceptionHandler(Main::report);
    try (Interruption interruption = Interruption.install()) {
      int code = line.execute(args);
      return interruption.isRequested() ? ExitCode.INTERRUPTED : code;
    }
  }

  /** One line for what the user can put right; a stack trace for what only we can. */
  private static int report(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (e instanceof PamiException || e instanceof IllegalArgumentException) {
      err.println(line.getColorScheme().errorText("pami: " + e.getMessage()));
      return e instanceof PamiException ? ExitCode.FAILED : ExitCode.USAGE;
    }
    err.println("pami: this is a fault in PAMI itself; please report it with these lines");
    e.printStackTrace(err);
    return ExitCode.FAILED;
  }
}
