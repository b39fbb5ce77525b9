package ai.pami.image;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Smoothing;
import ai.pami.method.Layer;
import ai.pami.method.MethodResult;
import ai.pami.method.SelectionMethod;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The default method: PAMI's survey over SLIC super-pixels of several sizes, then a selection of
 * super-pixels in context. What is cut up, and how finely, follows from the budget; see {@code
 * docs/method.md} for what was tried and how the numbers here were found.
 *
 * @param background what hidden pixels show
 * @param prior how much the smoothed survey counts in the selection; see {@link
 *     SelectionMethod.Options#prior()}
 * @param blend how much the smoothed survey counts in the map's order; see {@link
 *     SelectionMethod.Options#blend()}
 * @param budget inputs the model is asked at the most unless the caller says otherwise
 * @see SelectionMethod
 */
public record ImageSelection(Background background, double prior, double blend, long budget)
    implements ImageMethod {
  private static final int TESTS = 4;

  /** Standard deviation of the prior's smoothing, as a share of the longer side. */
  private static final double SMOOTHING = 10.0 / 224;

  public ImageSelection {
    if (!(prior >= 0) || !Double.isFinite(prior) || !(blend >= 0 && blend <= 1)) {
      throw new IllegalArgumentException(
          "a selection's prior must be 0 or more, not %s, its blend 0..1, not %s"
              .formatted(prior, blend));
    }
  }

  /** The settings found best, for 600 calls. */
  public static ImageSelection defaults() {
    return new ImageSelection(Blur.of(49, 100, Blur.Border.REFLECT), 0.3, 0.25, 600);
  }

  @Override
  public ImageSelection withBackground(Background background) {
    return new ImageSelection(background, prior, blend, budget);
  }

  /** The same for another number of calls. */
  public ImageSelection withBudget(long budget) {
    return new ImageSelection(background, prior, blend, budget);
  }

  /** The same with another prior. */
  public ImageSelection withPrior(double prior) {
    return new ImageSelection(background, prior, blend, budget);
  }

  /** The same with another blend. */
  public ImageSelection withBlend(double blend) {
    return new ImageSelection(background, prior, blend, budget);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("preset", Preset.DEFAULT.toString());
    settings.put("background", background.name());
    settings.put("prior", Double.toString(prior));
    settings.put("blend", Double.toString(blend));
    return settings;
  }

  /**
   * The way back from {@link #describe()}.
   *
   * @param budget inputs the model is asked at the most
   * @param backgrounds finds what a name alone does not say, such as other pictures
   * @return empty if that is not a selection, or not all of it is known
   */
  public static Optional<ImageSelection> read(
      Map<String, String> described,
      long budget,
      Function<String, Optional<Background>> backgrounds) {
    String name = described.getOrDefault("background", "");
    try {
      double prior = Double.parseDouble(described.getOrDefault("prior", ""));
      double blend = Double.parseDouble(described.getOrDefault("blend", ""));
      return DescribedSettings.background(name, backgrounds)
          .map(background -> new ImageSelection(background, prior, blend, budget))
          .filter(selection -> selection.describe().equals(described));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a selection's numbers
    }
  }

  /** Each target asked for has a selection of its own; others are mapped by the survey alone. */
  @Override
  public boolean explainsOthersAside() {
    return true;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    SelectionPlan plan = SelectionPlan.of(question.engine().budget());
    Picture seen = question.picture();
    List<Layer<ByteBuffer>> layers = new ArrayList<>();
    plan.coarse().forEach(cut -> layers.add(layer(question, cut)));
    List<Partition> parts = new ArrayList<>();
    for (Partitioner<Picture> cut : plan.parts()) {
      Layer<ByteBuffer> layer = layer(question, cut);
      layers.add(layer);
      parts.add((Partition) layer.regions());
    }
    double sigma = SMOOTHING * Math.max(seen.width(), seen.height());
    SelectionMethod.Options options =
        new SelectionMethod.Options(
            question.explained(),
            prior,
            blend,
            TESTS,
            survey -> Smoothing.gaussian(survey, seen.width(), seen.height(), sigma));
    return new SelectionMethod<>(
            question.engine(), question.scoring(), question.baseline(), options, question.watch())
        .explain(layers, parts);
  }

  private Layer<ByteBuffer> layer(ImageQuestion question, Partitioner<Picture> cut) {
    Partition partition = (Partition) cut.partition(question.picture());
    return new Layer<>(
        cut.name(),
        partition,
        background.followsRegions()
            ? question.composer(question.picture(), background, partition)
            : question.baseline().composer());
  }
}
