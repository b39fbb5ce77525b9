package ai.pami.method;

import ai.pami.domain.Mask;
import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.explanation.ImportanceMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Shows the first elements of maps to choose from, and sums up their scores. */
final class SmoothingProbes<S> implements Probes<SmoothingProbes.SmoothingProbe<S>> {
  private final List<SmoothingProbe<S>> all = new ArrayList<>();
  private final Iterator<SmoothingProbe<S>> left;

  /** {@code [targets][candidates]} */
  private final double[][] sums;

  /** The first elements of one candidate for a target's map, shown alone. */
  record SmoothingProbe<S>(Composer<S> composer, Mask mask, int target, int candidate)
      implements Probe<S> {
    @Override
    public Source shown() {
      return Source.INPUT;
    }
  }

  /**
   * @param composer mixes the copies
   * @param candidates maps to choose from for each target
   */
  SmoothingProbes(Composer<S> composer, List<List<ImportanceMap>> candidates) {
    sums = new double[candidates.size()][];
    for (int k = 0; k < sums.length; k++) {
      List<ImportanceMap> maps = candidates.get(k);
      sums[k] = new double[maps.size()];
      for (int c = 0; c < maps.size(); c++) {
        Ranking ranking = Ranking.descending(maps.get(c).values());
        for (int length : AdaptiveSmoothing.lengths(ranking.size())) {
          all.add(new SmoothingProbe<>(composer, Prefix.of(ranking, length), k, c));
        }
      }
    }
    left = all.iterator();
  }

  @Override
  public Optional<SmoothingProbe<S>> next() {
    return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
  }

  @Override
  public long expected() {
    return all.size();
  }

  void answered(SmoothingProbe<S> probe, double[] scores) {
    sums[probe.target()][probe.candidate()] += scores[probe.target()];
  }

  /** The sums of one target's candidates' scores at all lengths. */
  double[] sums(int target) {
    return sums[target];
  }
}
