package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.picture.Picture;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A picture cut into players: regions that are shown or hidden together. Held as runs of one label,
 * so that the union of any of them is one pass over the runs.
 */
final class Superpixels {
  private final Partition partition;
  private final String name;

  /** Run r holds the elements {@code starts[r] .. starts[r + 1] - 1}, all of {@code players[r]}. */
  private final int[] starts;

  private final int[] players;

  private Superpixels(Partition partition, String name) {
    this.partition = partition;
    this.name = name;
    int[] labels = partition.labels();
    int[] from = new int[labels.length + 1];
    int runs = 0;
    for (int i = 0; i < labels.length; i++) {
      if (i == 0 || labels[i] != labels[i - 1]) {
        from[runs++] = i;
      }
    }
    from[runs] = labels.length;
    this.starts = Arrays.copyOf(from, runs + 1);
    this.players = new int[runs];
    Arrays.setAll(players, r -> labels[starts[r]]);
  }

  /**
   * The players that {@code partitioner} finds.
   *
   * @throws IllegalArgumentException if its regions are windows, which overlap
   */
  static Superpixels of(Partitioner<Picture> partitioner, Picture picture) {
    Regions regions = partitioner.partition(picture);
    if (regions instanceof Partition partition) {
      return new Superpixels(partition, partitioner.name());
    }
    throw new IllegalArgumentException(
        "%s gives windows that overlap; this method needs super-pixels: choose another"
            .formatted(partitioner.name()));
  }

  /** Players given as a label map. */
  static Superpixels of(Partition partition, String name) {
    return new Superpixels(partition, name);
  }

  int count() {
    return partition.count();
  }

  Partition partition() {
    return partition;
  }

  /** All elements of the players that are on. */
  Region union(BitSet on) {
    int[] spans = new int[2 * players.length];
    int n = 0;
    for (int r = 0; r < players.length; r++) {
      if (!on.get(players[r])) {
        continue;
      }
      if (n > 0 && spans[n - 1] == starts[r]) {
        spans[n - 1] = starts[r + 1];
      } else {
        spans[n++] = starts[r];
        spans[n++] = starts[r + 1];
      }
    }
    return Region.ofSpans(Arrays.copyOf(spans, n));
  }

  /**
   * The map in which every element has its player's value.
   *
   * @param values {@code [players]}
   * @param coverage how many copies showed each player, {@code [players]}
   */
  ImportanceMap map(double[] values, int[] coverage) {
    Domain domain = partition.domain();
    double[] spread = new double[domain.size()];
    double[] unknown = new double[domain.size()];
    int[] shown = new int[domain.size()];
    Arrays.fill(unknown, Double.NaN);
    for (int i = 0; i < spread.length; i++) {
      spread[i] = values[partition.regionOf(i)];
      shown[i] = coverage[partition.regionOf(i)];
    }
    return ImportanceMap.of(domain, spread, unknown, shown);
  }

  /** For records. */
  UsedRegions used() {
    return new UsedRegions(name, "as it is", count(), Optional.of(partition));
  }
}
