package ai.pami.report;

import java.util.Locale;

/** Scores as people read them: about three significant digits. */
final class NumberText {
  private NumberText() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e5)) {
      return String.format(Locale.ROOT, "%.1e", value).replaceFirst("e([-+]?)0+(?=\\d)", "e$1");
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A count with its thousands apart. */
  static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
