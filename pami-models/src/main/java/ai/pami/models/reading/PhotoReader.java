package ai.pami.models.reading;

import ai.pami.engine.EngineOptions;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageSettings;
import ai.pami.image.PictureArea;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.target.CtcReading;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads photos as PP-OCR does: finds the lines, turns those that stand on their head, reads them;
 * and explains each of the three. Thread-safe until closed.
 *
 * <pre>{@code
 * try (PhotoReader reader = PhotoReader.open()) {
 *   for (ReadLine line : reader.read(photo)) {
 *     LineReader.Line why = reader.explainText(line, options -> options);
 *   }
 * }
 * }</pre>
 */
public final class PhotoReader implements AutoCloseable {
  private final LineFinder finder;
  private final LineDirection direction;
  private final LineReader reader;

  /**
   * A line of a photo.
   *
   * @param box where it is, begun where reading begins
   * @param picture what was cut out, upright
   * @param turned the probability that the detector's cut stood on its head
   * @param reading what it says, at least one character
   */
  public record ReadLine(TextBox box, Picture picture, double turned, CtcReading reading) {
    /** Whether the line stood on its head and was turned. */
    public boolean isTurned() {
      return LineDirection.isSure(turned);
    }
  }

  private PhotoReader(LineFinder finder, LineDirection direction, LineReader reader) {
    this.finder = finder;
    this.direction = direction;
    this.reader = reader;
  }

  /**
   * Opens the three models that come along.
   *
   * @throws ai.pami.PamiException if one is missing from this installation
   */
  public static PhotoReader open() {
    return new PhotoReader(LineFinder.open(), LineDirection.open(), LineReader.open());
  }

  /** The lines of a photo that hold text, from the top downwards; none if there are none. */
  public List<ReadLine> read(Picture photo) {
    List<ReadLine> lines = new ArrayList<>();
    for (TextBox found : finder.find(photo)) {
      Picture cut = found.cut(photo);
      double turned = direction.turned(cut);
      boolean isTurned = LineDirection.isSure(turned);
      TextBox box = isTurned ? found.turned() : found;
      Picture upright = isTurned ? box.cut(photo) : cut;
      CtcReading reading = reader.read(upright);
      if (!reading.text().isBlank()) {
        lines.add(new ReadLine(box, upright, turned, reading));
      }
    }
    return lines;
  }

  /**
   * Why the detector found the lines: for each, what makes it see text there.
   *
   * @param lines of this photo, at least one; target k is line k
   * @param options sets progress, cancellation, threads and the like
   */
  public ImageExplanation explainPlaces(
      Picture photo, List<ReadLine> lines, UnaryOperator<ImageExplainer> options) {
    ImageExplainer explainer = options.apply(finder.explainer(photo).settings(places(photo)));
    Targets targets = null;
    for (int i = 0; i < lines.size(); i++) {
      ReadLine line = lines.get(i);
      Targets one =
          named(
              explainer.over(
                  photo, PictureArea.shape(photo, line.box().outline()), Targets.index(0)),
              i,
              line);
      targets = targets == null ? one : targets.and(one);
    }
    return explainer.explain(photo, targets);
  }

  private static Targets named(Targets area, int index, ReadLine line) {
    return (output, labels) ->
        area.choose(output, labels).stream()
            .map(target -> new Target(index, line.reading().text(), target.score()))
            .toList();
  }

  /**
   * A window of an eighth of what the detector sees is hidden at a time: text is found by what is
   * near it, so the rest stays.
   */
  private static ImageSettings places(Picture photo) {
    int side = Math.max(16, LineFinder.longestSide(photo) / 8);
    return new ImageSettings(
        "text-places",
        List.of(SlidingWindow.rectangles(side, side, side / 2, side / 2)),
        List.of(PictureView.AS_IT_IS),
        1,
        MeanColour.ofPicture(),
        Evidence.DROP,
        EngineOptions.NO_BUDGET);
  }

  /**
   * Why the classifier took a line for upright or upside down: over what the detector cut out.
   *
   * @param options sets progress, cancellation, threads and the like
   */
  public ImageExplanation explainDirection(
      Picture photo, ReadLine line, UnaryOperator<ImageExplainer> options) {
    Picture cut = line.isTurned() ? line.box().turned().cut(photo) : line.picture();
    return direction.explain(cut, options);
  }

  /**
   * Why a line was read as it was: a map for every character, every word and the whole.
   *
   * @param options sets progress, cancellation, threads and the like
   */
  public LineReader.Line explainText(ReadLine line, UnaryOperator<ImageExplainer> options) {
    return reader.explain(line.picture(), options);
  }

  @Override
  public void close() {
    finder.close();
    direction.close();
    reader.close();
  }
}
