package ai.pami.evaluate.metric;

import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import java.util.OptionalDouble;

/**
 * The share of the missing score that is won when the map decides what is seen: max(0, O - Y) / (1
 * - Y), for scores that are probabilities (Zhang et al. 2024, "Opti-CAM"). Averaged over pictures
 * it is the average gain.
 *
 * <p>Y is the score of the picture, O that of the picture weighted by the map: every pixel is
 * multiplied by its value scaled to 0..1 (0 without a value). The literature differs in what is
 * multiplied: the picture, so that 0 is black, or the normalised input, so that it is the mean
 * colour, see {@link #normalised()}; and in whether pixels are weighted or the highest share is
 * kept, see {@link #keepingTop}.
 *
 * <p>Costs a model call, the weighted picture. Undefined unless Y is below 1, and for maps without
 * two different values.
 */
public final class AverageGain implements Metric {
  private final String name;
  private final MapWeighting weighting;

  private AverageGain(String name, MapWeighting weighting) {
    this.name = name;
    this.weighting = weighting;
  }

  /** Over black. Named {@code average-gain}. */
  public static AverageGain of() {
    return new AverageGain("average-gain", new MapWeighting(Solid.BLACK, 0));
  }

  /**
   * Over the mean colour of ImageNet, the zero of an input normalised with it, as most PyTorch code
   * does. Named {@code average-gain-normalised}.
   */
  public static AverageGain normalised() {
    return new AverageGain("average-gain-normalised", new MapWeighting(ImageNetZero.COLOUR, 0));
  }

  /** The same over another background. */
  public AverageGain withBackground(Background background) {
    return new AverageGain(name, new MapWeighting(background, weighting.topShare()));
  }

  /**
   * The same with the highest pixels shown whole and the others not at all.
   *
   * @param share of the pixels that are shown, above 0, at most 1
   */
  public AverageGain keepingTop(double share) {
    return new AverageGain(name, new MapWeighting(weighting.background(), share));
  }

  /** The same under another name. */
  public AverageGain named(String name) {
    return new AverageGain(name, weighting);
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
  public OptionalDouble measure(JudgedMap judged) {
    return weighting.scores(judged).filter(s -> s.whole() < 1).stream()
        .mapToDouble(s -> Math.max(0, s.weighted() - s.whole()) / (1 - s.whole()))
        .findFirst();
  }
}
