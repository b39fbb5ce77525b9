package ai.pami.trace;

import ai.pami.PamiException;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.Replay;
import ai.pami.engine.Source;
import ai.pami.model.Output;
import ai.pami.trace.Trace.Question;
import ai.pami.trace.Trace.Round;
import java.util.Arrays;

/**
 * Answers from a trace. The whole copies' outputs are the targets' scores themselves, so the target
 * of number k reads value k. Used once.
 */
public final class TraceReplay implements Replay {
  private final Trace trace;
  private final Copies copies = new Copies(composer -> {});
  private int round = -1;
  private int next;

  public TraceReplay(Trace trace) {
    this.trace = trace;
  }

  @Override
  public Output whole(Composer<?> composer, Source source) {
    if (copies.number(composer) != 0) {
      throw new PamiException("the record has no answer for another whole copy than the first");
    }
    return new Scores(source == Source.INPUT ? trace.inputScores() : trace.backgroundScores());
  }

  @Override
  public long begin() {
    round++;
    if (round >= trace.rounds().size()) {
      throw new PamiException(
          "the record has %d rounds of questions, but more are asked now"
              .formatted(trace.rounds().size()));
    }
    return trace.rounds().get(round).answers();
  }

  @Override
  public double[] answer(Probe<?> probe) {
    Question recorded = trace.questions().get(next);
    boolean same =
        recorded.shown() == probe.shown()
            && recorded.copy() == copies.number(probe.composer())
            && trace.masks().get(recorded.mask()).fingerprint().equals(probe.mask().fingerprint());
    if (!same) {
      throw new PamiException(
          "question %d is another than the record's: asked now is %s %s of copy %d"
              .formatted(
                  next + 1,
                  probe.shown() == Source.INPUT ? "keeping" : "dropping",
                  probe.mask(),
                  copies.number(probe.composer())));
    }
    return trace.scores(next++);
  }

  @Override
  public End end() {
    Round ended = trace.rounds().get(round);
    return new End(ended.stopped(), ended.calls());
  }

  /** Whether everything that was recorded has been asked again. */
  public boolean isUsedUp() {
    return next == trace.questions().size() && round == trace.rounds().size() - 1;
  }

  /** Scores as if they were a model's output. */
  private static final class Scores implements Output {
    private final double[] values;

    Scores(double[] values) {
      this.values = values;
    }

    @Override
    public int[] shape() {
      return new int[] {values.length};
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }
}
