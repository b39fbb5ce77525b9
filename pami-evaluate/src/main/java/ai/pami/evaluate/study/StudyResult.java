package ai.pami.evaluate.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

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
  private static final int LINE = 120;
  private static final String SIGNS = "; (+) more is better, (-) less is better:";

  public StudyResult {
    rows = List.copyOf(rows);
    curves = List.copyOf(curves);
    failures = List.copyOf(failures);
  }

  /** Every method's means with their intervals: a row a method, a column a metric. */
  public TextTable means() {
    List<List<String>> lines = new ArrayList<>();
    for (String method : methods()) {
      StudyRow any = rows(method).get(0);
      List<String> cells = cells(method, row -> Numerals.interval(row.value()));
      cells.add(1, Numerals.plain(any.calls(), 0));
      cells.add(2, Numerals.plain(any.seconds(), 2));
      lines.add(cells);
    }
    List<String> header = header();
    header.addAll(1, List.of("calls", "seconds"));
    return new TextTable(header, 1, lines);
  }

  /**
   * What the other methods have more than the first, picture by picture: a row a method, a column a
   * metric. No row if there is one method only.
   */
  public TextTable differences() {
    List<List<String>> lines = new ArrayList<>();
    for (String method : methods()) {
      if (!method.equals(methods().get(0))) {
        lines.add(cells(method, row -> row.difference().map(Numerals::signedInterval).orElse("-")));
      }
    }
    return new TextTable(header(), 1, lines);
  }

  private List<String> methods() {
    return rows.stream().map(StudyRow::method).distinct().toList();
  }

  private List<StudyRow> rows(String method) {
    return rows.stream().filter(row -> row.method().equals(method)).toList();
  }

  /** The method's name and a cell a metric. */
  private List<String> cells(String method, Function<StudyRow, String> cell) {
    List<String> cells = new ArrayList<>(List.of(method));
    rows(method).stream().map(cell).forEach(cells::add);
    return cells;
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of("method"));
    rows(methods().get(0)).stream()
        .map(row -> row.metric() + (row.higherIsBetter() ? " (+)" : " (-)"))
        .forEach(header::add);
    return header;
  }

  /** How many pictures were judged, left out and why: a line each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("pictures judged: %d".formatted(judged));
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
    rows.stream()
        .map(StudyRow::metric)
        .distinct()
        .map(this::undefined)
        .filter(note -> !note.isEmpty())
        .forEach(notes::add);
    failures.forEach(
        failed -> notes.add("failed: %s: %s".formatted(failed.name(), failed.message())));
    return notes;
  }

  /** For how many pictures a metric is undefined, method by method; empty if for none. */
  private String undefined(String metric) {
    String counts =
        rows.stream()
            .filter(row -> row.metric().equals(metric) && row.value().undefined() > 0)
            .map(row -> "%s %d".formatted(row.method(), row.value().undefined()))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "" : "pictures where %s is undefined: %s".formatted(metric, counts);
  }

  /** Both tables and the notes, in GitHub's Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("Means with their 95 % intervals" + SIGNS + "\n\n");
    text.append(means().markdown()).append('\n');
    if (methods().size() > 1) {
      text.append("Less `%s`, picture by picture:\n\n".formatted(methods().get(0)));
      text.append(differences().markdown()).append('\n');
    }
    notes().forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  /** Both tables, in so many characters a line, and the notes, as plain text. */
  @Override
  public String toString() {
    String less =
        methods().size() > 1
            ? "\nless %s, picture by picture:\n%s"
                .formatted(methods().get(0), differences().within(LINE))
            : "";
    return "means with their 95 % intervals"
        + SIGNS
        + "\n"
        + means().within(LINE)
        + less
        + "\n"
        + String.join("\n", notes())
        + "\n";
  }
}
