package ai.pami.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** What ran: this library and the Java under it. */
final class Versions {
  private Versions() {}

  static String pami() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("pami", pami());
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
