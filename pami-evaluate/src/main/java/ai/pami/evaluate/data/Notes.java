package ai.pami.evaluate.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was noticed in reading, counted: a line a kind with the first few cases. */
final class Notes {
  private static final int SHOWN = 5;

  private final Map<String, List<String>> cases = new LinkedHashMap<>();

  void add(String kind, String what) {
    cases.computeIfAbsent(kind, key -> new ArrayList<>()).add(what);
  }

  /** Such as {@code images without boxes, left out: 2 (a.jpg, b.jpg)}. */
  List<String> lines() {
    return cases.entrySet().stream()
        .map(
            entry -> {
              List<String> all = entry.getValue();
              String some = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
              return "%s: %d (%s%s)"
                  .formatted(entry.getKey(), all.size(), some, all.size() > SHOWN ? ", ..." : "");
            })
        .toList();
  }
}
