package ai.pami.models.reading;

import ai.pami.image.Channels;
import ai.pami.image.ImageExplainer;
import ai.pami.image.Preprocessing;
import ai.pami.image.Resize;
import ai.pami.image.picture.Picture;
import ai.pami.model.Output;
import ai.pami.onnx.OnnxModel;
import java.awt.geom.Point2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.MinimumAreaRectangle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Finds lines of text with PP-OCRv4's detector: a probability of text for every pixel, whose
 * connected parts are framed by their smallest rectangles, and these widened, since the detector is
 * trained on shrunk ones (Liao et al., "Real-Time Scene Text Detection with Differentiable
 * Binarization", AAAI 2020, section 3.4 and "Label generation").
 */
public final class LineFinder implements AutoCloseable {
  /** The sides of the detector's input are multiples of this. */
  private static final int GRAIN = 32;

  private static final int LONGEST_SIDE = 960;
  private static final double TEXT_FROM = 0.3;
  private static final double LEAST_CONFIDENCE = 0.5;

  /** By how much of area over circumference a rectangle is widened on each side. */
  private static final double WIDENING = 1.6;

  private static final double LEAST_SIDE = 3;

  private final OnnxModel model = Resource.DETECTOR.open();

  private LineFinder() {}

  /**
   * Opens the detector.
   *
   * @throws ai.pami.PamiException if it is missing from this installation
   */
  public static LineFinder open() {
    return new LineFinder();
  }

  /** How the detector sees a picture of this size. */
  private static Preprocessing preprocessing(Picture picture) {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
    return Preprocessing.IMAGENET
        .named("pp-ocr-detector")
        .ordered(Channels.BGR)
        .fitted(Resize.SQUASH, 0)
        .sized(grained(picture.height() * scale), grained(picture.width() * scale));
  }

  private static int grained(double extent) {
    return (int) Math.max(GRAIN, GRAIN * Math.rint(extent / GRAIN));
  }

  /** Of what the detector sees of a picture, in pixels. */
  static int longestSide(Picture picture) {
    Preprocessing seen = preprocessing(picture);
    return Math.max(seen.height(), seen.width());
  }

  /** Explains the detector's answers for pictures of one size. */
  ImageExplainer explainer(Picture picture) {
    return ImageExplainer.of(model, preprocessing(picture));
  }

  /** The lines on a picture, from the top downwards, then from left to right. */
  public List<TextBox> find(Picture picture) {
    Output map = explainer(picture).answer(picture);
    int[] shape = map.shape();
    int height = shape[shape.length - 2];
    int width = shape[shape.length - 1];
    List<TextBox> boxes = new ArrayList<>();
    boolean[] seen = new boolean[height * width];
    for (int from = 0; from < seen.length; from++) {
      if (!seen[from] && map.get(from) > TEXT_FROM) {
        List<Integer> part = part(map, width, height, from, seen);
        box(map, width, part, picture, height).ifPresent(boxes::add);
      }
    }
    return inReadingOrder(boxes);
  }

  /** All pixels of text that hang together with one, corners included. */
  private static List<Integer> part(Output map, int width, int height, int from, boolean[] seen) {
    List<Integer> part = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(from);
    seen[from] = true;
    while (!open.isEmpty()) {
      int at = open.remove();
      part.add(at);
      int x = at % width;
      int y = at / width;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int next = ny * width + nx;
          if (!seen[next] && map.get(next) > TEXT_FROM) {
            seen[next] = true;
            open.add(next);
          }
        }
      }
    }
    return part;
  }

  private static Optional<TextBox> box(
      Output map, int width, List<Integer> part, Picture picture, int height) {
    Coordinate[] corners = new Coordinate[4 * part.size()];
    double sum = 0;
    for (int i = 0; i < part.size(); i++) {
      int at = part.get(i);
      int x = at % width;
      int y = at / width;
      corners[4 * i] = new Coordinate(x, y);
      corners[4 * i + 1] = new Coordinate(x + 1, y);
      corners[4 * i + 2] = new Coordinate(x, y + 1);
      corners[4 * i + 3] = new Coordinate(x + 1, y + 1);
      sum += map.get(at);
    }
    double confidence = sum / part.size();
    Coordinate[] ring =
        MinimumAreaRectangle.getMinimumRectangle(
                new GeometryFactory().createMultiPointFromCoords(corners))
            .getCoordinates();
    double a = ring[0].distance(ring[1]);
    double b = ring[1].distance(ring[2]);
    if (confidence < LEAST_CONFIDENCE || Math.min(a, b) < LEAST_SIDE) {
      return Optional.empty();
    }
    double widening = WIDENING * a * b / (2 * (a + b));
    double scaleX = (double) picture.width() / width;
    double scaleY = (double) picture.height() / height;
    List<Point2D> widened = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Coordinate here = ring[i];
      Coordinate before = ring[(i + 3) % 4];
      Coordinate after = ring[(i + 1) % 4];
      double x =
          here.x
              + away(here.x, before.x, here, before, widening)
              + away(here.x, after.x, here, after, widening);
      double y =
          here.y
              + away(here.y, before.y, here, before, widening)
              + away(here.y, after.y, here, after, widening);
      widened.add(
          new Point2D.Double(
              Math.max(0, Math.min(picture.width(), x * scaleX)),
              Math.max(0, Math.min(picture.height(), y * scaleY))));
    }
    return Optional.of(TextBox.of(widened, confidence));
  }

  /** How far a corner moves along one axis when it moves {@code by} away from its neighbour. */
  private static double away(
      double here, double there, Coordinate corner, Coordinate neighbour, double by) {
    return (here - there) / corner.distance(neighbour) * by;
  }

  private static List<TextBox> inReadingOrder(List<TextBox> boxes) {
    List<TextBox> left = new ArrayList<>(boxes);
    left.sort(Comparator.comparingDouble(box -> box.outline().getBounds2D().getCenterY()));
    List<TextBox> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      TextBox first = left.get(0);
      double middle = first.outline().getBounds2D().getCenterY();
      double half = first.outline().getBounds2D().getHeight() / 2;
      List<TextBox> row =
          left.stream()
              .filter(box -> box.outline().getBounds2D().getCenterY() <= middle + half)
              .sorted(Comparator.comparingDouble(box -> box.outline().getBounds2D().getMinX()))
              .toList();
      ordered.addAll(row);
      left.removeAll(row);
    }
    return ordered;
  }

  @Override
  public void close() {
    model.close();
  }
}
