package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.RowExplanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Explanations of a table's rows as files:
 *
 * <ul>
 *   <li>{@code report.html}: one self-contained page: which columns matter over all rows, and the
 *       first {@value #SHOWN} rows with a bar a column,
 *   <li>{@code explanation.json}: what was asked, answered and spent, and every column's
 *       importance, a line a row,
 *   <li>{@code importances.csv}: the importances alone, a line a row and target.
 * </ul>
 *
 * <p>Of {@link Format}, only {@link Format#HTML}, {@link Format#JSON} and {@link Format#CSV} mean
 * something here. Rows wait in temporary files, so that their number is not bounded by memory;
 * closing the report deletes them.
 */
public final class RowReport implements AutoCloseable {
  /** Rows that the page shows one by one: more would neither be read nor fit a browser. */
  static final int SHOWN = 100;

  private static final String PAGE = "report.html";

  private final String title;
  private final Set<Format> formats;
  private final List<RowCase> cases = new ArrayList<>();
  private final RowSums sums = new RowSums();
  private final RowSpill records = RowSpill.open();
  private final RowSpill importances = RowSpill.open();
  private List<ColumnGroup> groups = List.of();

  private RowReport(String title, Set<Format> formats) {
    this.title = title;
    this.formats = EnumSet.copyOf(formats);
  }

  /** An empty report of page, record and importances. */
  public static RowReport titled(String title) {
    return titled(title, EnumSet.of(Format.HTML, Format.JSON, Format.CSV));
  }

  /** An empty report of these formats. */
  public static RowReport titled(String title, Set<Format> formats) {
    return new RowReport(title, formats);
  }

  /** A report of one row. */
  public static RowReport of(RowExplanation explanation) {
    return titled("row").add("row", explanation);
  }

  /**
   * Adds a row at the end.
   *
   * @throws IllegalArgumentException if its groups of columns are not those of the rows before
   */
  public RowReport add(String name, RowExplanation explanation) {
    if (!groups.isEmpty() && !groups.equals(explanation.groups())) {
      throw new IllegalArgumentException(
          "%s has other groups of columns than the rows before it".formatted(name));
    }
    groups = explanation.groups();
    if (cases.size() < SHOWN) {
      cases.add(RowCase.of(name, explanation));
    }
    sums.add(explanation);
    try {
      records.add(RowJson.line(name, explanation));
      importances.add(RowCsv.lines(name, explanation));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Writes the report into {@code folder}, creating it if need be. Files of an earlier report there
   * are replaced, others are left alone. Either all files are there in the end or none is changed.
   *
   * @return what to open first: the page, or else the folder
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    List<String> files = new ArrayList<>();
    if (formats.contains(Format.HTML)) {
      files.add(PAGE);
    }
    if (formats.contains(Format.JSON)) {
      files.add(ExplanationJson.FILE);
    }
    if (formats.contains(Format.CSV)) {
      files.add(RowCsv.FILE);
    }
    OutputFolder.fill(folder, EarlierReport.files(folder), partial -> writeAll(partial, files));
    return formats.contains(Format.HTML) ? folder.resolve(PAGE) : folder;
  }

  /** The rows as the page shows them. */
  List<RowCase> cases() {
    return List.copyOf(cases);
  }

  /** All rows in sum. */
  RowOverview overview() {
    return sums.overview();
  }

  private void writeAll(Path folder, List<String> files) throws IOException {
    if (formats.contains(Format.HTML)) {
      List<String> others = files.stream().filter(file -> !file.equals(PAGE)).toList();
      RowPage.write(folder.resolve(PAGE), title, cases, overview(), others);
    }
    if (formats.contains(Format.JSON)) {
      RowJson.write(folder.resolve(ExplanationJson.FILE), records.written(), files);
    }
    if (formats.contains(Format.CSV)) {
      RowCsv.write(folder.resolve(RowCsv.FILE), groups, importances.written());
    }
  }

  @Override
  public void close() {
    records.close();
    importances.close();
  }
}
