package ai.pami.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets as people write them; see {@link Targets#parse}. */
final class TargetText {
  private static final Pattern TOP = Pattern.compile("top-?(\\d{1,9})", Pattern.CASE_INSENSITIVE);
  private static final Pattern AT_LEAST = Pattern.compile(">=\\s*(-?\\d+(?:\\.\\d+)?)");
  private static final Pattern HEADED = Pattern.compile("(\\d{1,3}):\\s*(.+)");
  private static final Pattern DIFFERENCE = Pattern.compile("(.+?)\\s+vs\\.?\\s+(.+)");

  private TargetText() {}

  static Targets parse(String text) {
    Targets all = null;
    for (String part : text.split(",", -1)) {
      Targets one = one(named(part, text));
      all = all == null ? one : all.and(one);
    }
    return all;
  }

  private static Targets one(String name) {
    Matcher headed = HEADED.matcher(name);
    return headed.matches()
        ? Targets.head(Integer.parseInt(headed.group(1)), ofHead(headed.group(2)))
        : ofHead(name);
  }

  private static Targets ofHead(String name) {
    Matcher difference = DIFFERENCE.matcher(name);
    if (difference.matches()) {
      return Targets.difference(side(difference.group(1)), side(difference.group(2)));
    }
    Matcher top = TOP.matcher(name);
    Matcher atLeast = AT_LEAST.matcher(name);
    return top.matches()
        ? Targets.top(Integer.parseInt(top.group(1)))
        : atLeast.matches() ? Targets.atLeast(Double.parseDouble(atLeast.group(1))) : plain(name);
  }

  /** One side of a difference, where topK is the K-th alone. */
  private static Targets side(String name) {
    Matcher top = TOP.matcher(name);
    return top.matches() ? Targets.ranked(Integer.parseInt(top.group(1))) : plain(name);
  }

  private static Targets plain(String name) {
    return name.matches("\\d{1,9}") ? Targets.index(Integer.parseInt(name)) : Targets.label(name);
  }

  private static String named(String part, String text) {
    String name = part.strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "targets '%s': give top1, topK, an index, a label, >=0.5 or ONE vs OTHER, separated by commas"
              .formatted(text));
    }
    return name;
  }
}
