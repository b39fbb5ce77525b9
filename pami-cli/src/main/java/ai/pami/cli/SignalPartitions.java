package ai.pami.cli;

import ai.pami.signal.SignalWindows;
import java.util.OptionalDouble;

/** Windows and times as they are written on the command line. */
final class SignalPartitions {
  private SignalPartitions() {}

  /**
   * Windows from text: {@code windows:LENGTH}, {@code rows:N} or {@code cells:N:LENGTH}.
   *
   * @param rate values a second, for lengths in seconds
   * @param perColumn values a column of the map
   * @throws IllegalArgumentException if it is none of these
   */
  static SignalWindows parse(String how, OptionalDouble rate, double perColumn) {
    String[] parts = how.split(":", -1);
    return switch (parts[0] + "/" + parts.length) {
      case "windows/2" -> SignalWindows.overTime(columns(how, parts[1], rate, perColumn));
      case "rows/2" -> SignalWindows.overRows(rows(how, parts[1]));
      case "cells/3" ->
          SignalWindows.overBoth(rows(how, parts[1]), columns(how, parts[2], rate, perColumn));
      default ->
          throw new IllegalArgumentException(
              "--partition '%s': choose windows:LENGTH, rows:N or cells:N:LENGTH".formatted(how));
    };
  }

  private static int rows(String how, String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(
          "--partition '%s': '%s' is no number of rows".formatted(how, text));
    }
    return Integer.parseInt(text);
  }

  private static int columns(String how, String text, OptionalDouble rate, double perColumn) {
    long values = values("--partition " + how, text, rate);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(values / perColumn)));
  }

  /**
   * A time as a number of values: {@code 250}, or {@code 0.5s} where the rate is known.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static long values(String option, String text, OptionalDouble rate) {
    if (text.matches("\\d{1,10}")) {
      return Long.parseLong(text);
    }
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
      throw new IllegalArgumentException(
          "%s: '%s' is no time; give seconds such as 0.5s, or a number of values"
              .formatted(option, text));
    }
    if (rate.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: seconds need --rate or --time; or give a number of values".formatted(option));
    }
    return Math.round(
        Double.parseDouble(text.substring(0, text.length() - 1)) * rate.getAsDouble());
  }
}
