package ai.pami.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.domain.SlidingWindows;
import ai.pami.domain.SoftMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks as unions of the regions of partitions. */
class CompactMasksTest {
  private static final Domain DOMAIN = Domain.of(24, 32);

  private static Region region(BitSet elements) {
    List<Integer> spans = new ArrayList<>();
    for (int i = elements.nextSetBit(0); i >= 0; ) {
      int end = elements.nextClearBit(i);
      spans.addAll(List.of(i, end));
      i = elements.nextSetBit(end);
    }
    return Region.ofSpans(spans.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Region union(Partition partition, BitSet labels) {
    BitSet elements = new BitSet();
    for (int e = 0; e < partition.domain().size(); e++) {
      elements.set(e, labels.get(partition.regionOf(e)));
    }
    return region(elements);
  }

  private static Partition blocks(int side) {
    int[] labels = new int[DOMAIN.size()];
    Arrays.setAll(labels, i -> i / 32 / side * 100 + i % 32 / side);
    return Partition.of(DOMAIN, labels);
  }

  private static BitSet random(int count, SplittableRandom random) {
    BitSet on = new BitSet();
    for (int i = 0; i < count; i++) {
      on.set(i, random.nextBoolean());
    }
    return on;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyUnionIsTheMaskItStandsFor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Partition coarse = blocks(8);
    Partition hidden = blocks(6);
    List<Mask> masks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      masks.add(union(i % 2 == 0 ? coarse : hidden, random(i % 2 == 0 ? 12 : 24, random)));
    }
    masks.add(Region.none());
    masks.add(Region.all(DOMAIN));
    masks.add(SoftMask.covering(DOMAIN, 2, new float[] {0, 1, 1, 0}));
    masks.add(region(random(DOMAIN.size(), random)));

    CompactMasks compact = new CompactMasks(DOMAIN, masks, List.of(coarse, blocks(8)));

    assertThat(compact.partitions()).startsWith(coarse).hasSizeBetween(1, 2);
    for (int i = 0; i < masks.size(); i++) {
      Optional<CompactMasks.Union> found = compact.union(i);
      if (i < 40 && i % 2 == 0) {
        assertThat(found.orElseThrow().partition()).isZero();
      }
      if (found.isPresent()) {
        assertThat(union(compact.partitions().get(found.get().partition()), found.get().labels()))
            .isEqualTo(masks.get(i));
      }
    }
    assertThat(compact.union(42)).as("a soft mask").isEmpty();
  }

  @Test
  void coalitionsOfAnUnknownPartitionFindIt() {
    SplittableRandom random = new SplittableRandom(9);
    Partition hidden = blocks(4);
    List<Mask> masks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      masks.add(union(hidden, random(hidden.count(), random)));
    }
    CompactMasks compact = new CompactMasks(DOMAIN, masks, List.of());

    assertThat(compact.partitions()).containsExactly(hidden);
    assertThat(compact.union(59)).isPresent();
  }

  @Test
  void windowsStayWindows() {
    SlidingWindows windows = SlidingWindows.discs(Domain.of(224, 224), 40, 6);
    List<Mask> masks = new ArrayList<>();
    for (int i = 0; i < windows.count(); i++) {
      masks.add(windows.region(i));
    }
    assertThat(new CompactMasks(windows.domain(), masks, List.of()).partitions()).isEmpty();
  }
}
