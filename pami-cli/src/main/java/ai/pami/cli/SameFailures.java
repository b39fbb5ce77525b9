package ai.pami.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what failed, and why; a reason that comes again is counted rather than repeated. */
final class SameFailures {
  private final PrintWriter err;
  private final Map<String, Integer> again = new LinkedHashMap<>();

  SameFailures(PrintWriter err) {
    this.err = err;
  }

  void add(String what, String why) {
    if (again.merge(why, 1, Integer::sum) == 1) {
      err.println("pami: %s: %s".formatted(what, why));
      err.flush();
    }
  }

  boolean any() {
    return !again.isEmpty();
  }

  /** Says how often each reason came again. */
  void sum() {
    again.forEach(
        (why, times) -> {
          if (times > 1) {
            err.println("pami: %,d more failed as well: %s".formatted(times - 1, why));
          }
        });
    err.flush();
  }
}
