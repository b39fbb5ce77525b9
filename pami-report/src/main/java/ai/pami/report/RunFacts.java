package ai.pami.report;

import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import java.util.Locale;
import java.util.Map;

/** Model, settings and cost of an explanation, by name, for people. */
final class RunFacts {
  private RunFacts() {}

  static void addTo(Map<String, String> facts, Explanation explanation) {
    facts.putAll(explanation.provenance());
    facts.putAll(explanation.settings());
    Cost cost = explanation.cost();
    facts.put(
        "model calls",
        String.format(
            Locale.ROOT,
            "%,d%s for %,d probes, %d at a time in batches of %d",
            cost.calls(),
            cost.checkCalls() > 0
                ? String.format(
                    Locale.ROOT, " for the map and %,d for its checks,", cost.checkCalls())
                : "",
            cost.probes(),
            cost.threads(),
            cost.batch()));
    facts.put("time", String.format(Locale.ROOT, "%.2f s", cost.time().toMillis() / 1000.0));
    facts.put("ended", cost.stopped().name().toLowerCase(Locale.ROOT));
    facts.putAll(Versions.all());
  }
}
