package ai.pami.check;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.Composer;
import ai.pami.engine.Copies;
import ai.pami.engine.Source;
import ai.pami.quality.Finding;
import ai.pami.quality.Verdict;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether parts of the input matter alike when other things stand in for what is hidden. The cells
 * of a grid are hidden one by one, over the method's background and over another; what each loss
 * costs ranks the cells twice, and the two orders are compared (Spearman 1904). Like is compared
 * with like: the map itself, whose regions are others, is not in it. All targets share the calls.
 */
final class TwoBackgrounds<S> {
  private final Composer<S> first;
  private final Composer<S> second;
  private final String name;
  private final Partition grid;
  private final double[][] overFirst;
  private final double[][] overSecond;

  /**
   * @param name of the second background
   * @param side how many cells there are along a side of a two-dimensional input
   */
  TwoBackgrounds(Composer<S> first, Composer<S> second, String name, int side) {
    this.first = first;
    this.second = second;
    this.name = name;
    this.grid = grid(first.domain(), side * side);
    this.overFirst = new double[grid.count()][];
    this.overSecond = new double[grid.count()][];
  }

  /** About so many cells, as nearly equal as the domain allows, but not more than that. */
  static Partition grid(Domain domain, int cells) {
    int wide = (int) IntStream.of(domain.shape()).filter(extent -> extent > 1).count();
    int side = wide == 0 ? 1 : (int) Math.floor(Math.pow(cells, 1.0 / wide) + 1e-9);
    int[] labels = new int[domain.size()];
    for (int i = 0; i < labels.length; i++) {
      int rest = i;
      int stride = 1;
      for (int axis = domain.rank() - 1; axis >= 0; axis--) {
        int extent = domain.extent(axis);
        int parts = Math.min(side, extent);
        labels[i] += (int) ((long) (rest % extent) * parts / extent) * stride;
        stride *= parts;
        rest /= extent;
      }
    }
    return Partition.of(domain, labels);
  }

  void addTo(Copies<S> copies) {
    for (int i = 0; i < grid.count(); i++) {
      int cell = i;
      copies.add(first, grid.region(i), Source.BACKGROUND, s -> overFirst[cell] = s);
    }
    for (int i = 0; i < grid.count(); i++) {
      int cell = i;
      copies.add(second, grid.region(i), Source.BACKGROUND, s -> overSecond[cell] = s);
    }
  }

  /** What was found for a target; empty if not all cells were answered, or none of them matters. */
  Optional<Finding> finding(Aim aim) {
    OptionalDouble correlation = correlation(aim);
    return correlation.isEmpty()
        ? Optional.empty()
        : Optional.of(finding(correlation.getAsDouble()));
  }

  private Finding finding(double r) {
    Verdict verdict =
        r >= Bounds.AGREE
            ? Verdict.RELIABLE
            : r >= Bounds.DISAGREE ? Verdict.WEAK : Verdict.UNRELIABLE;
    String measured =
        String.format(Locale.ROOT, "rank correlation %.2f over %d parts", r, grid.count());
    return new Finding(
        Finding.Kind.BACKGROUNDS,
        verdict,
        verdict == Verdict.RELIABLE
            ? "Another background (%s) puts parts into much the same order: %s."
                .formatted(name, measured)
            : "Another background (%s) puts parts into another order: %s, below %s. What the map shows depends on what hidden parts are replaced by."
                .formatted(name, measured, Bounds.AGREE));
  }

  private OptionalDouble correlation(Aim aim) {
    if (grid.count() < 6
        || Arrays.stream(overFirst).anyMatch(s -> s == null)
        || Arrays.stream(overSecond).anyMatch(s -> s == null)) {
      return OptionalDouble.empty();
    }
    double[] a = losses(overFirst, aim);
    double[] b = losses(overSecond, aim);
    double tie = Bounds.TIE * Math.max(Math.abs(aim.difference()), Math.max(range(a), range(b)));
    if (range(a) <= tie || range(b) <= tie) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(pearson(ranks(a, tie), ranks(b, tie)));
  }

  private static double[] losses(double[][] scores, Aim aim) {
    return Arrays.stream(scores).mapToDouble(s -> aim.score() - s[aim.index()]).toArray();
  }

  private static double range(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }

  /** Ranks from 0; values that differ by less than {@code tie} from one to the next share one. */
  private static double[] ranks(double[] values, double tie) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] - values[order[from]] <= tie) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
