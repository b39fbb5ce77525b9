package ai.pami.evaluate.metric;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.engine.Composer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Probe;
import ai.pami.engine.Probes;
import ai.pami.engine.Progress;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageQuestion;
import ai.pami.image.Preset;
import ai.pami.image.background.Background;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;

/**
 * Masked copies of a judged map's picture over a metric's own background. Opening asks 2 calls, the
 * whole picture and the bare background. Budget, deadline and progress of the judged explainer are
 * set aside, as half a metric is none; its cancellation holds.
 */
final class Copies implements AutoCloseable {
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final ImageQuestion question;

  private Copies(ImageQuestion question) {
    this.question = question;
  }

  static Copies open(JudgedMap judged, Background background) {
    ImageExplainer explainer =
        judged
            .explainer()
            .settings(Preset.DEFAULT.settings().withBackground(background))
            // One below "no budget", which would mean the method's own.
            .budget(EngineOptions.NO_BUDGET - 1)
            .deadline(NEVER)
            .progress(Progress.Listener.none());
    ImageQuestion question = explainer.question(judged.explanation().picture(), judged.targets());
    Domain asked = question.baseline().composer().domain();
    if (!asked.equals(judged.map().domain())) {
      question.close();
      throw new IllegalArgumentException(
          "a map over %s, but the model sees %s".formatted(judged.map().domain(), asked));
    }
    return new Copies(question);
  }

  /** The score of the whole picture. */
  double inputScore() {
    return question.baseline().inputScores()[0];
  }

  /** The score of the bare background. */
  double backgroundScore() {
    return question.baseline().backgroundScores()[0];
  }

  private record Copy(Composer<ByteBuffer> composer, Mask mask, Source shown, int index)
      implements Probe<ByteBuffer> {}

  /**
   * The scores of {@code count} copies.
   *
   * @param masks called once for each of 0..count-1, in order
   * @param shown where the masked pixels come from
   * @throws CancellationException if the explainer's cancellation was thrown
   */
  double[] scores(int count, IntFunction<? extends Mask> masks, Source shown) {
    double[] scores = new double[count];
    Composer<ByteBuffer> composer = question.baseline().composer();
    Probes<Copy> probes =
        new Probes<>() {
          private int next;

          @Override
          public Optional<Copy> next() {
            if (next == count) {
              return Optional.empty();
            }
            int index = next++;
            return Optional.of(new Copy(composer, masks.apply(index), shown, index));
          }

          @Override
          public long expected() {
            return count;
          }
        };
    StopReason stopped =
        question
            .engine()
            .ask(probes, question.scoring(), (copy, answer) -> scores[copy.index()] = answer[0]);
    if (stopped != StopReason.COMPLETE) {
      throw new CancellationException("measuring was cancelled");
    }
    return scores;
  }

  @Override
  public void close() {
    question.close();
  }
}
