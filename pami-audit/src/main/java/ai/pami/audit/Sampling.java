package ai.pami.audit;

import ai.pami.engine.Probe;
import ai.pami.engine.ProbeRecorder;
import ai.pami.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Draws questions of a trace and catches them when they are asked once more. */
final class Sampling implements ProbeRecorder {
  private final Set<Integer> drawn;
  private final TreeMap<Integer, Probe<?>> caught = new TreeMap<>();
  private int heard;

  private Sampling(Set<Integer> drawn) {
    this.drawn = drawn;
  }

  static Sampling nothing() {
    return new Sampling(new TreeSet<>());
  }

  /** Draws {@code count} of the questions that the model was asked, or all if there are fewer. */
  static Sampling of(Trace trace, int count, long seed) {
    List<Integer> asked = new ArrayList<>();
    IntStream.range(0, trace.questions().size())
        .filter(i -> trace.questions().get(i).asked())
        .forEach(asked::add);
    SplittableRandom random = new SplittableRandom(seed);
    Set<Integer> drawn = new TreeSet<>();
    for (int i = 0; i < count && !asked.isEmpty(); i++) {
      int at = random.nextInt(asked.size());
      drawn.add(asked.get(at));
      asked.set(at, asked.get(asked.size() - 1));
      asked.remove(asked.size() - 1);
    }
    return new Sampling(drawn);
  }

  @Override
  public void answered(Probe<?> probe, double[] scores, boolean asked) {
    if (drawn.contains(heard)) {
      caught.put(heard, probe);
    }
    heard++;
  }

  /** The questions drawn, by their number in the trace, in that order. */
  Map<Integer, Probe<?>> questions() {
    return Collections.unmodifiableMap(caught);
  }
}
