package ai.pami.cli;

/** What the command's exit code says. */
final class ExitCode {
  /** Everything that was asked for is there. */
  static final int OK = 0;

  /** Something failed; what did not fail is there. */
  static final int FAILED = 1;

  /** The command line could not be understood; nothing was done. */
  static final int USAGE = 2;

  /** What was to be checked or compared was, and it differs. */
  static final int DIFFERS = 3;

  /** Interrupted with Ctrl-C; what was finished is there. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
