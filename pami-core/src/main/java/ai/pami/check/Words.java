package ai.pami.check;

import java.util.Locale;

/** Numbers in sentences. */
final class Words {
  private Words() {}

  /** About three significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e5) {
      return String.format(Locale.ROOT, "%.1e", value).replaceFirst("e([-+]?)0+(?=\\d)", "e$1");
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A share of 0..1. */
  static String percent(double share) {
    double percent = 100 * share;
    return String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
  }

  /** "1 random place", "3 random places". */
  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
