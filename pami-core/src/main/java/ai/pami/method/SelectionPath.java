package ai.pami.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The order in which parts are selected for one target, each time the part that adds most to those
 * before it. A part's last known gain stands for its present one until it is tested again, and only
 * the most promising are tested (Minoux 1978, "Accelerated greedy algorithms").
 */
final class SelectionPath {
  /** Of what there is to lose; when less is left, hiding more says nothing. */
  private static final double SPENT = 0.02;

  /** The share of the elements behind which the order matters less. */
  private static final double LATE = 0.3;

  private static final int NONE = -1;

  private final Gain[] gains;
  private final double[] bonus;
  private final double most;
  private final int[] sizes;
  private final int tests;
  private final int lateTests;
  private final BitSet selected = new BitSet();
  private final List<Integer> order = new ArrayList<>();

  /** Gains beside all that are selected now, by part. */
  private final Map<Integer, Gain> fresh = new TreeMap<>();

  private Gain worth = Gain.NONE;

  /** The part that is to be the first, or none. */
  private int opening = NONE;

  /** The worth of the selected parts after each selection. */
  private final List<Double> curve = new ArrayList<>();

  /**
   * A path without a part.
   *
   * @param expected what to expect of each part, until it is tested
   * @param bonus what is added to a part's gain whenever gains are compared
   * @param most what hiding parts can take in all; infinite if nobody knows
   * @param sizes of the parts, in elements
   * @param tests how many parts to test at a time
   * @param lateTests how many once three tenths of the elements are selected
   */
  SelectionPath(
      Gain[] expected, double[] bonus, double most, int[] sizes, int tests, int lateTests) {
    this.gains = expected.clone();
    this.bonus = bonus.clone();
    this.most = most;
    this.sizes = sizes.clone();
    this.tests = tests;
    this.lateTests = lateTests;
  }

  /** Whether hiding more can still take anything worth a call. */
  boolean hides() {
    return left() > SPENT * most || Double.isInfinite(most);
  }

  /** What hiding more can take at the most. */
  private double left() {
    return Math.max(0, most - worth.hidden());
  }

  /**
   * Selects the most promising part without a test, where it is known what each adds when it comes
   * first.
   */
  void begin(Gain[] first) {
    int best = unselected().get(0);
    select(best, first[best]);
  }

  /** Has {@code part} tested first, and selected whatever it adds. */
  void begin(int part) {
    opening = part;
  }

  /** The parts to test next, beside all that are selected; none once the order is complete. */
  List<Integer> next() {
    if (opening != NONE) {
      if (!fresh.containsKey(opening)) {
        return List.of(opening);
      }
      select(opening, fresh.get(opening));
      opening = NONE;
    }
    while (true) {
      List<Integer> stale = unselected().stream().filter(part -> !fresh.containsKey(part)).toList();
      boolean best =
          !fresh.isEmpty() && (stale.isEmpty() || promise(bestFresh()) >= promise(stale.get(0)));
      if (!best) {
        return stale.subList(0, Math.min(isLate() ? lateTests : tests, stale.size()));
      }
      int part = bestFresh();
      select(part, fresh.get(part));
    }
  }

  private boolean isLate() {
    int done = order.stream().mapToInt(part -> sizes[part]).sum();
    return done > LATE * IntStream.of(sizes).sum();
  }

  private double promise(int part) {
    Gain known = fresh.get(part);
    double gain =
        known == null ? gains[part].shown() + Math.min(gains[part].hidden(), left()) : known.sum();
    return gain + bonus[part];
  }

  private int bestFresh() {
    int best = -1;
    for (int part : fresh.keySet()) {
      best = best < 0 || promise(part) > promise(best) ? part : best;
    }
    return best;
  }

  private void select(int part, Gain gain) {
    fresh.forEach((tested, found) -> gains[tested] = found);
    fresh.clear();
    selected.set(part);
    order.add(part);
    worth = worth.plus(gain);
    curve.add(worth.sum());
  }

  /** Hears what the selected parts and one more are worth together. */
  void tested(int part, Gain together) {
    fresh.put(part, together.minus(worth));
  }

  /** What the selected parts are worth together. */
  Gain worth() {
    return worth;
  }

  /** How many parts have no place yet. */
  int unselectedParts() {
    return gains.length - order.size();
  }

  /**
   * The mean worth while the input is built up part by part: the area under the order's own curve.
   * Where parts are not selected yet, a straight line to the end stands for theirs.
   *
   * @param end what all parts are worth together
   */
  double area(double end) {
    double area = 0;
    double done = 0;
    double before = 0;
    for (int i = 0; i < order.size(); i++) {
      int size = sizes[order.get(i)];
      area += size * (before + curve.get(i)) / 2;
      before = curve.get(i);
      done += size;
    }
    double total = IntStream.of(sizes).sum();
    return (area + (total - done) * (before + end) / 2) / total;
  }

  /** All parts: those selected, in that order, then the others, the most promising first. */
  List<Integer> order() {
    List<Integer> all = new ArrayList<>(order);
    all.addAll(unselected());
    return all;
  }

  /**
   * What each part adds: those of the order to all before them, the others what they added when
   * last tested, at most as much as the last of the order. Where a part of the order adds more than
   * the one before it, as parts do that count together or stand in for one another, nobody can say
   * whose it is: such neighbours share what they add in equal parts, but for a billionth by which
   * the order can still be told (isotonic regression: Ayer, Brunk, Ewing, Reid, Silverman 1955).
   */
  double[] gains() {
    double[] all = Arrays.stream(gains).mapToDouble(Gain::sum).toArray();
    fresh.forEach((part, gain) -> all[part] = gain.sum());
    if (order.isEmpty()) {
      return all;
    }
    double[] shared = shared();
    for (int i = 0; i < shared.length; i++) {
      all[order.get(i)] = shared[i];
    }
    double last = shared[shared.length - 1];
    for (int part = 0; part < all.length; part++) {
      all[part] = selected.get(part) ? all[part] : Math.min(all[part], last);
    }
    return all;
  }

  /** The order's gains, none below the next. */
  private double[] shared() {
    int n = order.size();
    double[] sums = new double[n];
    int[] sizes = new int[n];
    int blocks = 0;
    double range = 0;
    for (int i = 0; i < n; i++) {
      sums[blocks] = curve.get(i) - (i == 0 ? 0 : curve.get(i - 1));
      sizes[blocks] = 1;
      range = Math.max(range, Math.abs(sums[blocks]));
      blocks++;
      while (blocks > 1
          && sums[blocks - 1] * sizes[blocks - 2] > sums[blocks - 2] * sizes[blocks - 1]) {
        sums[blocks - 2] += sums[blocks - 1];
        sizes[blocks - 2] += sizes[blocks - 1];
        blocks--;
      }
    }
    double[] shared = new double[n];
    for (int block = 0, i = 0; block < blocks; block++) {
      double mean = sums[block] / sizes[block];
      for (int k = 0; k < sizes[block]; k++) {
        shared[i++] = mean + 1e-9 * range * ((sizes[block] - 1) / 2.0 - k) / n;
      }
    }
    return shared;
  }

  private List<Integer> unselected() {
    return IntStream.range(0, gains.length)
        .filter(part -> !selected.get(part))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer part) -> -promise(part)))
        .toList();
  }

  /** The parts selected so far and one more. */
  BitSet with(int part) {
    BitSet more = (BitSet) selected.clone();
    more.set(part);
    return more;
  }
}
