package ai.pami.report;

import ai.pami.target.Target;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a target's files are called: its index and, if it has one, its label; that alone if it is
 * computed.
 */
final class TargetName {
  private static final int LONGEST = 60;

  private TargetName() {}

  /** A file name stem a target, all different, of letters, digits and hyphens. */
  static List<String> of(List<Target> targets) {
    Set<String> taken = new HashSet<>();
    return targets.stream().map(target -> unique(stem(target), taken)).toList();
  }

  private static String stem(Target target) {
    String index = Integer.toString(target.index());
    boolean computed = target.index() == Target.COMPUTED;
    // A class's further names are left out; a computed target has no other name.
    String named = computed ? target.label() : target.label().split(",", 2)[0];
    String label =
        Normalizer.normalize(named, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{IsLetter}\\p{IsDigit}]+", "-")
            .replaceAll("^-|-$", "");
    if (label.isEmpty() || label.equals(index)) {
      return computed ? "target" : index;
    }
    String stem = computed ? label : index + "-" + label;
    return stem.length() > LONGEST ? stem.substring(0, LONGEST) : stem;
  }

  /** Any name as part of a path: letters, digits, dots and hyphens. */
  static String safe(String name) {
    String safe = name.replaceAll("[^\\p{IsLetter}\\p{IsDigit}.@_-]+", "-").replaceAll("^[.]+", "");
    return safe.isEmpty() ? "unnamed" : safe;
  }

  private static String unique(String stem, Set<String> taken) {
    String name = stem;
    for (int n = 2; !taken.add(name); n++) {
      name = stem + "-" + n;
    }
    return name;
  }
}
