package ai.pami.report;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a report may consist of. */
public enum Format {
  /** A heat map and an overlay a target. */
  PNG,
  /** One self-contained page. */
  HTML,
  /** The record of what was asked and answered. */
  JSON,
  /** The map's numbers, an array a target. */
  NPY;

  /** All of them. */
  public static Set<Format> all() {
    return EnumSet.allOf(Format.class);
  }

  /**
   * Formats from text: {@code png,html,json,npy} or some of them.
   *
   * @throws IllegalArgumentException if a part is none of them
   */
  public static Set<Format> parse(String text) {
    Set<Format> formats = EnumSet.noneOf(Format.class);
    for (String part : text.split(",", -1)) {
      try {
        formats.add(valueOf(part.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "no format '%s': choose among png, html, json and npy".formatted(part.strip()), e);
      }
    }
    return formats;
  }
}
