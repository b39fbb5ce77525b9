package ai.pami.evaluate.method;

import ai.pami.engine.StopReason;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import ai.pami.method.MethodResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Shapley values by hierarchical partition: the picture is halved again and again, and each half's
 * value is the mean of what it adds without and with the other half, which gives Owen values of the
 * tree of rectangles. Where the score changes most is halved first; a rectangle that is not halved
 * any more shares its value evenly among its pixels. All pixels' values always add up exactly to
 * the score of the picture less that of the background.
 *
 * <p>Owen, "Values of games with a priori unions", 1977; as SHAP's PartitionExplainer does it with
 * an image masker (Lundberg and others, shap 0.36 and later): the longer side is halved (the rows
 * if both are equal; the first half is the smaller one), a rectangle in a context waits in a queue
 * by the largest difference among all targets times its weight, five at a time are taken out and
 * halved for two calls each. Down to pixels, which here are not split into colours.
 *
 * <p>Costs at most {@code calls} calls. As all targets share the order of halving, a target's map
 * may depend on which others are asked with it, except when every rectangle was halved.
 *
 * @param calls copies asked at the most, at least 2
 * @param background what hidden pixels show
 */
public record HierarchicalShap(long calls, Background background) implements ImageMethod {

  public HierarchicalShap {
    if (calls < 2 || calls > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shap-partition(calls=%d) is out of range".formatted(calls));
    }
    Objects.requireNonNull(background, "background");
  }

  /** 500 calls over the picture blurred flat in a window of 127 pixels. */
  public static HierarchicalShap defaults() {
    return new HierarchicalShap(500, Blur.of(127, 1000, Blur.Border.REFLECT));
  }

  /** The same with so many calls, at least 2. */
  public HierarchicalShap withCalls(long calls) {
    return new HierarchicalShap(Math.max(2, calls), background);
  }

  @Override
  public HierarchicalShap withBackground(Background background) {
    return new HierarchicalShap(calls, background);
  }

  @Override
  public long budget() {
    return calls + 2;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "shap-partition");
    settings.put("calls", Long.toString(calls));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Halving halving = new Halving(question.baseline(), calls);
    StopReason stopped = question.engine().ask(halving, question.scoring(), halving::answered);
    return new MethodResult(
        halving.maps(),
        List.of(new UsedRegions("halves", "as it is", halving.rectangles(), Optional.empty())),
        halving.answers(),
        stopped);
  }
}
