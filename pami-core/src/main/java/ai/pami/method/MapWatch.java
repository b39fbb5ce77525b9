package ai.pami.method;

import ai.pami.explanation.ImportanceMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at the maps of one run while they are being made: shows them to a listener, and tells when
 * their ranking has settled.
 *
 * <p>It has settled when the last third of the calls changed nothing much: when each target's map
 * has at least a given Spearman rank correlation with what it was at two thirds of the calls, or
 * before. Looks are taken where a method has finished a part of its work, never by the clock, so
 * that runs end at the same call whatever the machine.
 */
public final class MapWatch {
  private static final long SHOWN_NANOS = 200_000_000;

  private final MapListener listener;
  private final boolean shows;
  private final double correlation;

  /** Oldest first; the first one is the newest that is old enough to compare with. */
  private final Deque<Look> looks = new ArrayDeque<>();

  private long lastShown = System.nanoTime() - SHOWN_NANOS;

  private record Look(long calls, List<ImportanceMap> maps) {}

  private MapWatch(MapListener listener, boolean shows, double correlation) {
    this.listener = listener;
    this.shows = shows;
    this.correlation = correlation;
  }

  /** Looks at nothing; nothing ever settles. */
  public static MapWatch none() {
    return new MapWatch(MapListener.none(), false, Double.NaN);
  }

  /** Shows the maps. */
  public static MapWatch of(MapListener listener) {
    return new MapWatch(listener, true, Double.NaN);
  }

  /**
   * The same, for a run that is to end once its maps have settled.
   *
   * @param correlation that settled maps have at least, above 0 and at most 1
   * @throws IllegalArgumentException if it is not in that range
   */
  public MapWatch until(double correlation) {
    if (!(correlation > 0 && correlation <= 1)) {
      throw new IllegalArgumentException(
          "maps settle at a rank correlation above 0 and at most 1, not " + correlation);
    }
    return new MapWatch(listener, shows, correlation);
  }

  /** The same, for a part of a run that can't be its end. */
  public MapWatch showing() {
    return new MapWatch(listener, shows, Double.NaN);
  }

  /** Whether a run can end because of this. */
  boolean ends() {
    return !Double.isNaN(correlation);
  }

  /** Shows the maps, if it is time to. */
  void show(long calls, Supplier<List<ImportanceMap>> maps) {
    if (shows && System.nanoTime() - lastShown >= SHOWN_NANOS) {
      listener.improved(maps.get(), calls);
      lastShown = System.nanoTime();
    }
  }

  /** Shows the maps and tells whether they have settled. */
  boolean settled(long calls, Supplier<List<ImportanceMap>> maps) {
    if (!ends()) {
      show(calls, maps);
      return false;
    }
    List<ImportanceMap> now = maps.get();
    show(calls, () -> now);
    looks.add(new Look(calls, now));
    while (looks.size() > 1 && isOld(looks.stream().skip(1).findFirst().orElseThrow(), calls)) {
      looks.remove();
    }
    return isOld(looks.peek(), calls) && alike(looks.peek().maps(), now);
  }

  private static boolean isOld(Look look, long calls) {
    return 3 * look.calls() <= 2 * calls;
  }

  private boolean alike(List<ImportanceMap> before, List<ImportanceMap> now) {
    for (int k = 0; k < now.size(); k++) {
      // A flat map has no ranking that could settle.
      if (!(before.get(k).rankCorrelation(now.get(k)) >= correlation)) {
        return false;
      }
    }
    return true;
  }
}
