package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplanation;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page of many explained pictures in small, each a link to its report. */
public final class PictureIndex {
  /** The page's file name. */
  public static final String PAGE = "index.html";

  private static final int LONGEST_SIDE = 280;

  /**
   * One picture.
   *
   * @param name what the picture is called
   * @param link to its report, relative to the page
   * @param answer the first target's label
   * @param score the first target's score
   * @param overlay the first target's overlay, small, a data URL
   */
  public record Entry(String name, String link, String answer, String score, String overlay) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Adds a picture at the end.
   *
   * @param name what the picture is called
   * @param folder its report's folder, beside the page
   */
  public void add(String name, String folder, ImageExplanation explanation) {
    TargetExplanation first = explanation.explanation().targets().get(0);
    Picture overlay = Picture.of(Heatmap.of(explanation, 0).overlayWithoutBar());
    Picture small = Resampling.BILINEAR.within(overlay, LONGEST_SIDE);
    try {
      entries.add(
          new Entry(
              name,
              folder + "/" + ImageReport.PAGE,
              first.target().label(),
              NumberText.of(first.score()),
              PngFile.jpegDataUrl(small.toImage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pictures added. */
  public int size() {
    return entries.size();
  }

  /**
   * Writes {@value #PAGE} into {@code folder}.
   *
   * @return the page
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    OutputFolder.fill(folder, List.of(), partial -> writePage(partial.resolve(PAGE)));
    return folder.resolve(PAGE);
  }

  private void writePage(Path file) throws IOException {
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render(
            "index.jte",
            Map.of(
                "entries",
                List.copyOf(entries),
                "version",
                Versions.pami(),
                "style",
                HtmlPage.resource("report.css")),
            page);
    Files.writeString(file, page.toString());
  }
}
