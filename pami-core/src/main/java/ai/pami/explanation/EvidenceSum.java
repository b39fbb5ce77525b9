package ai.pami.explanation;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up the evidence of regions and gives each element the mean over the regions that held it
 * (Shi et al. 2023, equation 3: the sum of scores times masks over the sum of masks), for all
 * targets at once. Sums are taken in the order of the calls, so equal calls give equal bits.
 */
public final class EvidenceSum {
  private final Domain domain;
  private final double[] origin;
  private final double[][] sums;
  private final double[][] squares;
  private final int[] coverage;
  private long regions;

  /**
   * An empty sum.
   *
   * @param origin a number a target near its scores; sums are kept relative to it, so that small
   *     differences of large scores keep their digits
   */
  public EvidenceSum(Domain domain, double[] origin) {
    this.domain = domain;
    this.origin = origin.clone();
    this.sums = new double[origin.length][domain.size()];
    this.squares = new double[origin.length][domain.size()];
    this.coverage = new int[domain.size()];
  }

  /** Adds a region's evidence, {@code [targets]}, to all its elements. */
  public void add(Region region, double[] evidence) {
    regions++;
    for (int s = 0; s < region.spanCount(); s++) {
      for (int e = region.start(s); e < region.end(s); e++) {
        coverage[e]++;
      }
    }
    for (int k = 0; k < sums.length; k++) {
      double d = evidence[k] - origin[k];
      double dd = d * d;
      double[] sum = sums[k];
      double[] square = squares[k];
      for (int s = 0; s < region.spanCount(); s++) {
        int end = region.end(s);
        for (int e = region.start(s); e < end; e++) {
          sum[e] += d;
          square[e] += dd;
        }
      }
    }
  }

  /**
   * Adds a sum made in another frame and leaves it as it is.
   *
   * @param other of the same targets and origin
   * @param toHere for each element of {@code other} the element here that it belongs to, or -1
   */
  public void add(EvidenceSum other, int[] toHere) {
    regions += other.regions;
    for (int e = 0; e < toHere.length; e++) {
      int here = toHere[e];
      if (here >= 0) {
        coverage[here] += other.coverage[e];
        for (int k = 0; k < sums.length; k++) {
          sums[k][here] += other.sums[k][e];
          squares[k][here] += other.squares[k][e];
        }
      }
    }
  }

  /** How many regions were added. */
  public long regions() {
    return regions;
  }

  /** The mean evidence an element, a map a target. */
  public List<ImportanceMap> maps() {
    List<ImportanceMap> maps = new ArrayList<>();
    for (int k = 0; k < sums.length; k++) {
      double[] values = new double[domain.size()];
      double[] errors = new double[domain.size()];
      for (int e = 0; e < values.length; e++) {
        int n = coverage[e];
        double mean = n > 0 ? sums[k][e] / n : Double.NaN;
        values[e] = origin[k] + mean;
        errors[e] =
            n > 1 ? Math.sqrt(Math.max(0, squares[k][e] / n - mean * mean) / (n - 1)) : Double.NaN;
      }
      maps.add(new ImportanceMap(domain, values, errors, coverage.clone()));
    }
    return maps;
  }
}
