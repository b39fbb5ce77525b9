package ai.pami.cli;

import java.io.Console;

/** Whether a person is watching. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // both cases are handled
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is a console even for pipes, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
