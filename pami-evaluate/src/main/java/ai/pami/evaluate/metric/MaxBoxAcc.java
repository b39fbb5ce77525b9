package ai.pami.evaluate.metric;

import ai.pami.evaluate.data.Box;
import ai.pami.image.Placement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether a box cut from the map fits the object (Choe et al. 2020, "Evaluating weakly supervised
 * object localization methods right"). The map is scaled to 0..1; at a threshold t the box around
 * the largest connected part (eight neighbours, most pixels) of the pixels above t is compared with
 * every box; the picture is correct at t if the best intersection over union is at least the level.
 *
 * <p>The papers' number is one of a data set: the share of correct pictures at the best of all
 * thresholds, one threshold for all pictures. That is {@link #ofDataSet} of every picture's {@link
 * #overlaps}. {@link #measure}, which sees one picture, lets each picture have its own best
 * threshold, which is at least as much, or takes a fixed one, see {@link #atThreshold}.
 *
 * <p>Variants: {@link #v1()} and {@link #v2()}; {@link #anyComponent()}; {@link #atPictureSize()}.
 * Boxes are compared on the original picture in whole pixels, both corners belonging to them, and
 * are not cut to what the model saw. Unlike the authors' code the map is not rounded to 8 bits
 * first, and parts are compared by their pixels and not by the area of their outlines. No model
 * call.
 *
 * <p>Undefined without boxes and for maps without two different values.
 */
public final class MaxBoxAcc implements PooledMetric {
  private static final int THRESHOLDS = 1000;

  private final String name;
  private final List<Double> levels;
  private final boolean anyComponent;
  private final boolean atPictureSize;
  private final int thresholds;
  private final OptionalDouble fixed;

  private MaxBoxAcc(
      String name,
      List<Double> levels,
      boolean anyComponent,
      boolean atPictureSize,
      int thresholds,
      OptionalDouble fixed) {
    this.name = name;
    this.levels = levels;
    this.anyComponent = anyComponent;
    this.atPictureSize = atPictureSize;
    this.thresholds = thresholds;
    this.fixed = fixed;
  }

  /** Level 0.5, thresholds 0, 0.001, ..., 0.999. Named {@code max-box-acc}. */
  public static MaxBoxAcc v1() {
    return new MaxBoxAcc(
        "max-box-acc", List.of(0.5), false, false, THRESHOLDS, OptionalDouble.empty());
  }

  /**
   * The mean over the levels 0.3, 0.5 and 0.7, each with its own best threshold. Named {@code
   * max-box-acc-v2}. The authors' code for it takes the best box of all parts, see {@link
   * #anyComponent()}.
   */
  public static MaxBoxAcc v2() {
    return new MaxBoxAcc(
        "max-box-acc-v2", List.of(0.3, 0.5, 0.7), false, false, THRESHOLDS, OptionalDouble.empty());
  }

  /** The same with the best-fitting connected part at each threshold, in place of the largest. */
  public MaxBoxAcc anyComponent() {
    return new MaxBoxAcc(name, levels, true, atPictureSize, thresholds, fixed);
  }

  /** The same with the map enlarged to the original picture's size first, bilinearly. */
  public MaxBoxAcc atPictureSize() {
    return new MaxBoxAcc(name, levels, anyComponent, true, thresholds, fixed);
  }

  /** The same with {@code n} thresholds 0, 1/n, ..., (n-1)/n. */
  public MaxBoxAcc withThresholds(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(n + " thresholds");
    }
    return new MaxBoxAcc(name, levels, anyComponent, atPictureSize, n, fixed);
  }

  /**
   * The same with {@link #measure} at one threshold instead of each picture's own best: the one of
   * the list nearest to {@code threshold}.
   *
   * @param threshold 0..1
   */
  public MaxBoxAcc atThreshold(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold must be in 0..1, not " + threshold);
    }
    return new MaxBoxAcc(
        name, levels, anyComponent, atPictureSize, thresholds, OptionalDouble.of(threshold));
  }

  /** The same under another name. */
  public MaxBoxAcc named(String name) {
    return new MaxBoxAcc(name, levels, anyComponent, atPictureSize, thresholds, fixed);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  /** The share of the levels that the picture reaches: 0 or 1 where there is one level. */
  @Override
  public OptionalDouble measure(JudgedMap judged) {
    Optional<BoxOverlaps> overlaps = overlaps(judged);
    if (overlaps.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> all = overlaps.get().overlaps();
    double overlap =
        fixed.isPresent()
            ? all.get((int) Math.min(all.size() - 1L, Math.round(fixed.getAsDouble() * all.size())))
            : overlaps.get().best();
    return levels.stream().mapToDouble(level -> overlap >= level ? 1 : 0).average();
  }

  /** The {@link #overlaps}, threshold by threshold. */
  @Override
  public Optional<List<Double>> evidence(JudgedMap judged) {
    return overlaps(judged).map(BoxOverlaps::overlaps);
  }

  /**
   * For each picture the mean over the levels of whether it is correct, at the threshold at which
   * most pictures are; the least such threshold if there are several.
   */
  @Override
  public double[] pooled(List<List<Double>> pictures) {
    double[] correct = new double[pictures.size()];
    if (pictures.isEmpty()) {
      return correct;
    }
    int count = pictures.get(0).size();
    if (pictures.stream().anyMatch(picture -> picture.size() != count)) {
      throw new IllegalArgumentException("the pictures were cut at different thresholds");
    }
    for (double level : levels) {
      int best = bestThreshold(pictures, level);
      for (int i = 0; i < correct.length; i++) {
        correct[i] += (pictures.get(i).get(best) >= level ? 1.0 : 0.0) / levels.size();
      }
    }
    return correct;
  }

  private static int bestThreshold(List<List<Double>> pictures, double level) {
    int best = 0;
    long most = -1;
    for (int t = 0; t < pictures.get(0).size(); t++) {
      int at = t;
      long correct = pictures.stream().filter(picture -> picture.get(at) >= level).count();
      if (correct > most) {
        most = correct;
        best = t;
      }
    }
    return best;
  }

  /**
   * The papers' number: for each level the share of correct pictures at the threshold where it is
   * greatest, and the mean of these. Empty if there is no picture.
   *
   * @param pictures the {@link #overlaps} of every picture where they are defined
   * @throws IllegalArgumentException if their thresholds differ
   */
  public OptionalDouble ofDataSet(List<BoxOverlaps> pictures) {
    return Arrays.stream(pooled(pictures.stream().map(BoxOverlaps::overlaps).toList())).average();
  }

  /** The best overlap with any box at each threshold; empty where undefined. */
  public Optional<BoxOverlaps> overlaps(JudgedMap judged) {
    if (judged.boxes().isEmpty() || !MapValues.vary(judged.map().values())) {
      return Optional.empty();
    }
    double[] values = values(judged);
    double[] known = MapValues.known(values);
    if (!MapValues.vary(known)) {
      return Optional.empty();
    }
    double least = Arrays.stream(known).min().orElseThrow();
    double range = Arrays.stream(known).max().orElseThrow() - least;
    MapComponents parts =
        new MapComponents(
            Arrays.stream(values).map(value -> (value - least) / range).toArray(), width(judged));
    Double[] overlaps = new Double[thresholds];
    for (int t = thresholds - 1; t >= 0; t--) {
      parts.lowerTo((double) t / thresholds);
      overlaps[t] = best(parts, judged);
    }
    return Optional.of(new BoxOverlaps(Collections.unmodifiableList(Arrays.asList(overlaps))));
  }

  private double best(MapComponents parts, JudgedMap judged) {
    if (!anyComponent) {
      return best(parts.bounds(parts.largest()), judged);
    }
    return IntStream.range(0, parts.count())
        .mapToDouble(i -> best(parts.bounds(i), judged))
        .max()
        .orElseThrow();
  }

  /** The best overlap of one part with any box, on the original picture. */
  private double best(int[] bounds, JudgedMap judged) {
    double[] found = new double[4];
    Placement placement = judged.explanation().placement();
    for (int i = 0; i < 4; i++) {
      boolean column = i % 2 == 0;
      double origin = column ? placement.left() : placement.top();
      double scale = column ? placement.scaleX() : placement.scaleY();
      found[i] = atPictureSize ? bounds[i] : origin + bounds[i] * scale;
    }
    return judged.boxes().stream().mapToDouble(box -> overlap(found, box)).max().orElseThrow();
  }

  private static double overlap(double[] found, Box box) {
    double width = Math.min(found[2], box.x1() + 1) - Math.max(found[0], box.x0());
    double height = Math.min(found[3], box.y1() + 1) - Math.max(found[1], box.y0());
    double shared = Math.max(0, width) * Math.max(0, height);
    double own = (found[2] - found[0]) * (found[3] - found[1]);
    double boxes = (box.x1() + 1 - box.x0()) * (box.y1() + 1 - box.y0());
    return shared / (own + boxes - shared);
  }

  private double[] values(JudgedMap judged) {
    if (!atPictureSize) {
      return judged.map().values();
    }
    float[] large = judged.explanation().mapAtPictureSize(judged.index());
    return IntStream.range(0, large.length).mapToDouble(i -> large[i]).toArray();
  }

  private int width(JudgedMap judged) {
    return atPictureSize
        ? judged.explanation().picture().width()
        : judged.explanation().placement().width();
  }
}
