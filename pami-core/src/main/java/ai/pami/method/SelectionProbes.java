package ai.pami.method;

import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The probes of several targets' selections, in step: what is asked next follows from all answers
 * to what was asked last.
 */
final class SelectionProbes<S> implements Probes<SelectionProbes.SelectionProbe<S>> {
  private final Composer<S> composer;
  private final Composer<S> hiding;
  private final Partition parts;
  private final List<SelectionPath> paths;
  private final double[] bare;
  private final double[] whole;
  private final Deque<SelectionProbe<S>> open = new ArrayDeque<>();

  private final Evidence evidence;
  private final long later;
  private int together;
  private int out;
  private long pulled;
  private double shownScore;
  private final Supplier<StopReason> end;

  /**
   * A selected set and one part more, shown alone or hidden alone.
   *
   * @param target whose path it belongs to
   */
  record SelectionProbe<S>(Composer<S> composer, Region mask, Source shown, int target, int part)
      implements Probe<S> {}

  /**
   * The probes of some paths.
   *
   * @param hiding mixes copies that hide what is selected
   * @param paths one a target
   * @param evidence whether selected sets are shown and hidden or hidden only
   * @param later how many probes others will ask after these, for progress
   * @param end tells whether more is needed, once all paths are complete
   */
  SelectionProbes(
      Baseline<S> baseline,
      Composer<S> hiding,
      Partition parts,
      List<SelectionPath> paths,
      Evidence evidence,
      long later,
      Supplier<StopReason> end) {
    this.composer = baseline.composer();
    this.hiding = hiding;
    this.evidence = evidence;
    this.later = later;
    this.parts = parts;
    this.paths = paths;
    this.bare = baseline.backgroundScores();
    this.whole = baseline.inputScores();
    this.end = end;
  }

  /** Four parts are tested for each that is selected, as a rule. */
  static int probesAPart(Evidence evidence) {
    return evidence == Evidence.BOTH ? 8 : 4;
  }

  @Override
  public Optional<SelectionProbe<S>> next() {
    if (open.isEmpty() && out == 0) {
      for (int k = 0; k < paths.size(); k++) {
        for (int part : paths.get(k).next()) {
          Region mask = parts.union(paths.get(k).with(part));
          if (evidence.keeps()) {
            open.add(new SelectionProbe<>(composer, mask, Source.INPUT, k, part));
          }
          open.add(new SelectionProbe<>(hiding, mask, Source.BACKGROUND, k, part));
        }
      }
    }
    if (out == 0) {
      together = open.size();
    }
    if (open.isEmpty()) {
      return Optional.empty();
    }
    out++;
    pulled++;
    return Optional.of(open.remove());
  }

  @Override
  public boolean waits() {
    return out > 0;
  }

  @Override
  public StopReason end() {
    return end.get();
  }

  @Override
  public int atATime() {
    return together;
  }

  /** Not known before: a path ends when every part has its place. */
  @Override
  public long expected() {
    long left = 0;
    for (SelectionPath path : paths) {
      left += parts.count() - path.selected();
    }
    return pulled + open.size() + probesAPart(evidence) * left + later;
  }

  /** Hears an answer; a part counts as tested when all its copies have one. */
  void answered(SelectionProbe<S> probe, double[] scores) {
    out--;
    int k = probe.target();
    if (probe.shown() == Source.INPUT) {
      shownScore = scores[k];
    } else {
      double kept = evidence.keeps() ? shownScore - bare[k] : 0;
      paths.get(k).tested(probe.part(), kept + whole[k] - scores[k]);
    }
  }
}
