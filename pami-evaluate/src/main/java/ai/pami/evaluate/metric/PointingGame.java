package ai.pami.evaluate.metric;

import ai.pami.evaluate.data.Box;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.Placement;
import ai.pami.image.picture.Picture;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether the map's peak lies on the object: 1 for a hit, 0 for a miss (Zhang et al. 2016,
 * "Top-down neural attention by excitation backprop"). The peak is the first pixel in element order
 * of the highest value; its middle is taken to the original picture, where the boxes are.
 *
 * <p>The literature differs in tolerance and in what counts: {@link #pami()} and {@link
 * #torchRay()}, {@link #atPictureSize()} and {@link #difficultSubset()}, and the mean over pictures
 * or over classes ({@link #classMean()}). No model call.
 *
 * <p>Undefined without boxes, if the model saw nothing of any box, and for maps without two
 * different values, as they have no peak.
 */
public final class PointingGame implements Metric {
  private final String name;
  private final double tolerance;
  private final boolean skipsDifficultObjects;
  private final boolean atPictureSize;
  private final boolean difficultOnly;
  private final boolean classMean;

  private PointingGame(
      String name,
      double tolerance,
      boolean skipsDifficultObjects,
      boolean atPictureSize,
      boolean difficultOnly,
      boolean classMean) {
    this.name = name;
    this.tolerance = tolerance;
    this.skipsDifficultObjects = skipsDifficultObjects;
    this.atPictureSize = atPictureSize;
    this.difficultOnly = difficultOnly;
    this.classMean = classMean;
  }

  /** The peak must lie inside any box, as measured for PAMI. Named {@code pointing}. */
  public static PointingGame pami() {
    return new PointingGame("pointing", 0, false, false, false, false);
  }

  /**
   * As TorchRay (Fong, Patrick, Vedaldi 2019): a pixel of any box must lie less than 15 pixels of
   * the original picture from the peak; undefined where all boxes are marked difficult. Named
   * {@code pointing-15}. TorchRay seeks the peak {@link #atPictureSize()}.
   */
  public static PointingGame torchRay() {
    return new PointingGame("pointing-15", 15, true, false, false, false);
  }

  /**
   * The same with another tolerance, 0 to take the inside of the boxes only.
   *
   * @param pixels of the original picture, from the peak's middle to the middle of a box's pixel;
   *     what lies as far or farther is a miss
   */
  public PointingGame withTolerance(double pixels) {
    if (!(pixels >= 0 && pixels < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a tolerance of " + pixels + " pixels");
    }
    return new PointingGame(
        name, pixels, skipsDifficultObjects, atPictureSize, difficultOnly, classMean);
  }

  /** The same with the peak of the map enlarged to the original picture's size, bilinearly. */
  public PointingGame atPictureSize() {
    return new PointingGame(name, tolerance, skipsDifficultObjects, true, difficultOnly, classMean);
  }

  /** The same on the difficult subset only, undefined elsewhere; see {@link #isDifficult}. */
  public PointingGame difficultSubset() {
    return new PointingGame(name, tolerance, skipsDifficultObjects, atPictureSize, true, classMean);
  }

  /**
   * The same averaged as TorchRay reports it: the mean over classes of the mean over each class's
   * pictures. Classes without a defined value are left out; TorchRay counts them as 0.
   */
  public PointingGame classMean() {
    return new PointingGame(
        name, tolerance, skipsDifficultObjects, atPictureSize, difficultOnly, true);
  }

  /** The same under another name. */
  public PointingGame named(String name) {
    return new PointingGame(
        name, tolerance, skipsDifficultObjects, atPictureSize, difficultOnly, classMean);
  }

  /**
   * Whether a picture and class belong to the difficult subset of Zhang et al. 2016: the boxes of
   * the class add up to less than a quarter of the picture, and objects of another class are there.
   *
   * @param distractors whether the picture shows objects of another class
   */
  public static boolean isDifficult(Picture picture, List<Box> boxes, boolean distractors) {
    double area = 0;
    for (Box box : boxes) {
      area += (box.x1() - box.x0() + 1) * (box.y1() - box.y0() + 1);
    }
    return distractors && area < 0.25 * picture.width() * picture.height();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public boolean isClassMean() {
    return classMean;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    List<Box> boxes = judged.boxes();
    Placement placement = judged.explanation().placement();
    if (boxes.stream().noneMatch(box -> isSeen(box, placement))
        || (skipsDifficultObjects && boxes.stream().allMatch(Box::difficult))
        || (difficultOnly
            && !isDifficult(judged.explanation().picture(), boxes, judged.otherClasses()))
        || !MapValues.vary(judged.map().values())) {
      return OptionalDouble.empty();
    }
    double[] peak = peak(judged);
    boolean hit = boxes.stream().anyMatch(box -> hits(peak[0], peak[1], box));
    return OptionalDouble.of(hit ? 1 : 0);
  }

  private static boolean isSeen(Box box, Placement placement) {
    return placement.seenX(box.x1() + 1) > 0
        && placement.seenY(box.y1() + 1) > 0
        && placement.seenX(box.x0()) < placement.width()
        && placement.seenY(box.y0()) < placement.height();
  }

  /** Column and row on the original picture. */
  private double[] peak(JudgedMap judged) {
    if (!atPictureSize) {
      ImportanceMap map = judged.map();
      Placement placement = judged.explanation().placement();
      int peak = map.peak();
      return new double[] {
        MaskedMap.pictureX(placement, peak % placement.width()),
        MaskedMap.pictureY(placement, peak / placement.width())
      };
    }
    float[] large = judged.explanation().mapAtPictureSize(judged.index());
    int peak = 0;
    for (int i = 1; i < large.length; i++) {
      if (large[i] > large[peak] || Float.isNaN(large[peak])) {
        peak = i;
      }
    }
    int width = judged.explanation().picture().width();
    int row = peak / width;
    return new double[] {peak % width + 0.5, row + 0.5};
  }

  private boolean hits(double x, double y, Box box) {
    if (tolerance == 0) {
      return box.contains(x, y);
    }
    // Box corners are pixel numbers, and pixel i has its middle at i + 0.5.
    double dx = Math.max(0, Math.max(box.x0() - (x - 0.5), x - 0.5 - box.x1()));
    double dy = Math.max(0, Math.max(box.y0() - (y - 0.5), y - 0.5 - box.y1()));
    return dx * dx + dy * dy < tolerance * tolerance;
  }
}
