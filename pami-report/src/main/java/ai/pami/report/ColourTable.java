package ai.pami.report;

import ai.pami.image.picture.ColourMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The colour maps as the page's script reads them. */
final class ColourTable {
  private ColourTable() {}

  /** 256 colours of six hexadecimal digits, joined, by the map's name. */
  static Map<String, String> hex() {
    Map<String, String> tables = new LinkedHashMap<>();
    for (ColourMap map : ColourMap.values()) {
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < 256; i++) {
        hex.append("%06x".formatted(map.rgb(i / 255.0)));
      }
      tables.put(map.name().toLowerCase(Locale.ROOT), hex.toString());
    }
    return tables;
  }
}
