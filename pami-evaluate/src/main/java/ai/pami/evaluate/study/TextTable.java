package ai.pami.evaluate.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table in characters.
 *
 * @param header the columns' names
 * @param leftAligned how many columns, from the left, are texts; the others are numbers
 * @param rows one cell a column each
 */
public record TextTable(List<String> header, int leftAligned, List<List<String>> rows) {
  private static final String GAP = "  ";

  public TextTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "%s has %d cells instead of %d".formatted(row, row.size(), header.size()));
      }
    }
  }

  /** Columns aligned with spaces, a line of dashes below the header; ends with a line break. */
  @Override
  public String toString() {
    int[] widths = widths();
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    StringBuilder text = new StringBuilder();
    line(text, header, widths);
    line(text, rule, widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  /**
   * As {@link #toString()}, in several tables one below the other where one would be wider than so
   * many characters. Each begins with the texts, and holds at least one column more.
   */
  public String within(int width) {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    List<Integer> shown = new ArrayList<>(texts());
    for (int i = leftAligned; i < widths.length; i++) {
      shown.add(i);
      boolean last = i + 1 == widths.length;
      if (last || wide(shown, widths) + GAP.length() + widths[i + 1] > width) {
        text.append(text.isEmpty() ? "" : "\n").append(of(shown));
        shown = new ArrayList<>(texts());
      }
    }
    return text.toString();
  }

  private List<Integer> texts() {
    return IntStream.range(0, leftAligned).boxed().toList();
  }

  private static int wide(List<Integer> columns, int[] widths) {
    return columns.stream().mapToInt(i -> widths[i]).sum() + GAP.length() * (columns.size() - 1);
  }

  /** Some of the columns. */
  private TextTable of(List<Integer> columns) {
    return new TextTable(
        columns.stream().map(header::get).toList(),
        leftAligned,
        rows.stream().map(row -> columns.stream().map(row::get).toList()).toList());
  }

  /** A table of GitHub's Markdown; ends with a line break. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    markdownLine(text, header);
    List<String> rule = new ArrayList<>(Collections.nCopies(header.size(), "---:"));
    Collections.fill(rule.subList(0, Math.min(leftAligned, rule.size())), "---");
    markdownLine(text, rule);
    rows.forEach(row -> markdownLine(text, row));
    return text.toString();
  }

  private static void markdownLine(StringBuilder text, List<String> cells) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    text.append('\n');
  }

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String gap = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : GAP).append(i < leftAligned ? cell + gap : gap + cell);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int[] widths() {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(header.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return widths;
  }

  /** Characters as a person counts them, but for those written with several code points. */
  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
