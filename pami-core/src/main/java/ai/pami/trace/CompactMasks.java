package ai.pami.trace;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Masks in few numbers: a region that is a union of a partition's regions is said by their numbers.
 * Regions of no known partition get one of their own, their common refinement, if that is coarse
 * enough to pay.
 */
public final class CompactMasks {
  private static final int MOST_ATOMS = 4096;

  private final Domain domain;
  private final List<Cut> cuts = new ArrayList<>();
  private final List<Optional<Union>> unions;
  private int last;

  /**
   * Regions of a partition.
   *
   * @param partition its number among the {@link #partitions()}
   * @param labels the regions' numbers; not to be changed
   */
  public record Union(int partition, BitSet labels) {}

  /**
   * @param domain that the masks lie on
   * @param known partitions that masks may be unions of, kept even where none is
   */
  public CompactMasks(Domain domain, List<Mask> masks, List<Partition> known) {
    this.domain = domain;
    new LinkedHashSet<>(known).forEach(partition -> cuts.add(new Cut(partition)));
    this.unions = new ArrayList<>();
    masks.forEach(mask -> unions.add(union(mask)));
    refine(masks);
  }

  /** The partitions that unions refer to: the known ones, each once, then at most one more. */
  public List<Partition> partitions() {
    return cuts.stream().map(Cut::partition).toList();
  }

  /** Mask {@code i} as a union; empty if it is best said by itself. */
  public Optional<Union> union(int i) {
    return unions.get(i);
  }

  private Optional<Union> union(Mask mask) {
    if (!(mask instanceof Region region) || !region.fits(domain)) {
      return Optional.empty();
    }
    // Masks come partition by partition, so the last one that served is the likeliest.
    for (int i = 0; i < cuts.size(); i++) {
      int number = (last + i) % cuts.size();
      Optional<BitSet> labels = cuts.get(number).union(region);
      if (labels.isPresent()) {
        last = number;
        return Optional.of(new Union(number, labels.get()));
      }
    }
    return Optional.empty();
  }

  /** Finds the refinement of what is left, and uses it if it takes fewer numbers than spans do. */
  private void refine(List<Mask> masks) {
    List<Region> rest = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      if (unions.get(i).isEmpty() && masks.get(i) instanceof Region region && region.fits(domain)) {
        rest.add(region);
      }
    }
    Optional<Partition> refinement = refinement(rest);
    if (refinement.isEmpty()) {
      return;
    }
    Cut cut = new Cut(refinement.get());
    long asSpans = rest.stream().mapToLong(region -> 2L * region.spanCount()).sum();
    long asUnions = cut.numbers();
    for (Region region : rest) {
      int labels = cut.union(region).map(BitSet::cardinality).orElse(0);
      asUnions += Math.min(labels, cut.partition().count() - labels);
    }
    if (asUnions < asSpans) {
      cuts.add(cut);
      last = cuts.size() - 1;
      for (int i = 0; i < masks.size(); i++) {
        if (unions.get(i).isEmpty()) {
          unions.set(i, union(masks.get(i)));
        }
      }
    }
  }

  private Optional<Partition> refinement(List<Region> regions) {
    if (regions.size() < 2) {
      return Optional.empty();
    }
    int[] labels = new int[domain.size()];
    int atoms = 1;
    for (Region region : regions) {
      int[] sizes = new int[atoms];
      for (int label : labels) {
        sizes[label]++;
      }
      int[] inside = new int[atoms];
      forEach(region, e -> inside[labels[e]]++);
      int[] moved = new int[atoms];
      for (int label = 0, before = atoms; label < before; label++) {
        boolean cut = inside[label] > 0 && inside[label] < sizes[label];
        moved[label] = cut ? atoms++ : label;
      }
      if (atoms > MOST_ATOMS) {
        return Optional.empty();
      }
      forEach(region, e -> labels[e] = moved[labels[e]]);
    }
    int[] inOrder = new int[atoms];
    int seen = 0;
    for (int e = 0; e < labels.length; e++) {
      if (inOrder[labels[e]] == 0) {
        inOrder[labels[e]] = ++seen;
      }
      labels[e] = inOrder[labels[e]];
    }
    return Optional.of(Partition.of(domain, labels));
  }

  private static void forEach(Region region, IntConsumer use) {
    for (int s = 0; s < region.spanCount(); s++) {
      for (int e = region.start(s); e < region.end(s); e++) {
        use.accept(e);
      }
    }
  }

  /** A partition made ready to be searched. */
  private static final class Cut {
    private final Partition partition;
    private final int[] labels;
    private final int[] sizes;

    Cut(Partition partition) {
      this.partition = partition;
      this.labels = partition.labels();
      this.sizes = new int[partition.count()];
      for (int label : labels) {
        sizes[label]++;
      }
    }

    Partition partition() {
      return partition;
    }

    /** The regions that make up {@code region} exactly. */
    Optional<BitSet> union(Region region) {
      BitSet touched = new BitSet(sizes.length);
      int held = 0;
      int before = -1;
      for (int s = 0; s < region.spanCount(); s++) {
        for (int e = region.start(s); e < region.end(s); e++) {
          int label = labels[e];
          if (label != before && !touched.get(label)) {
            touched.set(label);
            held += sizes[label];
            if (held > region.size()) {
              return Optional.empty();
            }
          }
          before = label;
        }
      }
      return held == region.size() ? Optional.of(touched) : Optional.empty();
    }

    /** How many numbers the label map takes: two a run. */
    long numbers() {
      long runs = 1;
      for (int i = 1; i < labels.length; i++) {
        runs += labels[i] == labels[i - 1] ? 0 : 1;
      }
      return 2 * runs;
    }
  }
}
