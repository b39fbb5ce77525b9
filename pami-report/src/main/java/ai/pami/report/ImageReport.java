package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.detection.Box;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * An explanation of one picture as files:
 *
 * <ul>
 *   <li>{@code report.html}: one self-contained page,
 *   <li>{@code <target>.overlay.png}: the picture under its map, at the picture's size, with a
 *       colour bar,
 *   <li>{@code <target>.heatmap.png}: the map alone, at the picture's size,
 *   <li>{@code <target>.npy}: the map's values in absolute scale, float32 {@code [height][width]},
 *       at the size the model saw,
 *   <li>{@code <target>.original.npy}, if asked for: the same at the picture's size, NaN for
 *       margins that the model did not see,
 *   <li>{@code <target>.standard-error.npy} and {@code <target>.margin.npy}, if asked for: the
 *       values' standard errors and half the widths of their 95 % intervals, as {@code
 *       <target>.npy}, NaN where unknown,
 *   <li>{@code explanation.json}: what was asked, answered and spent.
 * </ul>
 */
public final class ImageReport {
  /**
   * The page follows a place back to its copies for explanations of which a trace was kept, of at
   * most so many questions: they are part of the page.
   */
  public static final long MOST_TRACED = 5000;

  static final String PAGE = "report.html";

  private final ImageExplanation explanation;
  private final String title;
  private final Map<String, String> source;
  private final Set<Format> formats;
  private final List<Box> found;

  private ImageReport(
      ImageExplanation explanation,
      String title,
      Map<String, String> source,
      Set<Format> formats,
      List<Box> found) {
    this.explanation = explanation;
    this.title = title;
    this.source = source;
    this.formats = formats;
    this.found = List.copyOf(found);
  }

  /** A report in the {@linkplain Format#usual() usual formats}, titled "picture". */
  public static ImageReport of(ImageExplanation explanation) {
    return new ImageReport(explanation, "picture", Map.of(), Format.usual(), List.of());
  }

  /** With another title, usually the picture's file name. */
  public ImageReport titled(String title) {
    return new ImageReport(explanation, title, source, formats, found);
  }

  /** With facts on where the picture comes from, such as its file and hash, for the record. */
  public ImageReport source(Map<String, String> facts) {
    return new ImageReport(explanation, title, new LinkedHashMap<>(facts), formats, found);
  }

  /** In these formats only. */
  public ImageReport formats(Set<Format> formats) {
    return new ImageReport(explanation, title, source, EnumSet.copyOf(formats), found);
  }

  /**
   * With the detected object that each target is about, to be drawn on the page and the overlays.
   *
   * @param boxes a box a target, in the picture's pixels
   * @throws IllegalArgumentException if there are not as many as targets
   */
  public ImageReport found(List<Box> boxes) {
    int targets = explanation.explanation().targets().size();
    if (boxes.size() != targets) {
      throw new IllegalArgumentException(
          "%d boxes for %d targets".formatted(boxes.size(), targets));
    }
    return new ImageReport(explanation, title, source, formats, boxes);
  }

  /**
   * Writes the report into {@code folder}, creating it if need be. Files of an earlier report there
   * are replaced, others are left alone. Either all files are there in the end or none is changed.
   *
   * @return what to open first: the page, or else the folder
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    List<TargetExplanation> targets = explanation.explanation().targets();
    List<String> names = TargetName.of(targets.stream().map(TargetExplanation::target).toList());
    List<String> files = new ArrayList<>();
    for (String name : names) {
      if (formats.contains(Format.NPY)) {
        files.add(name + ".npy");
      }
      if (formats.contains(Format.NPY_ORIGINAL)) {
        files.add(name + ".original.npy");
      }
      if (formats.contains(Format.NPY_UNCERTAINTY)) {
        files.add(name + ".standard-error.npy");
        files.add(name + ".margin.npy");
      }
      if (formats.contains(Format.PNG)) {
        files.add(name + ".heatmap.png");
        files.add(name + ".overlay.png");
      }
    }
    if (formats.contains(Format.HTML)) {
      files.add(PAGE);
    }
    if (formats.contains(Format.JSON)) {
      files.add(ExplanationJson.FILE);
    }
    OutputFolder.fill(
        folder, EarlierReport.files(folder), OutputFolder.Content.together(parts(names, files)));
    return formats.contains(Format.HTML) ? folder.resolve(PAGE) : folder;
  }

  /** Writes a number a pixel that the model saw. */
  private void writeSeen(Path file, IntToDoubleFunction number) throws IOException {
    int width = explanation.seen().width();
    int height = explanation.seen().height();
    float[] numbers = new float[width * height];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) number.applyAsDouble(i);
    }
    NpyFile.write(file, numbers, height, width);
  }

  private List<OutputFolder.Content> parts(List<String> names, List<String> files) {
    List<OutputFolder.Content> parts = new ArrayList<>();
    if (formats.contains(Format.HTML)) {
      parts.add(
          folder ->
              HtmlPage.of(title)
                  .add(ReportCase.of(title, explanation, source, found))
                  .write(folder.resolve(PAGE)));
    }
    if (formats.contains(Format.JSON)) {
      parts.add(
          folder ->
              ExplanationJson.write(
                  folder.resolve(ExplanationJson.FILE), explanation, source, found, names, files));
    }
    for (int k = 0; k < names.size(); k++) {
      int target = k;
      parts.add(folder -> writeNumbers(folder, target, names.get(target)));
      parts.add(folder -> writePictures(folder, target, names.get(target)));
    }
    return parts;
  }

  private void writeNumbers(Path folder, int target, String name) throws IOException {
    ImportanceMap map = explanation.map(target);
    if (formats.contains(Format.NPY)) {
      writeSeen(folder.resolve(name + ".npy"), map::value);
    }
    if (formats.contains(Format.NPY_UNCERTAINTY)) {
      writeSeen(folder.resolve(name + ".standard-error.npy"), map::standardError);
      writeSeen(folder.resolve(name + ".margin.npy"), map::margin);
    }
    if (formats.contains(Format.NPY_ORIGINAL)) {
      NpyFile.write(
          folder.resolve(name + ".original.npy"),
          explanation.mapAtPictureSize(target),
          explanation.picture().height(),
          explanation.picture().width());
    }
  }

  private void writePictures(Path folder, int target, String name) throws IOException {
    if (formats.contains(Format.PNG)) {
      Heatmap heatmap = Heatmap.of(explanation, target);
      PngFile.write(folder.resolve(name + ".heatmap.png"), heatmap.alone());
      PngFile.write(
          folder.resolve(name + ".overlay.png"),
          found.isEmpty() ? heatmap.overlay() : heatmap.overlay(found.get(target)));
    }
  }
}
