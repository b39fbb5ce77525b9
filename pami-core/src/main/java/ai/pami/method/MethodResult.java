package ai.pami.method;

import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.UsedRegions;
import java.util.List;

/**
 * What a method found.
 *
 * @param maps a map a target
 * @param regions how the input was cut up
 * @param probes how many probes' scores were used
 * @param stopped why it ended
 */
public record MethodResult(
    List<ImportanceMap> maps, List<UsedRegions> regions, long probes, StopReason stopped) {
  public MethodResult {
    maps = List.copyOf(maps);
    regions = List.copyOf(regions);
  }

  /** The same with other maps. */
  MethodResult withMaps(List<ImportanceMap> maps) {
    return new MethodResult(maps, regions, probes, stopped);
  }
}
