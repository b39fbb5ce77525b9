package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions of a picture, made once and ahead. */
@Timeout(20)
class PicturePartitionsTest {
  private static final Picture PICTURE = Picture.of(4, 2, new byte[24]);

  /** One region a pixel; waits for a gate, if there is one, and counts its calls. */
  private static final class Cut implements Partitioner<Picture> {
    final String name;
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch gate;
    final AtomicInteger calls = new AtomicInteger();
    volatile Thread thread;

    Cut(String name, int gates) {
      this.name = name;
      this.gate = new CountDownLatch(gates);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Regions partition(Picture picture) {
      calls.incrementAndGet();
      thread = Thread.currentThread();
      begun.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Partition.of(picture.domain(), new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    }
  }

  @Test
  void aPartitionIsMadeOnceWhoeverAsks() {
    Cut cut = new Cut("a", 0);
    try (PicturePartitions partitions = new PicturePartitions(PICTURE, List.of(cut))) {
      Regions first = partitions.of(cut);
      assertThat(partitions.of(cut)).isSameAs(first);
      assertThat(partitions.of(new Cut("a", 0))).isSameAs(first);
      assertThat(first.count()).isEqualTo(8);
    }
    assertThat(cut.calls).hasValue(1);
  }

  /** While the first one is being made ahead the second is made by whoever wants it. */
  @Test
  void nobodyWaitsForAPartitionThatIsNotBegun() throws InterruptedException {
    Cut slow = new Cut("slow", 1);
    Cut quick = new Cut("quick", 0);
    try (PicturePartitions partitions = new PicturePartitions(PICTURE, List.of(slow, quick))) {
      slow.begun.await();
      partitions.of(quick);
      assertThat(quick.thread).isSameAs(Thread.currentThread());
      slow.gate.countDown();
      partitions.of(slow);
      assertThat(slow.thread).isNotSameAs(Thread.currentThread());
    }
    assertThat(slow.calls).hasValue(1);
    assertThat(quick.calls).hasValue(1);
  }

  @Test
  void noneIsBegunAheadOnceItIsClosed() throws InterruptedException {
    Cut slow = new Cut("slow", 1);
    Cut next = new Cut("next", 0);
    PicturePartitions partitions = new PicturePartitions(PICTURE, List.of(slow, next));
    slow.begun.await();
    partitions.close();
    slow.gate.countDown();
    slow.thread.join();
    assertThat(next.calls).hasValue(0);
  }

  @Test
  void aPictureThatCannotBeCutIsNamedToWhoeverAsks() {
    Partitioner<Picture> impossible =
        new Partitioner<>() {
          @Override
          public String name() {
            return "impossible";
          }

          @Override
          public Regions partition(Picture picture) {
            throw new PamiException("too small for impossible");
          }
        };
    try (PicturePartitions partitions = new PicturePartitions(PICTURE, List.of(impossible))) {
      assertThatThrownBy(() -> partitions.of(impossible))
          .isInstanceOf(PamiException.class)
          .hasMessage("too small for impossible");
    }
  }

  @Test
  void anInterruptedThreadStaysInterrupted() throws InterruptedException {
    Cut slow = new Cut("slow", 1);
    try (PicturePartitions partitions = new PicturePartitions(PICTURE, List.of(slow))) {
      slow.begun.await();
      Thread.currentThread().interrupt();
      new Thread(slow.gate::countDown).start();
      partitions.of(slow);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
