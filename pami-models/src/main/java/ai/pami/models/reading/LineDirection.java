package ai.pami.models.reading;

import ai.pami.image.Channels;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Preprocessing;
import ai.pami.image.Resize;
import ai.pami.image.picture.Picture;
import ai.pami.onnx.OnnxModel;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.UnaryOperator;

/** PP-OCR's classifier of lines of text that stand on their head. */
public final class LineDirection implements AutoCloseable {
  /** Lines are turned only where it is quite sure: it errs with short ones. */
  private static final double SURE = 0.9;

  private static final int TURNED = 1;
  private static final int HEIGHT = 48;
  private static final int WIDTH = 192;

  private static final Preprocessing PREPROCESSING =
      Preprocessing.RAW
          .named("pp-ocr-direction")
          .ordered(Channels.BGR)
          .fitted(Resize.SQUASH, 0)
          .sized(HEIGHT, WIDTH)
          .normalised(1 / 127.5, 1, 1);

  private static final Labels LABELS = Labels.of(List.of("upright", "upside down"));

  private final OnnxModel model = Resource.DIRECTION.open();

  private LineDirection() {}

  /**
   * Opens the classifier.
   *
   * @throws ai.pami.PamiException if it is missing from this installation
   */
  public static LineDirection open() {
    return new LineDirection();
  }

  /** The probability that a line stands on its head, 0..1. */
  public double turned(Picture line) {
    return explainer().answer(framed(line)).get(TURNED);
  }

  /** Whether a line of this probability should be turned before it is read. */
  static boolean isSure(double turned) {
    return turned > SURE;
  }

  /**
   * Explains what the classifier says of a line.
   *
   * @param options sets progress, cancellation, threads and the like
   * @return over the line as the classifier sees it, with a grey margin after a short one
   */
  public ImageExplanation explain(Picture line, UnaryOperator<ImageExplainer> options) {
    return options.apply(explainer()).explain(framed(line), Targets.top(1));
  }

  private ImageExplainer explainer() {
    return ImageExplainer.of(model, PREPROCESSING).labels(LABELS);
  }

  /** A short line with a grey margin to its right, so that it is not stretched. */
  private static Picture framed(Picture line) {
    int width = (int) Math.ceil((double) line.height() * WIDTH / HEIGHT);
    if (line.width() >= width) {
      return line;
    }
    BufferedImage image = new BufferedImage(width, line.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(127, 127, 127));
    g.fillRect(0, 0, width, line.height());
    g.drawImage(line.toImage(), 0, 0, null);
    g.dispose();
    return Picture.of(image);
  }

  @Override
  public void close() {
    model.close();
  }
}
