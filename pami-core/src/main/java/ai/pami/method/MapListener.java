package ai.pami.method;

import ai.pami.explanation.ImportanceMap;
import java.util.List;

/** Sees the maps of a run while they get better. */
@FunctionalInterface
public interface MapListener {
  /**
   * What the maps are now. Called on the thread that explains, a few times a second at most; asking
   * waits meanwhile.
   *
   * @param maps a map a target; elements that no probe held yet have no value
   * @param calls inputs the model was asked so far
   */
  void improved(List<ImportanceMap> maps, long calls);

  /** Sees nothing. */
  static MapListener none() {
    return (maps, calls) -> {};
  }
}
