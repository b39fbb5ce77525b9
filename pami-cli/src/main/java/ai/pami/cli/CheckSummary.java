package ai.pami.cli;

import ai.pami.explanation.Cost;
import ai.pami.quality.Finding;
import ai.pami.quality.Quality;
import java.io.PrintWriter;
import java.util.Locale;

/** What a check found, in a few lines for the console. */
final class CheckSummary {
  private CheckSummary() {}

  /** The verdict, its reasons, and the parts that suffice and are needed, an indented line each. */
  static void print(Quality quality, PrintWriter out) {
    out.println("  " + quality.verdict() + " map");
    for (Finding reason : quality.reasons()) {
      out.println("    " + reason.text());
    }
    boolean tested = quality.findings().stream().anyMatch(f -> f.kind() == Finding.Kind.ORDER);
    if (!tested && quality.reasons().isEmpty()) {
      quality.unchecked().forEach(one -> out.println("    Not tested. " + one));
    }
    quality
        .sufficient()
        .ifPresent(
            part ->
                out.println("    enough: %s. %s".formatted(percent(part.share()), part.text())));
    quality
        .necessary()
        .ifPresent(
            part ->
                out.println("    needed: %s. %s".formatted(percent(part.share()), part.text())));
  }

  /** {@code 600 model calls in 5.1 s, 58 for its checks in 0.5 s}. */
  static String calls(Cost cost) {
    String map =
        String.format(
            Locale.ROOT,
            "%,d model calls in %.1f s",
            cost.calls(),
            cost.time().toMillis() / 1000.0);
    return cost.checkCalls() == 0
        ? map
        : map
            + String.format(
                Locale.ROOT,
                ", %,d for the check in %.1f s",
                cost.checkCalls(),
                cost.checkTime().toMillis() / 1000.0);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }
}
