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
  /** The importances of a table's rows, a line a row. */
  CSV,
  /** The map's numbers at the size the model saw, an array a target. */
  NPY,
  /** The map's numbers at the picture's own size, an array a target. */
  NPY_ORIGINAL,
  /** How sure the map's numbers are: standard errors and 95 % intervals, two arrays a target. */
  NPY_UNCERTAINTY;

  /** What is written unless asked otherwise: what most need, and nothing that may be large. */
  public static Set<Format> usual() {
    return EnumSet.of(PNG, HTML, JSON, NPY);
  }

  /**
   * Formats of a picture's report: {@code png,html,json,npy,npy-original,npy-uncertainty} or some
   * of them.
   *
   * @throws IllegalArgumentException if a part is none of them
   */
  public static Set<Format> parse(String text) {
    Set<Format> formats = parseAny(text);
    if (formats.contains(CSV)) {
      throw new IllegalArgumentException("--format csv: only reports of tables have it");
    }
    return formats;
  }

  private static Set<Format> parseAny(String text) {
    Set<Format> formats = EnumSet.noneOf(Format.class);
    for (String part : text.split(",", -1)) {
      try {
        formats.add(valueOf(part.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "no format '%s': choose among png, html, json, npy, npy-original and npy-uncertainty"
                .formatted(part.strip()),
            e);
      }
    }
    return formats;
  }

  /**
   * Formats of reports that are a page and a record: {@code html,json} or one of them.
   *
   * @throws IllegalArgumentException if a part is neither
   */
  public static Set<Format> parsePages(String text) {
    return among(EnumSet.of(HTML, JSON), "html, json or both", text);
  }

  /**
   * Formats of a table's report: {@code html,json,csv} or some of them.
   *
   * @throws IllegalArgumentException if a part is none of them
   */
  public static Set<Format> parseTables(String text) {
    return among(EnumSet.of(HTML, JSON, CSV), "html, json, csv or several of them", text);
  }

  private static Set<Format> among(Set<Format> allowed, String choice, String text) {
    Set<Format> formats = parseAny(text);
    for (Format one : formats) {
      if (!allowed.contains(one)) {
        throw new IllegalArgumentException(
            "--format %s: this report is %s"
                .formatted(one.name().toLowerCase(Locale.ROOT).replace('_', '-'), choice));
      }
    }
    return formats;
  }
}
