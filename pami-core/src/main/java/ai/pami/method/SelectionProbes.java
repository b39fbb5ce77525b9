package ai.pami.method;

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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The probes of several partitions' selections, one partition after another. What a selection asks
 * next follows from all answers to what it asked last; while it waits for them some probes of the
 * next partition are asked, so that the model need not wait as well.
 */
final class SelectionProbes<S> implements Probes<SelectionProbes.SelectionProbe<S>> {
  /**
   * As a rule: two to four parts are tested for each that is selected, many without hiding them.
   */
  static final int PROBES_A_PART = 4;

  /** Probes of the next partition a step of the present one. */
  private static final int ASIDE = 4;

  private final Baseline<S> baseline;
  private final Composer<S> hiding;
  private final Evidence evidence;
  private final double[] bare;
  private final double[] whole;
  private final List<Lane> lanes;
  private final Predicate<SelectionStage> enough;
  private final BooleanSupplier spent;
  private final long later;
  private int current;
  private int aside;
  private int out;
  private long pulled;
  private boolean settled;

  /**
   * A selected set and one part more, shown alone or hidden alone.
   *
   * @param stage the number of the partition
   * @param target whose path it belongs to
   */
  record SelectionProbe<S>(
      Composer<S> composer, Region mask, Source shown, int stage, int target, int part)
      implements Probe<S> {}

  /**
   * The probes of some stages.
   *
   * @param hiding mixes copies that hide what is selected
   * @param evidence whether selected sets are shown and hidden or hidden only
   * @param enough hears of every stage whose orders are complete, and tells whether no other is
   *     needed
   * @param spent tells whether the rest of the budget is kept for others, so that no more is asked
   * @param later how many probes others will ask after these, for progress
   */
  SelectionProbes(
      Baseline<S> baseline,
      Composer<S> hiding,
      List<SelectionStage> stages,
      Evidence evidence,
      Predicate<SelectionStage> enough,
      BooleanSupplier spent,
      long later) {
    this.baseline = baseline;
    this.hiding = hiding;
    this.evidence = evidence;
    this.bare = baseline.backgroundScores();
    this.whole = baseline.inputScores();
    this.lanes =
        IntStream.range(0, stages.size()).mapToObj(i -> new Lane(i, stages.get(i))).toList();
    this.enough = enough;
    this.spent = spent;
    this.later = later;
  }

  @Override
  public Optional<SelectionProbe<S>> next() {
    while (!settled && !spent.getAsBoolean() && current < lanes.size()) {
      Lane lane = lanes.get(current);
      Optional<SelectionProbe<S>> probe = lane.pull().or(this::pullAside);
      if (probe.isPresent() || lane.out > 0) {
        return probe;
      }
      if (lane.begin()) {
        lane.turn = true;
        turnAside();
      } else {
        complete();
      }
    }
    return Optional.empty();
  }

  /**
   * Gives the next partition its share beside a step of the present one. Its own next step begins
   * when the answers to its last are surely in: one step of the present partition later. So the
   * order of the probes does not depend on when answers come in.
   */
  private void turnAside() {
    aside = 0;
    if (current + 1 >= lanes.size()) {
      return;
    }
    Lane next = lanes.get(current + 1);
    if (next.rests) {
      next.rests = false;
    } else if (!next.open.isEmpty() || next.begin()) {
      aside = ASIDE;
    }
  }

  private Optional<SelectionProbe<S>> pullAside() {
    if (aside == 0) {
      return Optional.empty();
    }
    aside--;
    Lane next = lanes.get(current + 1);
    Optional<SelectionProbe<S>> probe = next.pull();
    if (next.open.isEmpty()) {
      next.rests = true;
      aside = 0;
    }
    return probe;
  }

  /**
   * Draws the conclusions from the last answers, where nobody asked for the probe that follows from
   * them: so a run makes the same of its answers when they are read from a record.
   *
   * @param stopped why the run ended; settled with the stage that its last answers complete
   */
  void conclude(StopReason stopped) {
    while (!settled && current < lanes.size() && !lanes.get(current).waits()) {
      if (lanes.get(current).begin()) {
        return;
      }
      complete();
      settled |= stopped == StopReason.SETTLED;
    }
  }

  private void complete() {
    settled = enough.test(lanes.get(current).stage);
    current++;
    aside = 0;
  }

  @Override
  public boolean waits() {
    return out > 0 && !spent.getAsBoolean();
  }

  @Override
  public StopReason end() {
    if (settled) {
      return StopReason.SETTLED;
    }
    return current < lanes.size() ? StopReason.BUDGET : StopReason.COMPLETE;
  }

  @Override
  public int atATime() {
    return current < lanes.size() ? lanes.get(current).together : 0;
  }

  /** Not known before: a path ends when every part has its place. */
  @Override
  public long expected() {
    long left = 0;
    for (Lane lane : lanes.subList(current, lanes.size())) {
      left += lane.open.size() + PROBES_A_PART * lane.stage.left();
    }
    return pulled + left + later;
  }

  /**
   * The stage that is being asked about, once a step of its own turn has answers: what was asked
   * aside must not tell a run that ended with the stage before from one that was told to.
   */
  Optional<SelectionStage> unfinished() {
    return current < lanes.size() && lanes.get(current).counts
        ? Optional.of(lanes.get(current).stage)
        : Optional.empty();
  }

  /**
   * Hears an answer; a part counts as tested when all its copies have one.
   *
   * @return whether the stage that is being asked about has taken a step
   */
  boolean answered(SelectionProbe<S> probe, double[] scores) {
    lanes.get(probe.stage()).answered(probe, scores);
    return probe.stage() == current && lanes.get(current).out == 0;
  }

  /** What is asked about one stage, all its targets in step. */
  private final class Lane {
    private final int number;
    private final SelectionStage stage;
    private final Deque<SelectionProbe<S>> open = new ArrayDeque<>();
    private int together;
    private int out;

    /** Whether answers to its last step may be out, though all of it is asked. */
    private boolean rests;

    /** Whether it has begun a step in its own turn. */
    private boolean turn;

    /** Whether such a step has an answer. */
    private boolean counts;

    private double shown;

    Lane(int number, SelectionStage stage) {
      this.number = number;
      this.stage = stage;
    }

    /** Opens the next step, all answers being in; false if all parts have their places. */
    boolean begin() {
      for (int k = 0; k < stage.paths().size(); k++) {
        SelectionPath path = stage.path(k);
        for (int part : path.next()) {
          Region mask = stage.parts(k).regions().union(path.with(part));
          if (evidence.keeps()) {
            open.add(
                new SelectionProbe<>(baseline.composer(), mask, Source.INPUT, number, k, part));
          }
          if (path.hides()) {
            open.add(new SelectionProbe<>(hiding, mask, Source.BACKGROUND, number, k, part));
          }
        }
      }
      together = open.size();
      return together > 0;
    }

    /** Whether its present step has probes or answers to come. */
    boolean waits() {
      return out > 0 || !open.isEmpty();
    }

    Optional<SelectionProbe<S>> pull() {
      Optional<SelectionProbe<S>> probe = Optional.ofNullable(open.poll());
      if (probe.isPresent()) {
        out++;
        pulled++;
        SelectionProbes.this.out++;
      }
      return probe;
    }

    void answered(SelectionProbe<S> probe, double[] scores) {
      out--;
      SelectionProbes.this.out--;
      counts = turn;
      int k = probe.target();
      SelectionPath path = stage.path(k);
      if (probe.shown() == Source.BACKGROUND) {
        path.tested(probe.part(), new Gain(shown, whole[k] - scores[k]));
        return;
      }
      shown = scores[k] - bare[k];
      if (!path.hides()) {
        path.tested(probe.part(), new Gain(shown, path.worth().hidden()));
      }
    }
  }
}
