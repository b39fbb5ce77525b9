package ai.pami.audit;

import ai.pami.explanation.ImportanceMap;

/** What stands for every bit of a map. */
final class MapHashes {
  private MapHashes() {}

  static String values(ImportanceMap map) {
    return Sha256.of(map.domain().size(), map::value);
  }

  static String standardErrors(ImportanceMap map) {
    return Sha256.of(map.domain().size(), map::standardError);
  }

  static String coverage(ImportanceMap map) {
    return Sha256.of(map.domain().size(), map::coverage);
  }
}
