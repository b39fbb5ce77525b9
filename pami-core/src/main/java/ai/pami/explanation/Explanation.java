package ai.pami.explanation;

import ai.pami.domain.Domain;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One prediction, explained: a map a target, all from the same model calls, and what produced them.
 *
 * @param domain the elements the maps speak of
 * @param targets what was explained, in the order asked for
 * @param regions how the input was cut up, in the order asked
 * @param cost what it took
 * @param settings every setting that shaped the result, by name, enough to repeat it
 * @param provenance model, files, hashes and versions, by name
 */
public record Explanation(
    Domain domain,
    List<TargetExplanation> targets,
    List<UsedRegions> regions,
    Cost cost,
    Map<String, String> settings,
    Map<String, String> provenance) {

  public Explanation {
    targets = List.copyOf(targets);
    regions = List.copyOf(regions);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** The map of target {@code index}, in the order asked for. */
  public ImportanceMap map(int index) {
    return targets.get(index).map();
  }
}
