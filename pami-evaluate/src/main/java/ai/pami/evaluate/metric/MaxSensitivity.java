package ai.pami.evaluate.metric;

import ai.pami.explanation.ImportanceMap;
import ai.pami.image.picture.Picture;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How much the map changes when the picture hardly does: the greatest ||map(x + d) - map(x)|| over
 * random d, no channel of a pixel changing by more than the radius (Yeh et al. 2019, "On the
 * (in)fidelity and sensitivity of explanations", definition 3.1). Norms are Euclidean. Less is
 * better. {@link #relative} divides by ||map(x)||, as Captum and Quantus do; {@link #absolute} does
 * not, as published.
 *
 * <p>The noise is uniform, on the original picture's 8-bit values and so rounded to them; where the
 * model sees the picture smaller, what it sees changes less. It is drawn from the judged map's
 * seed.
 *
 * <p>Costs as many explanations as there are draws, by the method that made the map, within the
 * judged explainer's budget and deadline. Undefined if a pixel has no value in one of the maps;
 * relative also if the map is 0 everywhere.
 */
public final class MaxSensitivity implements Metric {
  private final String name;
  private final boolean relative;
  private final double radius;
  private final int draws;

  private MaxSensitivity(String name, boolean relative, double radius, int draws) {
    if (!(radius > 0 && radius <= 1) || draws < 1) {
      throw new IllegalArgumentException("%d draws of radius %s".formatted(draws, radius));
    }
    this.name = name;
    this.relative = relative;
    this.radius = radius;
    this.draws = draws;
  }

  /**
   * Over the map's own norm: 10 draws of radius 0.02 of 0..1, Captum's defaults. Named {@code
   * max-sensitivity}.
   */
  public static MaxSensitivity relative() {
    return new MaxSensitivity("max-sensitivity", true, 0.02, 10);
  }

  /** As published, in units of the map. Named {@code max-sensitivity-absolute}. */
  public static MaxSensitivity absolute() {
    return new MaxSensitivity("max-sensitivity-absolute", false, 0.02, 10);
  }

  /** The same with other noise, above 0, at most 1; below 1/510 it rounds to none. */
  public MaxSensitivity withRadius(double radius) {
    return new MaxSensitivity(name, relative, radius, draws);
  }

  /** The same of another number of draws, at least 1. */
  public MaxSensitivity withDraws(int draws) {
    return new MaxSensitivity(name, relative, radius, draws);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    double[] values = judged.map().values();
    double norm = distance(values, new double[values.length]);
    if (Double.isNaN(norm) || (relative && norm == 0)) {
      return OptionalDouble.empty();
    }
    SplittableRandom random = new SplittableRandom(judged.seed());
    double most = 0;
    for (int i = 0; i < draws; i++) {
      Picture noisy = noisy(judged.explanation().picture(), random);
      ImportanceMap map = judged.again(judged.explainer(), noisy, judged.targets()).map(0);
      double distance = distance(map.values(), values);
      if (Double.isNaN(distance)) {
        return OptionalDouble.empty();
      }
      most = Math.max(most, distance);
    }
    return OptionalDouble.of(relative ? most / norm : most);
  }

  /** NaN if a number is missing. */
  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private Picture noisy(Picture picture, SplittableRandom random) {
    byte[] rgb = picture.toRgb();
    for (int i = 0; i < rgb.length; i++) {
      long change = Math.round(255 * radius * (2 * random.nextDouble() - 1));
      rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 0xFF) + change));
    }
    return Picture.of(picture.width(), picture.height(), rgb);
  }
}
