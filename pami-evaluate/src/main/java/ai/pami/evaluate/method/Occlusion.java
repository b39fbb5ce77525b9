package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.EvidenceSum;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import ai.pami.method.Baseline;
import ai.pami.method.MethodResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Occlusion: a square slides over the picture, and a pixel's importance is the mean loss of score
 * over the squares that hid it, {@code S(i) = mean over windows w that hold i of f(x) - f(x without
 * w)}.
 *
 * <p>Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014. The paper
 * files a square's score under its middle; as in Captum, it is filed under all its pixels here, and
 * divided by how many squares held a pixel. Windows lie inside the picture, from its top left
 * corner on; a last one in each row and column is moved back to end at the edge, unless {@link
 * #toTheEdge} is false: then pixels right of and below the last window have no value.
 *
 * <p>Costs a call a window: for a picture of side L with a window W and a stride S, (ceil((L - W) /
 * S) + 1)^2, 729 for 224, 70 and 6, or 676 when not carried to the edge.
 *
 * @param window side of the square in pixels, at least 1; a picture smaller than that is hidden all
 *     at once
 * @param stride pixels between neighbouring windows, at least 1
 * @param toTheEdge whether windows reach the right and the lower edge whatever the stride
 * @param calls if present, the stride is the smallest that needs no more windows than this
 * @param background what hidden pixels show
 */
public record Occlusion(
    int window, int stride, boolean toTheEdge, Optional<Long> calls, Background background)
    implements ImageMethod {

  public Occlusion {
    if (window < 1 || stride < 1 || calls.orElse(1L) < 1) {
      throw new IllegalArgumentException(
          "occlusion(window=%d, stride=%d, calls=%s): all must be at least 1"
              .formatted(window, stride, calls.map(String::valueOf).orElse("any")));
    }
    Objects.requireNonNull(background, "background");
  }

  /** Windows of 70 pixels every 6, over ImageNet's mean colour. */
  public static Occlusion defaults() {
    return new Occlusion(70, 6, true, Optional.empty(), Solid.IMAGENET_MEAN);
  }

  public Occlusion withWindow(int window) {
    return new Occlusion(window, stride, toTheEdge, calls, background);
  }

  /** The same with this stride, whatever it costs. */
  public Occlusion withStride(int stride) {
    return new Occlusion(window, stride, toTheEdge, Optional.empty(), background);
  }

  public Occlusion withToTheEdge(boolean toTheEdge) {
    return new Occlusion(window, stride, toTheEdge, calls, background);
  }

  /** The same with the smallest stride that stays within so many calls. */
  public Occlusion withCalls(long calls) {
    return new Occlusion(window, stride, toTheEdge, Optional.of(calls), background);
  }

  @Override
  public Occlusion withBackground(Background background) {
    return new Occlusion(window, stride, toTheEdge, calls, background);
  }

  @Override
  public long budget() {
    return calls.map(n -> n + 2).orElse(EngineOptions.NO_BUDGET);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "occlusion");
    settings.put("window", Integer.toString(window));
    settings.put("stride", calls.map(n -> "for " + n + " calls").orElse(Integer.toString(stride)));
    settings.put("to the edge", Boolean.toString(toTheEdge));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Baseline<?> baseline = question.baseline();
    Domain domain = baseline.composer().domain();
    Windows windows =
        calls.isPresent()
            ? Windows.atMost(calls.get(), domain, window, toTheEdge)
            : new Windows(domain, window, stride, toTheEdge);
    double[] whole = baseline.inputScores();
    EvidenceSum drops = new EvidenceSum(domain, new double[whole.length]);
    MaskProbes probes =
        new MaskProbes(
            question.baseline().composer(),
            Source.BACKGROUND,
            windows.count(),
            i -> windows.region((int) i));
    StopReason stopped =
        question
            .engine()
            .ask(
                probes,
                question.scoring(),
                (probe, scores) ->
                    drops.add(windows.region((int) probe.number()), drop(whole, scores)));
    return new MethodResult(
        drops.maps(),
        List.of(
            new UsedRegions(windows.toString(), "as it is", windows.count(), Optional.of(windows))),
        drops.regions(),
        stopped);
  }

  private static double[] drop(double[] whole, double[] scores) {
    double[] drop = new double[whole.length];
    for (int k = 0; k < drop.length; k++) {
      drop[k] = whole[k] - scores[k];
    }
    return drop;
  }
}
