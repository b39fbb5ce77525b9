package ai.pami.image;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.engine.Composer;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Smoothing;
import ai.pami.method.AdaptiveSmoothing;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MethodResult;
import ai.pami.method.SelectionMethod;
import ai.pami.method.SelectionOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The default method: PAMI's survey over SLIC super-pixels of several sizes, then a selection of
 * super-pixels in context. What is cut up, and how finely, follows from the budget; see {@code
 * docs/method.md} for what was tried and how the numbers here were found.
 *
 * @param background what copies that show parts show elsewhere
 * @param hiding what copies that hide parts show in their place; another background than the first,
 *     so that a map does not hang on what one of them leaks
 * @param prior how much the smoothed survey counts in the selection; see {@link
 *     SelectionOptions#prior()}
 * @param agreement how much the mean of all orders counts in the map's order; see {@link
 *     SelectionOptions#agreement()}
 * @param blend how much the smoothed survey counts in the map's order; see {@link
 *     SelectionOptions#blend()}
 * @param evenness what an even map counts beside its score; 0 to leave maps as they are; see {@link
 *     AdaptiveSmoothing}
 * @param budget inputs the model is asked at the most unless the caller says otherwise
 * @see SelectionMethod
 */
public record ImageSelection(
    Background background,
    Background hiding,
    double prior,
    double agreement,
    double blend,
    double evenness,
    long budget)
    implements ImageMethod {
  /** Standard deviation of the prior's smoothing, as a share of the longer side. */
  private static final double SMOOTHING = 10.0 / 224;

  /** The same of the smoothing that a map's head may take over. */
  private static final double FINE_SMOOTHING = 5.0 / 224;

  /** How many parts are tested at a time where the order matters less. */
  private static final int LATE_TESTS = 2;

  /** The power that a survey is raised to before it is smoothed. */
  private static final double PEAK = 3;

  public ImageSelection {
    boolean weights = agreement >= 0 && blend >= 0 && agreement + blend <= 1;
    if (!(prior >= 0) || !Double.isFinite(prior) || !weights) {
      throw new IllegalArgumentException(
          "a selection's prior must be 0 or more, not %s, its agreement and blend together 0..1, not %s and %s"
              .formatted(prior, agreement, blend));
    }
    if (!(evenness >= 0) || !Double.isFinite(evenness)) {
      throw new IllegalArgumentException(
          "a selection's evenness must be 0 or more, not " + evenness);
    }
  }

  /** The settings found best, for 600 calls. */
  public static ImageSelection defaults() {
    return new ImageSelection(
        Blur.of(49, 100, Blur.Border.REFLECT), MeanColour.ofPicture(), 0.3, 0.2, 0.1, 0.075, 600);
  }

  /** The same over one background, for copies that show and that hide. */
  @Override
  public ImageSelection withBackground(Background background) {
    return new ImageSelection(background, background, prior, agreement, blend, evenness, budget);
  }

  /** The same with another background where parts are hidden. */
  public ImageSelection withHiding(Background hiding) {
    return new ImageSelection(background, hiding, prior, agreement, blend, evenness, budget);
  }

  /** The same for another number of calls. */
  public ImageSelection withBudget(long budget) {
    return new ImageSelection(background, hiding, prior, agreement, blend, evenness, budget);
  }

  /** The same with another prior. */
  public ImageSelection withPrior(double prior) {
    return new ImageSelection(background, hiding, prior, agreement, blend, evenness, budget);
  }

  /** The same with another agreement. */
  public ImageSelection withAgreement(double agreement) {
    return new ImageSelection(background, hiding, prior, agreement, blend, evenness, budget);
  }

  /** The same with another blend. */
  public ImageSelection withBlend(double blend) {
    return new ImageSelection(background, hiding, prior, agreement, blend, evenness, budget);
  }

  /** The same with another evenness. */
  public ImageSelection withEvenness(double evenness) {
    return new ImageSelection(background, hiding, prior, agreement, blend, evenness, budget);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("preset", Preset.DEFAULT.toString());
    settings.put("background", background.name());
    settings.put("hiding", hiding.name());
    settings.put("prior", Double.toString(prior));
    settings.put("agreement", Double.toString(agreement));
    settings.put("blend", Double.toString(blend));
    settings.put("evenness", Double.toString(evenness));
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
    Optional<Background> background =
        DescribedSettings.background(described.getOrDefault("background", ""), backgrounds);
    Optional<Background> hiding =
        DescribedSettings.background(described.getOrDefault("hiding", ""), backgrounds);
    if (background.isEmpty() || hiding.isEmpty()) {
      return Optional.empty();
    }
    try {
      double prior = Double.parseDouble(described.getOrDefault("prior", ""));
      double agreement = Double.parseDouble(described.getOrDefault("agreement", ""));
      double blend = Double.parseDouble(described.getOrDefault("blend", ""));
      double evenness = Double.parseDouble(described.getOrDefault("evenness", ""));
      ImageSelection read =
          new ImageSelection(
              background.get(), hiding.get(), prior, agreement, blend, evenness, budget);
      return Optional.of(read).filter(selection -> selection.describe().equals(described));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a selection's numbers
    }
  }

  /** Each target asked for has a selection of its own; others are mapped by the survey alone. */
  @Override
  public boolean explainsOthersAside() {
    return true;
  }

  /** Those of one target: with more, only the last of many partitions are others. */
  @Override
  public List<Partitioner<Picture>> foreseen(long budget) {
    SelectionPlan plan = SelectionPlan.of(budget - smoothingCalls(1, budget));
    List<Partitioner<Picture>> all = new ArrayList<>(plan.survey());
    all.addAll(plan.parts());
    return all;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    long smoothingCalls = smoothingCalls(question.explained(), question.engine().budget());
    SelectionPlan plan = SelectionPlan.of(question.engine().budget() - smoothingCalls);
    Picture seen = question.picture();
    Composer<ByteBuffer> hidden =
        isOneBackground()
            ? question.baseline().composer()
            : question.composer(seen, hiding, ImageQuestion.whole(seen));
    Function<Partitioner<Picture>, Partition> partition = cut -> (Partition) question.regions(cut);
    Iterator<Layer<ByteBuffer>> layers =
        plan.survey().stream()
            .map(cut -> layer(question, hidden, cut.name(), partition.apply(cut)))
            .iterator();
    SelectionOptions options =
        new SelectionOptions(
            Evidence.BOTH,
            question.explained(),
            prior,
            agreement,
            blend,
            plan.tests(),
            Math.min(plan.tests(), LATE_TESTS),
            false,
            smoothing(seen, SMOOTHING),
            smoothingCalls > 0
                ? Optional.of(new AdaptiveSmoothing(evenness, smoothing(seen, FINE_SMOOTHING)))
                : Optional.empty());
    return new SelectionMethod<>(
            question.engine(), question.scoring(), question.baseline(), options, question.watch())
        .explain(
            layers,
            plan.survey().size(),
            () -> plan.parts().stream().map(partition).toList(),
            plan.regions(),
            hidden);
  }

  /**
   * What smoothing takes at the least; nothing unless it is a small part of the calls: few are
   * worth more elsewhere.
   */
  private long smoothingCalls(int targets, long budget) {
    long calls = AdaptiveSmoothing.calls(targets);
    return evenness > 0 && calls <= budget / 8 ? calls : 0;
  }

  /** Smooths a peaked survey with a Gaussian of so great a share of the longer side. */
  private static UnaryOperator<double[]> smoothing(Picture seen, double share) {
    double sigma = share * Math.max(seen.width(), seen.height());
    return survey -> Smoothing.gaussian(peaked(survey), seen.width(), seen.height(), sigma);
  }

  /** Stretched to 0..1, and cubed: near the strongest places counts, not near weak ones. */
  private static double[] peaked(double[] survey) {
    double min = Arrays.stream(survey).min().orElseThrow();
    double range = Arrays.stream(survey).max().orElseThrow() - min;
    return Arrays.stream(survey)
        .map(value -> range > 0 ? Math.pow((value - min) / range, PEAK) : 0)
        .toArray();
  }

  /** Backgrounds are what their names say. */
  private boolean isOneBackground() {
    return hiding.name().equals(background.name());
  }

  private Layer<ByteBuffer> layer(
      ImageQuestion question, Composer<ByteBuffer> hidden, String name, Partition partition) {
    Composer<ByteBuffer> shown =
        background.followsRegions()
            ? question.composer(question.picture(), background, partition)
            : question.baseline().composer();
    Composer<ByteBuffer> own =
        isOneBackground()
            ? shown
            : hiding.followsRegions()
                ? question.composer(question.picture(), hiding, partition)
                : hidden;
    return new Layer<>(name, partition, shown, own);
  }
}
