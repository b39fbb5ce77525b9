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
    return "%s [%s, %s]"
        .formatted(
            plain(summary.mean(), DECIMALS),
            plain(summary.low(), DECIMALS),
            plain(summary.high(), DECIMALS));
  }

  /** Such as {@code +0.021 [-0.010, +0.052]}. */
  static String signedInterval(Summary summary) {
    return "%s [%s, %s]"
        .formatted(signed(summary.mean()), signed(summary.low()), signed(summary.high()));
  }

  private static String signed(double number) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%+." + DECIMALS + "f", number);
  }
}
