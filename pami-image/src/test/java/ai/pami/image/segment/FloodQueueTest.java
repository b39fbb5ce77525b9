package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloodQueueTest {
  private record Entry(double cost, int age, int pixel, int source) {}

  @Test
  void givesTheLeastCostFirstAndTheOldestOfEqualOnes() {
    SplittableRandom random = new SplittableRandom(6);
    PriorityQueue<Entry> expected =
        new PriorityQueue<>(Comparator.comparingDouble(Entry::cost).thenComparingInt(Entry::age));
    FloodQueue queue = new FloodQueue(0);
    for (int age = 0; age < 5000; age++) {
      Entry entry = new Entry(random.nextInt(40) / 8.0, age, random.nextInt(1 << 30), age + 7);
      expected.add(entry);
      queue.push(entry.cost(), entry.age(), entry.pixel(), entry.source());
      if (random.nextInt(3) == 0) {
        assertSameFirst(queue, expected.remove());
      }
    }
    while (!expected.isEmpty()) {
      assertThat(queue.isEmpty()).isFalse();
      assertSameFirst(queue, expected.remove());
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  private static void assertSameFirst(FloodQueue queue, Entry entry) {
    queue.pop();
    assertThat(queue.pixel()).isEqualTo(entry.pixel());
    assertThat(queue.source()).isEqualTo(entry.source());
  }
}
