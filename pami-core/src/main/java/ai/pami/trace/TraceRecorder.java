package ai.pami.trace;

import ai.pami.domain.Fingerprint;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.ProbeRecorder;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.trace.Trace.Question;
import ai.pami.trace.Trace.Round;
import ai.pami.trace.Trace.TracedMask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what it hears of one run. Costs memory by the different masks asked about: their spans, a
 * few kilobytes each; more than the given number of questions are not kept at all.
 */
public final class TraceRecorder implements ProbeRecorder {
  private final long most;
  private final Map<Fingerprint, Integer> numbers = new HashMap<>();
  private final List<TracedMask> masks = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private final List<double[]> scores = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private final Copies copies;
  private long heard;
  private int before;

  /**
   * A recorder that lets go of everything once it has heard more.
   *
   * @param most questions, at least 1
   * @param firstUse hears of every composer at its first use, in the order in which a question's
   *     copy numbers them
   */
  public TraceRecorder(long most, Consumer<Composer<?>> firstUse) {
    if (most < 1) {
      throw new IllegalArgumentException("a record of at most %d questions".formatted(most));
    }
    this.most = most;
    this.copies = new Copies(firstUse);
  }

  @Override
  public void whole(Composer<?> composer, Source source) {
    copies.number(composer);
  }

  @Override
  public void answered(Probe<?> probe, double[] answer, boolean asked) {
    heard++;
    if (heard > most) {
      numbers.clear();
      masks.clear();
      questions.clear();
      scores.clear();
      return;
    }
    Fingerprint fingerprint = probe.mask().fingerprint();
    int mask = numbers.computeIfAbsent(fingerprint, unknown -> masks.size());
    if (mask == masks.size()) {
      masks.add(new TracedMask(fingerprint, Optional.of(probe.mask())));
    }
    questions.add(new Question(mask, probe.shown(), copies.number(probe.composer()), asked));
    scores.add(answer.clone());
  }

  @Override
  public void ended(StopReason stopped, long calls) {
    rounds.add(new Round(questions.size() - before, stopped, calls));
    before = questions.size();
  }

  /**
   * What was heard; empty if it was too much.
   *
   * @param inputScores of the unmasked input, {@code [targets]}
   * @param backgroundScores of the bare background, {@code [targets]}
   */
  public Optional<Trace> trace(double[] inputScores, double[] backgroundScores) {
    return heard > most
        ? Optional.empty()
        : Optional.of(new Trace(masks, questions, scores, rounds, inputScores, backgroundScores));
  }
}
