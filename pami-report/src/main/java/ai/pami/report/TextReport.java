package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.text.TextExplanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Explanations of texts as files:
 *
 * <ul>
 *   <li>{@code report.html}: one self-contained page with every text in colours,
 *   <li>{@code explanation.json}: what was asked, answered and spent, and every word's importance
 *       with its place in the text.
 * </ul>
 *
 * <p>Of {@link Format}, only {@link Format#HTML} and {@link Format#JSON} mean something here.
 */
public final class TextReport {
  private static final String PAGE = "report.html";

  private final String title;
  private final Set<Format> formats;
  private final List<Entry> entries = new ArrayList<>();

  /** A text, and facts on where it comes from. */
  record Entry(String name, TextExplanation explanation, Map<String, String> source) {}

  private TextReport(String title, Set<Format> formats) {
    this.title = title;
    this.formats = formats;
  }

  /** An empty report of page and record. */
  public static TextReport titled(String title) {
    return new TextReport(title, EnumSet.of(Format.HTML, Format.JSON));
  }

  /** A report of one text. */
  public static TextReport of(TextExplanation explanation) {
    return titled("text").add("text", explanation, Map.of());
  }

  /** An empty report in these formats only. */
  public TextReport formats(Set<Format> formats) {
    TextReport other = new TextReport(title, EnumSet.copyOf(formats));
    other.entries.addAll(entries);
    return other;
  }

  /**
   * Adds a text at the end.
   *
   * @param name what the text is called
   * @param source facts on where it comes from
   */
  public TextReport add(String name, TextExplanation explanation, Map<String, String> source) {
    entries.add(new Entry(name, explanation, new LinkedHashMap<>(source)));
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
    OutputFolder.fill(folder, EarlierReport.files(folder), partial -> writeAll(partial, files));
    return formats.contains(Format.HTML) ? folder.resolve(PAGE) : folder;
  }

  /** The texts as the page shows them. */
  List<TextCase> cases() {
    return entries.stream().map(TextCase::of).toList();
  }

  private void writeAll(Path folder, List<String> files) throws IOException {
    if (formats.contains(Format.HTML)) {
      TextPage.write(folder.resolve(PAGE), title, cases());
    }
    if (formats.contains(Format.JSON)) {
      TextJson.write(folder.resolve(ExplanationJson.FILE), entries, files);
    }
  }
}
