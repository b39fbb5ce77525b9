package ai.pami.evaluate.metric;

import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import java.util.OptionalDouble;

/**
 * The share of the score that is lost when the map decides what is seen: max(0, Y - O) / Y
 * (Chattopadhay et al. 2018, "Grad-CAM++", who give percents). Averaged over pictures it is the
 * average drop. Less is better.
 *
 * <p>Y is the score of the picture, O that of the picture weighted by the map: every pixel is
 * multiplied by its value scaled to 0..1 (0 without a value). The literature differs in what is
 * multiplied: the picture, so that 0 is black, or the normalised input, so that it is the mean
 * colour, see {@link #normalised()}; and in whether pixels are weighted or the highest share is
 * kept, see {@link #keepingTop}.
 *
 * <p>Costs a model call, the weighted picture. Undefined if Y is not above 0, and for maps without
 * two different values.
 */
public final class AverageDrop implements Metric {
  private final String name;
  private final MapWeighting weighting;

  private AverageDrop(String name, MapWeighting weighting) {
    this.name = name;
    this.weighting = weighting;
  }

  /** Over black. Named {@code average-drop}. */
  public static AverageDrop of() {
    return new AverageDrop("average-drop", new MapWeighting(Solid.BLACK, 0));
  }

  /**
   * Over the mean colour of ImageNet, the zero of an input normalised with it, as most PyTorch code
   * does. Named {@code average-drop-normalised}.
   */
  public static AverageDrop normalised() {
    return new AverageDrop("average-drop-normalised", new MapWeighting(ImageNetZero.COLOUR, 0));
  }

  /** The same over another background. */
  public AverageDrop withBackground(Background background) {
    return new AverageDrop(name, new MapWeighting(background, weighting.topShare()));
  }

  /**
   * The same with the highest pixels shown whole and the others not at all.
   *
   * @param share of the pixels that are shown, above 0, at most 1
   */
  public AverageDrop keepingTop(double share) {
    return new AverageDrop(name, new MapWeighting(weighting.background(), share));
  }

  /** The same under another name. */
  public AverageDrop named(String name) {
    return new AverageDrop(name, weighting);
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
    return weighting.scores(judged).filter(s -> s.whole() > 0).stream()
        .mapToDouble(s -> Math.max(0, s.whole() - s.weighted()) / s.whole())
        .findFirst();
  }
}
