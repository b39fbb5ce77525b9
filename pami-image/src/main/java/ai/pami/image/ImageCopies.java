package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Mask;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.target.Scoring;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;

/**
 * Masked copies of one picture over one background, and the scores a target has on them: for
 * metrics, which know what they read and in which order. Closing it stops its engine.
 */
public final class ImageCopies implements AutoCloseable {
  private final ProbeEngine<ByteBuffer> engine;
  private final Composer<ByteBuffer> composer;
  private final Scoring scoring;

  ImageCopies(ProbeEngine<ByteBuffer> engine, Composer<ByteBuffer> composer, Scoring scoring) {
    this.engine = engine;
    this.composer = composer;
    this.scoring = scoring;
  }

  private record Copy(Composer<ByteBuffer> composer, Mask mask, Source shown, int index)
      implements Probe<ByteBuffer> {}

  /**
   * The scores of {@code count} copies, in the order of their masks.
   *
   * @param masks called once for each of 0..count-1, in order
   * @param shown where the masked pixels come from; the others come from the other source
   * @throws CancellationException if the explainer's cancellation was thrown
   * @throws PamiException if the model fails or a score is not a finite number
   */
  public double[] scores(int count, IntFunction<? extends Mask> masks, Source shown) {
    double[] scores = new double[count];
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
        engine.ask(probes, scoring, (copy, answer) -> scores[copy.index()] = answer[0]);
    if (stopped != StopReason.COMPLETE) {
      throw new CancellationException("asking about masked copies was cancelled");
    }
    return scores;
  }

  @Override
  public void close() {
    engine.close();
  }
}
