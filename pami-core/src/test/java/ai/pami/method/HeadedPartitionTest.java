package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Ranking;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadedPartitionTest {
  private static final Domain DOMAIN = Domain.of(20, 50);
  private static final int N = 1000;

  private static Partition random(SplittableRandom random, int regions) {
    int[] labels = new int[N];
    Arrays.setAll(labels, e -> e < regions ? e : random.nextInt(regions));
    return Partition.of(DOMAIN, labels);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theHeadIsTheOrdersFirstAndTheRestStaysInItsRegions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Partition cut = random(random, 2 + random.nextInt(40));
    Ranking order = Ranking.descending(random.doubles(N).toArray());
    double share = 0.05 + 0.3 * random.nextDouble();
    HeadedPartition headed = HeadedPartition.of(cut, order, share);

    assertThat(headed.hasHead()).isTrue();
    assertThat(headed.cut()).isSameAs(cut);
    int first = (int) Math.ceil(share * N);
    for (int rank = 0; rank < N; rank++) {
      int e = order.element(rank);
      int region = headed.regions().regionOf(e);
      if (rank < first) {
        assertThat(region).isZero();
      } else if (region > 0) {
        assertThat(headed.from(region)).isEqualTo(cut.regionOf(e));
      }
    }
    double[] keys = new double[N];
    headed.keyHead(keys);
    Ranking keyed = Ranking.descending(keys);
    int head = headed.regions().region(0).size();
    int at = 0;
    for (int rank = 0; rank < N; rank++) {
      int e = order.element(rank);
      assertThat(keys[e] > 0).isEqualTo(headed.regions().regionOf(e) == 0);
      if (keys[e] > 0) {
        assertThat(keyed.element(at++)).isEqualTo(e);
      }
    }
    assertThat(at).isEqualTo(head).isLessThan(N);
  }

  /** What is left of a region beside the head is no part if it is tiny; small regions are. */
  @Test
  void sliversGoToTheHead() {
    int[] labels = new int[N];
    Arrays.setAll(labels, e -> e < 100 ? 0 : e < 102 ? 1 : e < 500 ? 2 : 3);
    Partition cut = Partition.of(DOMAIN, labels);
    double[] values = new double[N];
    Arrays.setAll(values, e -> N - e);
    HeadedPartition headed = HeadedPartition.of(cut, Ranking.descending(values), 0.098);

    assertThat(headed.regions().count()).isEqualTo(4);
    assertThat(headed.regions().region(0).size()).isEqualTo(100);
    assertThat(headed.from(1)).isEqualTo(1);
    assertThat(headed.regions().region(1).size()).isEqualTo(2);
  }

  @Test
  void withoutAHeadAllIsAsItWas() {
    Partition cut = random(new SplittableRandom(7), 12);
    HeadedPartition headless = HeadedPartition.headless(cut);
    assertThat(headless.hasHead()).isFalse();
    assertThat(headless.regions()).isSameAs(cut);
    assertThat(headless.from(5)).isEqualTo(5);
    double[] keys = new double[N];
    headless.keyHead(keys);
    assertThat(keys).containsOnly(0);
  }
}
