package ai.pami.models.reading;

import ai.pami.engine.EngineOptions;
import ai.pami.image.Channels;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageSettings;
import ai.pami.image.Preprocessing;
import ai.pami.image.Resize;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.onnx.OnnxModel;
import ai.pami.target.CtcReading;
import ai.pami.target.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * PP-OCRv4's recogniser, which reads one line of text, with a map for every character, every word
 * and the whole line from one run.
 *
 * <p>A character is read with the help of its neighbours, so windows are hidden one at a time and
 * the rest stays: what a window's loss costs a character is the evidence that the window carries
 * for it.
 */
public final class LineReader implements AutoCloseable {
  private static final int HEIGHT = 48;

  /** The recogniser halves the width three times: masked copies may move a character by a step. */
  private static final int SLACK_STEPS = 1;

  private static final Preprocessing PREPROCESSING =
      Preprocessing.RAW
          .named("pp-ocr")
          .ordered(Channels.BGR)
          .fitted(Resize.FIT_HEIGHT, 0)
          .sized(HEIGHT, 0)
          .normalised(1 / 127.5, 1, 1);

  private static final ImageSettings SETTINGS =
      new ImageSettings(
          "text-line",
          List.of(SlidingWindow.rectangles(16, 12, 6, 4), SlidingWindow.rectangles(24, 16, 8, 4)),
          List.of(PictureView.AS_IT_IS),
          1,
          MeanColour.ofPicture(),
          Evidence.DROP,
          EngineOptions.NO_BUDGET);

  /**
   * A line that was read.
   *
   * @param reading the characters; target k of the explanation is character k
   * @param explanation after the characters' targets come the words' if there are several, then the
   *     whole line's
   */
  public record Line(CtcReading reading, ImageExplanation explanation) {}

  private final OnnxModel model;
  private final List<String> keys;

  private LineReader(OnnxModel model, List<String> keys) {
    this.model = model;
    this.keys = keys;
  }

  /**
   * Opens the recogniser.
   *
   * @throws ai.pami.PamiException if it is missing from this installation
   */
  public static LineReader open() {
    String keys = new String(Resource.CHARACTERS.bytes(), StandardCharsets.UTF_8);
    return new LineReader(Resource.RECOGNISER.open(), List.of(keys.split("\r?\n", 0)));
  }

  /** The text of a class: the list of keys, then the space. */
  private String text(int symbol) {
    return symbol <= keys.size() ? keys.get(symbol - 1) : " ";
  }

  /** Reads a line, which may turn out to hold no text. */
  public CtcReading read(Picture line) {
    return CtcReading.of(ImageExplainer.of(model, PREPROCESSING).answer(line), this::text);
  }

  /**
   * Reads a line and explains it.
   *
   * @param options sets progress, cancellation, threads and the like
   * @throws ai.pami.PamiException if nothing is read
   */
  public Line explain(Picture line, UnaryOperator<ImageExplainer> options) {
    CtcReading[] reading = new CtcReading[1];
    ImageExplainer explainer =
        options.apply(ImageExplainer.of(model, PREPROCESSING).settings(SETTINGS));
    ImageExplanation explanation =
        explainer.explain(
            line,
            (output, labels) -> {
              reading[0] = CtcReading.of(output, this::text);
              return targets(reading[0]);
            });
    return new Line(reading[0], explanation);
  }

  private static List<Target> targets(CtcReading reading) {
    List<Target> targets = new ArrayList<>(reading.targets(SLACK_STEPS));
    if (reading.words().size() > 1) {
      targets.addAll(reading.wordTargets());
    }
    targets.add(reading.lineTarget());
    return targets;
  }

  @Override
  public void close() {
    model.close();
  }
}
