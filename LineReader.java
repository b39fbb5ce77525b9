package ai.pami.cli;

import ai.pami.PamiException;
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
import ai.pami.onnx.OnnxOptions;
import ai.pami.target.CtcReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The embedded real model: PP-OCRv4's recogniser, which reads one line of text, with a map for
 * every character from one run.
 *
 * <p>A character is read with the help of its neighbours, so windows are hidden one at a time and
 * the rest stays: what a window's loss costs a character is the evidence that the window carries
 * for it.
 */
final class TextLineReader implements AutoCloseable {
  private static final String MODEL = "/models/ch_PP-OCRv4_rec_infer.onnx";
  private static final String KEYS = "/models/ppocr_keys_v1.txt";
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
          List.of(SlidingWindow.rectangles(16, 12, 4, 4), SlidingWindow.rectangles(24, 16, 8, 4)),
          List.of(PictureView.AS_IT_IS),
          1,
          MeanColour.ofPicture(),
          Evidence.DROP,
          EngineOptions.NO_BUDGET);

  /**
   * A line that was read.
   *
   * @param reading the characters; target k of the explanation is character k
   */
  record Line(CtcReading reading, ImageExplanation explanation) {}

  private final OnnxModel model;
  private final List<String> keys;

  private TextLineReader(OnnxModel model, List<String> keys) {
    this.model = model;
    this.keys = keys;
  }

  /** Opens the model that comes with the command. */
  static TextLineReader open() {
    List<String> keys =
        List.of(new String(resource(KEYS), StandardCharsets.UTF_8).split("\r?\n", 0));
    String name = MODEL.substring(MODEL.lastIndexOf('/') + 1);
    return new TextLineReader(OnnxModel.of(name, resource(MODEL), OnnxOptions.defaults()), keys);
  }

  private static byte[] resource(String name) {
    try (InputStream in = TextLineReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new PamiException("the embedded model is missing from this installation: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new PamiException("the embedded model can't be read: " + e.getMessage(), e);
    }
  }

  /** The text of a class: the list of keys, then the space. */
  private String text(int symbol) {
    return symbol <= keys.size() ? keys.get(symbol - 1) : " ";
  }

  /**
   * Reads a line and explains every character of it.
   *
   * @param options sets progress, cancellation, threads and the like
   * @throws PamiException if nothing is read
   */
  Line explain(Picture picture, UnaryOperator<ImageExplainer> options) {
    CtcReading[] reading = new CtcReading[1];
    ImageExplainer explainer =
        options.apply(ImageExplainer.of(model, PREPROCESSING).settings(SETTINGS));
    ImageExplanation explanation =
        explainer.explain(
            picture,
            (output, labels) -> {
              reading[0] = CtcReading.of(output, this::text);
              return reading[0].targets(SLACK_STEPS);
            });
    return new Line(reading[0], explanation);
  }

  @Override
  public void close() {
    model.close();
  }
}
