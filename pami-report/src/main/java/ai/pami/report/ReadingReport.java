package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.detection.Box;
import ai.pami.image.ImageExplanation;
import ai.pami.target.CtcReading;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One page of lines of text that were read, with a map for every character and every word. */
public final class ReadingReport {
  private static final String PAGE = "report.html";

  private final HtmlPage page;
  private final ReadingJson record = new ReadingJson();

  private ReadingReport(HtmlPage page) {
    this.page = page;
  }

  /** An empty page. */
  public static ReadingReport titled(String title) {
    return new ReadingReport(HtmlPage.of(title));
  }

  /**
   * Adds a line at the end.
   *
   * @param name what the picture is called
   * @param reading what was read
   * @param explanation its targets are the text's characters in order, then its words, or all of it
   * @param corners of the line's box on a photo, from where reading begins, clockwise; none if it
   *     is the whole picture
   * @param source facts on where the picture comes from
   */
  public void add(
      String name,
      CtcReading reading,
      ImageExplanation explanation,
      List<Point2D> corners,
      Map<String, String> source) {
    record.add(name, reading, explanation, corners, source);
    add(
        () ->
            ReportCase.ofText(
                name, reading.text(), reading.characters().size(), explanation, source));
  }

  /**
   * Adds what was found on a photo.
   *
   * @param name what the photo is called
   * @param explanation its targets are the lines
   * @param boxes upright ones around the lines, in the photo's pixels
   * @param source facts on where the photo comes from
   */
  public void addFound(
      String name, ImageExplanation explanation, List<Box> boxes, Map<String, String> source) {
    add(() -> ReportCase.of(name, explanation, source, boxes));
  }

  /**
   * Adds any other answer about a picture.
   *
   * @param name what the picture is called
   * @param source facts on where it comes from
   */
  public void add(String name, ImageExplanation explanation, Map<String, String> source) {
    addFound(name, explanation, List.of(), source);
  }

  /** The lines as the page shows them. */
  List<ReportCase> cases() {
    return page.cases();
  }

  private interface Making {
    ReportCase make() throws IOException;
  }

  private void add(Making made) {
    try {
      page.add(made.make());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes {@code report.html} and {@code reading.json}, the lines' record, into {@code folder},
   * creating it if need be.
   *
   * @return the page
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    OutputFolder.fill(
        folder,
        List.of(),
        partial -> {
          page.write(partial.resolve(PAGE));
          record.write(partial.resolve(ReadingJson.FILE));
        });
    return folder.resolve(PAGE);
  }
}
