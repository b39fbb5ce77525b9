package ai.pami.evaluate.metric;

import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import java.util.OptionalDouble;

/**
 * Whether the score rises when the map decides what is seen: 1 if O > Y, else 0 (Chattopadhay et
 * al. 2018, "Grad-CAM++", who give percents of pictures).
 *
 * <p>Y is the score of the picture, O that of the picture weighted by the map: every pixel is
 * multiplied by its value scaled to 0..1 (0 without a value). The literature differs in what is
 * multiplied: the picture, so that 0 is black, or the normalised input, so that it is the mean
 * colour, see {@link #normalised()}; and in whether pixels are weighted or the highest share is
 * kept, see {@link #keepingTop}.
 *
 * <p>Costs a model call, the weighted picture. Undefined for maps without two different values.
 */
public final class IncreaseInConfidence implements Metric {
  private final String name;
  private final MapWeighting weighting;

  private IncreaseInConfidence(String name, MapWeighting weighting) {
    this.name = name;
    this.weighting = weighting;
  }

  /** Over black. Named {@code increase-in-confidence}. */
  public static IncreaseInConfidence of() {
    return new IncreaseInConfidence("increase-in-confidence", new MapWeighting(Solid.BLACK, 0));
  }

  /**
   * Over the mean colour of ImageNet, the zero of an input normalised with it, as most PyTorch code
   * does. Named {@code increase-in-confidence-normalised}.
   */
  public static IncreaseInConfidence normalised() {
    return new IncreaseInConfidence(
        "increase-in-confidence-normalised", new MapWeighting(ImageNetZero.COLOUR, 0));
  }

  /** The same over another background. */
  public IncreaseInConfidence withBackground(Background background) {
    return new IncreaseInConfidence(name, new MapWeighting(background, weighting.topShare()));
  }

  /**
   * The same with the highest pixels shown whole and the others not at all.
   *
   * @param share of the pixels that are shown, above 0, at most 1
   */
  public IncreaseInConfidence keepingTop(double share) {
    return new IncreaseInConfidence(name, new MapWeighting(weighting.background(), share));
  }

  /** The same under another name. */
  public IncreaseInConfidence named(String name) {
    return new IncreaseInConfidence(name, weighting);
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
    return weighting.scores(judged).stream()
        .mapToDouble(s -> s.weighted() > s.whole() ? 1 : 0)
        .findFirst();
  }
}
