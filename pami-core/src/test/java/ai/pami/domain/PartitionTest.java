package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {

  @Test
  void numbersRegionsByAscendingLabel() {
    Partition partition = Partition.of(Domain.of(2, 3), new int[] {7, 7, -2, 7, 1_000_000_000, -2});
    assertThat(partition.count()).isEqualTo(3);
    assertThat(partition.labels()).containsExactly(1, 1, 0, 1, 2, 0);
    assertThat(partition.region(0)).isEqualTo(Region.ofSpans(2, 3, 5, 6));
    assertThat(partition.region(1)).isEqualTo(Region.ofSpans(0, 2, 3, 4));
    assertThat(partition.regionOf(4)).isEqualTo(2);
  }

  /** The regions of a partition hold every element once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void coversTheDomainOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Domain domain = Domain.of(1 + random.nextInt(20), 1 + random.nextInt(20));
    int[] labels = new int[domain.size()];
    int kinds = 1 + random.nextInt(30);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(kinds) * 3 - 7;
    }
    Partition partition = Partition.of(domain, labels);
    int[] held = new int[domain.size()];
    for (int r = 0; r < partition.count(); r++) {
      Region region = partition.region(r);
      assertThat(region.isEmpty()).isFalse();
      for (int i = 0; i < held.length; i++) {
        if (region.contains(i)) {
          held[i]++;
          assertThat(partition.regionOf(i)).isEqualTo(r);
        }
      }
    }
    assertThat(held).containsOnly(1);
  }

  /** A union holds what its regions hold. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void unitesRegions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Domain domain = Domain.of(1 + random.nextInt(20), 1 + random.nextInt(20));
    int[] labels = random.ints(domain.size(), 0, 1 + random.nextInt(9)).toArray();
    Partition partition = Partition.of(domain, labels);
    BitSet some = new BitSet();
    random.ints(3, 0, partition.count()).forEach(some::set);
    Region union = partition.union(some);
    int[] held =
        IntStream.range(0, domain.size()).filter(e -> some.get(partition.regionOf(e))).toArray();
    assertThat(IntStream.range(0, domain.size()).filter(union::contains))
        .containsExactly(box(held));
    assertThat(union.size()).isEqualTo(held.length);
    assertThat(partition.union(new BitSet())).isEqualTo(Region.none());
    BitSet unknown = new BitSet();
    unknown.set(partition.count());
    assertThatThrownBy(() -> partition.union(unknown))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static Integer[] box(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }

  @Test
  void refusesAnotherNumberOfLabels() {
    assertThatThrownBy(() -> Partition.of(Domain.of(2, 2), new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 labels")
        .hasMessageContaining("2x2");
  }

  @Test
  void refusesARegionThatIsNotThere() {
    Partition partition = Partition.of(Domain.of(4), new int[4]);
    assertThatThrownBy(() -> partition.region(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
