package ai.pami.evaluate.metric;

import ai.pami.engine.Source;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import java.util.Optional;

/**
 * How fast the score falls when pixels are deleted, those of highest value first: the area under
 * the curve of the score over the share of pixels deleted (Petsiuk, Das, Saenko 2018, "RISE",
 * section 4.2). See {@link PerturbationCurve#area()} for the formula. Less is better.
 *
 * <p>Pixels of equal value are deleted in element order, row by row, those without a value last.
 * The literature differs in the step and in what deleted pixels show: {@link #pami()}, {@link
 * #rise()} and {@link #riseNormalised()}.
 *
 * <p>Costs ceil(n / k) + 1 model calls, a point of the curve each. Undefined for maps without two
 * different values, as they give no order.
 */
public final class Deletion implements CurveMetric {
  private final PerturbationWalk walk;

  private Deletion(PerturbationWalk walk) {
    this.walk = walk;
  }

  /**
   * As measured for PAMI (Shi et al. 2023): steps of 448 pixels, to the mean colour of ImageNet,
   * (0.485, 0.456, 0.406) of 0..1. Named {@code deletion}.
   */
  public static Deletion pami() {
    return new Deletion(
        new PerturbationWalk("deletion", PerturbationWalk.DEFAULT_STEP, ImageNetZero.COLOUR));
  }

  /**
   * As RISE: steps of 224 pixels, to zero: black. Named {@code deletion-rise}. RISE's code
   * evaluates whole data sets in steps of 8 x 224; see {@link #withStep}.
   */
  public static Deletion rise() {
    return new Deletion(new PerturbationWalk("deletion-rise", 224, Solid.BLACK));
  }

  /**
   * As {@link #rise()}, to the mean colour of ImageNet: what RISE's code does, as it sets the
   * normalised input to zero. Named {@code deletion-rise-normalised}.
   */
  public static Deletion riseNormalised() {
    return new Deletion(new PerturbationWalk("deletion-rise-normalised", 224, ImageNetZero.COLOUR));
  }

  /**
   * The same in steps of so many pixels.
   *
   * @param pixels at least 1
   */
  public Deletion withStep(int pixels) {
    return new Deletion(walk.withStep(pixels));
  }

  /** The same with deleted pixels showing another background. */
  public Deletion withBackground(Background background) {
    return new Deletion(walk.withBackground(background));
  }

  /** What the curve ends at. */
  public Background background() {
    return walk.background();
  }

  /** The same under another name. */
  public Deletion named(String name) {
    return new Deletion(walk.withName(name));
  }

  @Override
  public String name() {
    return walk.name();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /** The scores on the way, from the picture to the background; empty where undefined. */
  @Override
  public Optional<PerturbationCurve> curve(JudgedMap judged) {
    return walk.curve(judged, Source.BACKGROUND);
  }
}
