package ai.pami.evaluate.study;

import ai.pami.evaluate.statistics.Summary;
import java.util.Locale;

/** Numbers as tables show them: the same in every country, a dash where there is none. */
final class Numerals {
  private static final int DECIMALS = 3;

  private Numerals() {}

  static String plain(double number, int decimals) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  /** Such as {@code 0.421 [0.390, 0.452]}. */
  static String interval(Summary summary) {
    return interval(summary, "%." + DECIMALS + "f");
  }

  /** Such as {@code +0.021 [-0.010, +0.052]}. */
  static String signedInterval(Summary summary) {
    return interval(summary, "%+." + DECIMALS + "f");
  }

  private static String interval(Summary summary, String format) {
    if (summary.count() == 0) {
      return summary.undefined() == 0 ? "-" : "undefined";
    }
    String mean = String.format(Locale.ROOT, format, summary.mean());
    return Double.isNaN(summary.low())
        ? mean
        : String.format(
            Locale.ROOT, mean + " [" + format + ", " + format + "]", summary.low(), summary.high());
  }
}
