package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.tabular.RowExplanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Explanations of a table's rows as files:
 *
 * <ul>
 *   <li>{@code report.html}: one self-contained page, every row with a bar a column,
 *   <li>{@code explanation.json}: what was asked, answered and spent, and every column's
 *       importance.
 * </ul>
 *
 * <p>Of {@link Format}, only {@link Format#HTML} and {@link Format#JSON} mean something here.
 */
public final class RowReport {
  private static final String PAGE = "report.html";

  private final String title;
  private final Set<Format> formats;
  private final List<Entry> entries = new ArrayList<>();

  /** A row and what it is called. */
  record Entry(String name, RowExplanation explanation) {}

  private RowReport(String title, Set<Format> formats) {
    this.title = title;
    this.formats = formats;
  }

  /** An empty report of page and record. */
  public static RowReport titled(String title) {
    return new RowReport(title, EnumSet.of(Format.HTML, Format.JSON));
  }

  /** A report of one row. */
  public static RowReport of(RowExplanation explanation) {
    return titled("row").add("row", explanation);
  }

  /** The same rows in these formats only. */
  public RowReport formats(Set<Format> formats) {
    RowReport other = new RowReport(title, EnumSet.copyOf(formats));
    other.entries.addAll(entries);
    return other;
  }

  /** Adds a row at the end. */
  public RowReport add(String name, RowExplanation explanation) {
    entries.add(new Entry(name, explanation));
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
    OutputFolder.fill(folder, ExplanationJson.filesOf(folder), partial -> writeAll(partial, files));
    return formats.contains(Format.HTML) ? folder.resolve(PAGE) : folder;
  }

  /** The rows as the page shows them. */
  List<RowCase> cases() {
    return entries.stream().map(RowCase::of).toList();
  }

  private void writeAll(Path folder, List<String> files) throws IOException {
    if (formats.contains(Format.HTML)) {
      RowPage.write(folder.resolve(PAGE), title, cases());
    }
    if (formats.contains(Format.JSON)) {
      RowJson.write(folder.resolve(ExplanationJson.FILE), entries, files);
    }
  }
}
