package ai.pami.cli;

import ai.pami.question.Explainer;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How much is asked of a model, and how: the same for every kind of input. */
final class EngineLimits {
  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "Ask the model at most N times for an input.")
  Long budget;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "Stop asking after this time for an input, e.g. 5s or 500ms.")
  String deadline;

  @Option(
      names = "--until-settled",
      paramLabel = "R",
      arity = "0..1",
      fallbackValue = "0.95",
      description =
          "Stop asking once the last third of the calls has changed the maps' ranking of pixels so little that its rank"
              + " correlation with the one before is at least R (if R is left out: ${FALLBACK-VALUE}).")
  Double untilSettled;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Model calls at a time (default: one a processor).")
  Integer threads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Inputs a model call (default: found by trial).")
  Integer batch;

  /** Sets on an explainer what was given. */
  <T extends Explainer<T>> T apply(T explainer) {
    T set = explainer;
    if (budget != null) {
      set = set.budget(budget);
    }
    if (deadline != null) {
      set = set.deadline(duration("--deadline", deadline));
    }
    if (untilSettled != null) {
      set = set.untilSettled(untilSettled);
    }
    if (threads != null) {
      set = set.threads(positive("--threads", threads));
    }
    if (batch != null) {
      set = set.batch(positive("--batch", batch));
    }
    return set.cancellation(Interruption.cancellation());
  }

  static int positive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
    return value;
  }

  /**
   * A time.
   *
   * @param option it was given with, for the message
   */
  static Duration duration(String option, String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.matches("\\d{1,9}MS")) {
      return Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)));
    }
    if (upper.matches("\\d{1,9}(\\.\\d{1,9})?S?|\\d{1,9}M")) {
      return Duration.parse("PT" + (upper.matches(".*[SM]") ? upper : upper + "S"));
    }
    throw new IllegalArgumentException(
        "%s '%s': give a time such as 5s, 500ms or 2m".formatted(option, text));
  }
}
