package ai.pami.evaluate.metric;

import ai.pami.engine.Source;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import java.util.Optional;

/**
 * How fast the score comes back when pixels are inserted into a background, those of highest value
 * first: the area under the curve of the score over the share of pixels inserted (Petsiuk, Das,
 * Saenko 2018, "RISE", section 4.2). See {@link PerturbationCurve#area()} for the formula.
 *
 * <p>Pixels of equal value are inserted in element order, row by row, those without a value last.
 * The literature differs in the step and in what the curve starts from: {@link #pami()}, {@link
 * #rise()} and {@link #riseNormalised()}; scores are taken as they are in all of them. The last
 * step may be shorter than the others.
 *
 * <p>Costs ceil(n / k) + 1 model calls, a point of the curve each. Undefined for maps without two
 * different values, as they give no order.
 */
public final class Insertion implements CurveMetric {
  private final PerturbationWalk walk;

  private Insertion(PerturbationWalk walk) {
    this.walk = walk;
  }

  /**
   * As measured for PAMI (Shi et al. 2023): steps of 448 pixels, from the picture blurred by a
   * kernel of 49 pixels and sigma 100, mirrored at the border. Named {@code insertion}.
   */
  public static Insertion pami() {
    return new Insertion(
        new PerturbationWalk(
            "insertion", PerturbationWalk.DEFAULT_STEP, Blur.of(49, 100, Blur.Border.REFLECT)));
  }

  /**
   * As RISE: steps of 224 pixels, from the picture blurred by a kernel of 11 pixels and sigma 5,
   * black beyond the border. Named {@code insertion-rise}. RISE's code evaluates whole data sets in
   * steps of 8 x 224; see {@link #withStep}.
   */
  public static Insertion rise() {
    return new Insertion(
        new PerturbationWalk("insertion-rise", 224, Blur.of(11, 5, Blur.Border.ZERO)));
  }

  /**
   * As {@link #rise()}, with the mean colour of ImageNet beyond the border: what RISE's code does,
   * as it blurs the normalised input and pads it with zeros. Named {@code
   * insertion-rise-normalised}.
   */
  public static Insertion riseNormalised() {
    return new Insertion(new PerturbationWalk("insertion-rise-normalised", 224, ImageNetZero.BLUR));
  }

  /**
   * The same in steps of so many pixels.
   *
   * @param pixels at least 1
   */
  public Insertion withStep(int pixels) {
    return new Insertion(walk.withStep(pixels));
  }

  /** The same starting from another background. */
  public Insertion withBackground(Background background) {
    return new Insertion(walk.withBackground(background));
  }

  /** What the curve starts from. */
  public Background background() {
    return walk.background();
  }

  /** The same under another name. */
  public Insertion named(String name) {
    return new Insertion(walk.withName(name));
  }

  @Override
  public String name() {
    return walk.name();
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  /** The scores on the way, from the background to the picture; empty where undefined. */
  @Override
  public Optional<PerturbationCurve> curve(JudgedMap judged) {
    return walk.curve(judged, Source.INPUT);
  }
}
