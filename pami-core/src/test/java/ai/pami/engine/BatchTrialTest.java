package ai.pami.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** The choice of a batch size. */
class BatchTrialTest {
  private static final int THREADS = 2;

  /** The sizes issued while {@code probes} are answered, as many at a time as the trial allows. */
  private static List<Integer> issued(BatchTrial trial, int probes, IntToLongFunction nanos) {
    List<Integer> sizes = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    for (int sum = 0; sum < probes; ) {
      while (!trial.waits() && out.size() < 16) {
        out.add(trial.next());
      }
      int size = out.remove(0);
      trial.took(size, size, nanos.applyAsLong(size));
      sizes.add(size);
      sum += size;
    }
    return sizes;
  }

  @Test
  void aSizeThatDoesNotPayEndsTheTrial() {
    BatchTrial trial = BatchTrial.of(THREADS);
    List<Integer> sizes = issued(trial, 200, size -> 1000L * size);
    assertThat(trial.best()).isEqualTo(1);
    assertThat(sizes.stream().filter(size -> size == 2)).hasSize(2 * THREADS);
    assertThat(sizes).doesNotContain(4, 8);
  }

  @Test
  void theLargestSizeIsFoundIfItIsTheFastest() {
    BatchTrial trial = BatchTrial.of(THREADS);
    List<Integer> sizes = issued(trial, 300, size -> 1000 + 10L * size);
    assertThat(trial.best()).isEqualTo(8);
    assertThat(sizes.subList(sizes.size() - 10, sizes.size())).containsOnly(8);
  }

  @Test
  void aSizeBetweenIsFound() {
    BatchTrial trial = BatchTrial.of(THREADS);
    issued(trial, 300, size -> size <= 4 ? 1000 + 10L * size : 1000L * size);
    assertThat(trial.best()).isEqualTo(4);
  }

  /** What is loaded and compiled at first does not count. */
  @Test
  void slowFirstBatchesSayNothing() {
    BatchTrial trial = BatchTrial.of(THREADS);
    int[] heard = {0};
    issued(trial, 200, size -> heard[0]++ < THREADS ? 100_000 : 1000L * size);
    assertThat(trial.best()).isEqualTo(1);
  }

  /** A program that is being compiled gets faster whatever the size. */
  @Test
  void whatIsFasterOnlyBecauseItIsLaterDoesNotPay() {
    BatchTrial trial = BatchTrial.of(THREADS);
    double[] slowness = {10};
    issued(
        trial,
        200,
        size -> {
          slowness[0] = Math.max(1, 0.99 * slowness[0]);
          return Math.round(1000 * size * slowness[0]);
        });
    assertThat(trial.best()).isEqualTo(1);
  }

  /** As where a step of a selection asks for less than a batch. */
  @Test
  void batchesThatAreNotFullAreTimedAgain() {
    BatchTrial trial = BatchTrial.of(THREADS);
    int twos = 0;
    while (twos < 10) {
      int size = trial.next();
      assertThat(trial.best()).isEqualTo(1);
      twos += size - 1;
      trial.took(size, 1, 1000);
    }
    while (trial.best() == 1) {
      assertThat(trial.waits()).isFalse();
      int size = trial.next();
      trial.took(size, size, 1000);
    }
    assertThat(trial.best()).isEqualTo(2);
  }

  @Test
  void aGivenSizeIsNotTried() {
    BatchTrial trial = BatchTrial.fixed(3);
    assertThat(issued(trial, 30, size -> 1000L / size)).containsOnly(3);
    assertThat(trial.best()).isEqualTo(3);
    assertThat(trial.largest()).isEqualTo(3);
  }
}
