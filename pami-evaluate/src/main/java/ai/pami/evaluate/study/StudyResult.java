package ai.pami.evaluate.study;

import java.util.ArrayList;
import java.util.List;

/**
 * What a study found.
 *
 * @param rows one a metric and method, all methods of a metric together, the first method first
 * @param curves the mean curves of metrics that have curves of equal steps
 * @param judged pictures that the rows speak of
 * @param wrong pictures left out because the model gets them wrong
 * @param failures pictures left out because they failed
 * @param left pictures not come to, as the study was cancelled
 */
public record StudyResult(
    List<StudyRow> rows,
    List<MeanCurve> curves,
    int judged,
    int wrong,
    List<FailedPicture> failures,
    int left) {
  public StudyResult {
    rows = List.copyOf(rows);
    curves = List.copyOf(curves);
    failures = List.copyOf(failures);
  }

  /** The rows as a table for a person. */
  public TextTable table() {
    List<List<String>> lines = new ArrayList<>();
    for (StudyRow row : rows) {
      lines.add(
          List.of(
              row.metric() + (row.higherIsBetter() ? " (+)" : " (-)"),
              row.method(),
              Numerals.interval(row.value()),
              row.difference().map(Numerals::signedInterval).orElse(""),
              Integer.toString(row.value().count()),
              Integer.toString(row.value().undefined()),
              Numerals.plain(row.calls(), 0),
              Numerals.plain(row.seconds(), 2)));
    }
    return new TextTable(
        List.of(
            "metric", "method", "mean [95 %]", "less the first", "n", "undefined", "calls", "s"),
        2,
        lines);
  }

  /** How many pictures were judged, left out and why: a line each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("pictures judged: %d; (+) more is better, (-) less is better".formatted(judged));
    if (wrong > 0) {
      notes.add(
          "pictures left out, as the model gets them wrong: %d%s"
              .formatted(wrong, judged == 0 ? "; do its labels and preprocessing fit?" : ""));
    }
    if (left > 0) {
      notes.add(
          "pictures not come to, as the study was cancelled: %d; it can be resumed"
              .formatted(left));
    }
    failures.forEach(
        failed -> notes.add("failed: %s: %s".formatted(failed.name(), failed.message())));
    return notes;
  }

  /** The table and the notes, as plain text. */
  @Override
  public String toString() {
    return table() + "\n" + String.join("\n", notes()) + "\n";
  }
}
