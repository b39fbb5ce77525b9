package ai.pami.cli;

import ai.pami.audit.BundleDifference;
import ai.pami.audit.ImageBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two bundles of one picture. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells whether two models look at the same places of one picture, from the bundles OLD and NEW that pami image --bundle wrote:"
          + " for tests of a new model version.",
      "",
      "For every target: the share of OLD's most important fifth of the pixels that is not in NEW's (\"elsewhere\": 0 the same places,"
          + " 0.8 by chance, 1 none in common), Spearman's rank correlation of the maps, the distance of their highest places as a share"
          + " of the diagonal, and both scores."
    },
    footer = {
      "",
      "Examples:",
      "  pami image cat.jpg --model v1.onnx --target tabby --format json --bundle v1.pami",
      "  pami image cat.jpg --model v2.onnx --target tabby --format json --bundle v2.pami",
      "  pami diff v1.pami v2.pami --max-difference 0.3",
      "",
      "Exit codes: 0 the same places, 1 a bundle can't be read or compared, 2 wrong usage, 3 a target's \"elsewhere\" is above the"
          + " limit."
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "The bundle to compare with.")
  private Path oldFile;

  @Parameters(index = "1", paramLabel = "NEW", description = "The bundle that is compared.")
  private Path newFile;

  @Option(
      names = "--max-difference",
      paramLabel = "X",
      defaultValue = "0.3",
      description =
          "The largest \"elsewhere\" that still is the same places (default: ${DEFAULT-VALUE}).")
  private double most;

  @Override
  public Integer call() {
    if (!(most >= 0 && most <= 1)) {
      throw new IllegalArgumentException("--max-difference must be in 0..1, not " + most);
    }
    ImageBundle before = ImageBundle.read(oldFile);
    ImageBundle after = ImageBundle.read(newFile);
    List<BundleDifference> differences = BundleDifference.between(before, after);
    PrintWriter out = spec.commandLine().getOut();
    out.println("old  " + describe(before));
    out.println("new  " + describe(after));
    if (!before.trace().method().equals(after.trace().method())) {
      out.println("     explained in different ways: a difference may be the method's");
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%-10s %-9s %-9s %-18s %s",
            "elsewhere",
            "rank corr",
            "peak dist",
            "score",
            "target"));
    boolean same = true;
    for (BundleDifference one : differences) {
      boolean within = one.elsewhere() <= most;
      same &= within;
      out.println(
          String.format(
              Locale.ROOT,
              "%-10s %-9.3f %-9.3f %-18s %s",
              String.format(Locale.ROOT, "%.3f%s", one.elsewhere(), within ? "" : " !"),
              one.rankCorrelation(),
              one.peakDistance(),
              String.format(Locale.ROOT, "%.4f -> %.4f", one.oldScore(), one.newScore()),
              one.target()));
    }
    out.println(
        same
            ? "the same places (elsewhere at most %s)".formatted(most)
            : "different places (elsewhere above %s)".formatted(most));
    out.flush();
    return same ? ExitCode.OK : ExitCode.DIFFERS;
  }

  private static String describe(ImageBundle bundle) {
    String hash = bundle.model().getOrDefault("model_sha256", "unknown");
    return "%s: %s, sha256 %s"
        .formatted(
            bundle.name(),
            bundle.model().getOrDefault("model", "a model without a name"),
            hash.substring(0, Math.min(12, hash.length())));
  }
}
