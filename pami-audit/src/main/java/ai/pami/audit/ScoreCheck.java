package ai.pami.audit;

import ai.pami.PamiException;
import ai.pami.audit.Check.Outcome;
import ai.pami.domain.Mask;
import ai.pami.engine.Composer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Probe;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.ImageTrace;
import ai.pami.model.TensorModel;
import ai.pami.target.Targets;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Asks the model questions of a bundle again and compares the scores. */
final class ScoreCheck {
  /** How far a score may be from the recorded one, times the greater of that and 1. */
  static final double TOLERANCE = 1e-5;

  private final ImageBundle bundle;
  private final TensorModel model;
  private final ImageMethod method;
  private final EngineOptions options;
  private int asked;
  private int equal;
  private double largest;
  private Optional<String> worst = Optional.empty();

  ScoreCheck(ImageBundle bundle, TensorModel model, ImageMethod method, EngineOptions options) {
    this.bundle = bundle;
    this.model = model;
    this.method = method;
    this.options = options;
  }

  /**
   * A question asked again.
   *
   * @param number in the trace
   */
  private record Again(Composer<ByteBuffer> composer, Mask mask, Source shown, int number)
      implements Probe<ByteBuffer> {
    @SuppressWarnings("unchecked") // all composers of pictures write into buffers
    static Again of(Map.Entry<Integer, Probe<?>> question) {
      Probe<?> probe = question.getValue();
      return new Again(
          (Composer<ByteBuffer>) probe.composer(), probe.mask(), probe.shown(), question.getKey());
    }
  }

  Check ask(Sampling sampling) {
    ImageTrace trace = bundle.trace();
    int[] targets = bundle.manifest().targets().stream().mapToInt(t -> t.index()).toArray();
    ImageExplainer explainer =
        ImageExplainer.of(model, trace.preprocessing())
            .activation(trace.activation())
            .method(method)
            // The sample's size is the limit here, not the method's budget.
            .budget(Integer.MAX_VALUE)
            .batch(bundle.manifest().cost().batch())
            .cancellation(options.cancellation());
    if (options.threads() > 0) {
      explainer = explainer.threads(options.threads());
    }
    StopReason stopped;
    try (ImageQuestion question = explainer.question(bundle.picture(), Targets.index(targets))) {
      compare(
          "the unmasked picture", trace.trace().inputScores(), question.baseline().inputScores());
      compare(
          "the bare background",
          trace.trace().backgroundScores(),
          question.baseline().backgroundScores());
      Iterator<Map.Entry<Integer, Probe<?>>> left = sampling.questions().entrySet().iterator();
      Probes<Again> probes =
          new Probes<>() {
            @Override
            public Optional<Again> next() {
              return left.hasNext() ? Optional.of(Again.of(left.next())) : Optional.empty();
            }

            @Override
            public long expected() {
              return sampling.questions().size();
            }
          };
      stopped =
          question
              .engine()
              .ask(
                  probes,
                  question.scoring(),
                  (again, scores) ->
                      compare(
                          "question " + (again.number() + 1),
                          trace.trace().scores(again.number()),
                          scores));
    } catch (PamiException e) {
      return new Check("scores", Outcome.DIFFERS, "the model does not answer: " + e.getMessage());
    }
    return result(stopped);
  }

  private void compare(String what, double[] then, double[] now) {
    asked++;
    boolean same = true;
    for (int k = 0; k < then.length; k++) {
      same &= Double.doubleToLongBits(then[k]) == Double.doubleToLongBits(now[k]);
      double difference = Math.abs(then[k] - now[k]);
      largest = Math.max(largest, difference);
      if (difference > TOLERANCE * Math.max(1, Math.abs(then[k])) && worst.isEmpty()) {
        worst =
            Optional.of(
                "%s scored %s for target %s and scores %s now"
                    .formatted(what, then[k], bundle.manifest().targets().get(k).label(), now[k]));
      }
    }
    equal += same ? 1 : 0;
  }

  private Check result(StopReason stopped) {
    String counts =
        "%d asked again, %d equal bit for bit%s"
            .formatted(
                asked,
                equal,
                equal == asked ? "" : ", the largest difference being %.3g".formatted(largest));
    if (worst.isPresent()) {
      return new Check("scores", Outcome.DIFFERS, "%s: %s".formatted(counts, worst.get()));
    }
    if (stopped != StopReason.COMPLETE) {
      return new Check("scores", Outcome.UNKNOWN, counts + ", then stopped");
    }
    return new Check(
        "scores",
        Outcome.SAME,
        equal == asked ? counts : "%s, all within %s".formatted(counts, TOLERANCE));
  }
}
