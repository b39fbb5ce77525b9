package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.signal.AudioExplanation;
import ai.pami.signal.SeriesExplanation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An explanation of one series or sound as files:
 *
 * <ul>
 *   <li>{@code report.html}: one self-contained page with the lines, or the spectrogram, and the
 *       importance over and beneath them,
 *   <li>{@code <target>.overlay.png}: lines or spectrogram under the map,
 *   <li>{@code <target>.npy}: the map's values, float32 {@code [channels][times]} or {@code
 *       [bands][times]}, low frequencies first,
 *   <li>{@code explanation.json}: what was asked, answered and spent, every element's importance
 *       and standard error, and where in time the elements lie.
 * </ul>
 */
public final class SignalReport {
  private final String noun;
  private final Content content;
  private final Explanation explanation;
  private final SignalShape shape;
  private final String title;
  private final Map<String, String> source;
  private final Set<Format> formats;

  /** What differs between series and sounds. */
  private interface Content {
    SignalCase page(Map<String, String> source) throws IOException;

    BufferedImage overlay(int target);
  }

  private SignalReport(
      String noun,
      Content content,
      Explanation explanation,
      SignalShape shape,
      String title,
      Map<String, String> source,
      Set<Format> formats) {
    this.noun = noun;
    this.content = content;
    this.explanation = explanation;
    this.shape = shape;
    this.title = title;
    this.source = source;
    this.formats = formats;
  }

  /** A report of a series in the {@linkplain Format#usual() usual formats}. */
  public static SignalReport of(SeriesExplanation explained) {
    SignalShape shape = SignalShape.of(explained);
    Content content =
        new Content() {
          @Override
          public SignalCase page(Map<String, String> source) {
            return SignalCase.of(explained, source);
          }

          @Override
          public BufferedImage overlay(int target) {
            return SeriesPicture.of(
                explained.series(),
                shape,
                SignalCase.plot(explained),
                explained.explanation().map(target));
          }
        };
    return new SignalReport(
        "series", content, explained.explanation(), shape, "series", Map.of(), Format.usual());
  }

  /** A report of a sound in the {@linkplain Format#usual() usual formats}. */
  public static SignalReport of(AudioExplanation explained) {
    Content content =
        new Content() {
          @Override
          public SignalCase page(Map<String, String> source) throws IOException {
            return SignalCase.of(explained, source);
          }

          @Override
          public BufferedImage overlay(int target) {
            return SpectrogramPicture.overlay(explained, explained.explanation().map(target));
          }
        };
    return new SignalReport(
        "sound",
        content,
        explained.explanation(),
        SignalShape.of(explained),
        "sound",
        Map.of(),
        Format.usual());
  }

  /** Where each target's map has its peak, in a few words: {@code 0.120–0.180 s, left}. */
  public List<String> peaks() {
    return explanation.targets().stream()
        .map(
            target -> {
              int peak = target.map().peak();
              int column = peak % shape.columns();
              return peak < 0
                  ? "nowhere"
                  : "at %s, %s"
                      .formatted(
                          shape.time(column, column + 1), shape.rows().get(peak / shape.columns()));
            })
        .toList();
  }

  /** With another title, usually the file's name. */
  public SignalReport titled(String title) {
    return new SignalReport(noun, content, explanation, shape, title, source, formats);
  }

  /** With facts on where the signal comes from, such as its file and hash, for the record. */
  public SignalReport source(Map<String, String> facts) {
    return new SignalReport(
        noun, content, explanation, shape, title, new LinkedHashMap<>(facts), formats);
  }

  /**
   * In these formats only; {@link Format#NPY_ORIGINAL} means {@link Format#NPY} here, and {@link
   * Format#NPY_UNCERTAINTY} means {@link Format#JSON}, where standard errors and intervals are.
   */
  public SignalReport formats(Set<Format> formats) {
    Set<Format> own = EnumSet.copyOf(formats);
    if (own.remove(Format.NPY_ORIGINAL)) {
      own.add(Format.NPY);
    }
    if (own.remove(Format.NPY_UNCERTAINTY)) {
      own.add(Format.JSON);
    }
    return new SignalReport(noun, content, explanation, shape, title, source, own);
  }

  /**
   * Writes the report into {@code folder}, creating it if need be. Files of an earlier report there
   * are replaced, others are left alone. Either all files are there in the end or none is changed.
   *
   * @return what to open first: the page, or else the folder
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    List<String> names =
        TargetName.of(explanation.targets().stream().map(TargetExplanation::target).toList());
    List<String> files = new ArrayList<>();
    for (String name : names) {
      if (formats.contains(Format.NPY)) {
        files.add(name + ".npy");
      }
      if (formats.contains(Format.PNG)) {
        files.add(name + ".overlay.png");
      }
    }
    if (formats.contains(Format.HTML)) {
      files.add(ImageReport.PAGE);
    }
    if (formats.contains(Format.JSON)) {
      files.add(ExplanationJson.FILE);
    }
    OutputFolder.fill(
        folder, EarlierReport.files(folder), partial -> writeAll(partial, names, files));
    return formats.contains(Format.HTML) ? folder.resolve(ImageReport.PAGE) : folder;
  }

  private void writeAll(Path folder, List<String> names, List<String> files) throws IOException {
    for (int k = 0; k < names.size(); k++) {
      if (formats.contains(Format.NPY)) {
        NpyFile.write(
            folder.resolve(names.get(k) + ".npy"),
            explanation.map(k).toFloats(),
            shape.rows().size(),
            shape.columns());
      }
      if (formats.contains(Format.PNG)) {
        PngFile.write(folder.resolve(names.get(k) + ".overlay.png"), content.overlay(k));
      }
    }
    if (formats.contains(Format.HTML)) {
      SignalPage.write(folder.resolve(ImageReport.PAGE), title, content.page(source));
    }
    if (formats.contains(Format.JSON)) {
      SignalJson.write(
          folder.resolve(ExplanationJson.FILE), noun, explanation, shape, source, names, files);
    }
  }
}
