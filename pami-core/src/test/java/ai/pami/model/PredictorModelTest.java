package ai.pami.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorModelTest {
  /** A copy in the making is what is written so far; an input is its text. */
  private static PredictorModel<StringBuilder, String> model(Predictor<String> predictor) {
    return new PredictorModel<>(predictor, StringBuilder::new, StringBuilder::toString);
  }

  private static double[][] lengths(List<String> texts) {
    return texts.stream().map(text -> new double[] {text.length(), 0.1}).toArray(double[][]::new);
  }

  @Test
  void copiesAreWrittenIntoSlotsAndBecomeInputsInTheirOrder() {
    List<List<String>> asked = new ArrayList<>();
    var model =
        model(
            texts -> {
              asked.add(texts);
              return lengths(texts);
            });
    assertThat(model.fixedBatchSize()).isEmpty();
    try (Batch<StringBuilder> batch = model.allocate(3)) {
      assertThat(batch.capacity()).isEqualTo(3);
      batch.slot(0).append("a");
      batch.slot(1).append("bcd");
      batch.slot(2).append("ef");
      Outputs outputs = batch.run(2);
      assertThat(outputs.count()).isEqualTo(2);
      assertThat(outputs.get(0).get(0)).isEqualTo(1);
      assertThat(outputs.get(1).get(0)).isEqualTo(3);
      assertThat(outputs.get(1).get(1)).isEqualTo(0.1);
      // Slots keep what they hold.
      batch.slot(0).append("z");
      assertThat(batch.run(3).get(0).get(0)).isEqualTo(2);
    }
    assertThat(asked).containsExactly(List.of("a", "bcd"), List.of("az", "bcd", "ef"));
  }

  @Test
  void thePredictorCantChangeWhatItIsGiven() {
    var model =
        model(
            texts -> {
              texts.set(0, "another");
              return lengths(texts);
            });
    try (Batch<StringBuilder> batch = model.allocate(1)) {
      assertThatThrownBy(() -> batch.run(1)).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void batchesOfOneModelHaveSlotsOfTheirOwn() {
    var model = model(PredictorModelTest::lengths);
    try (Batch<StringBuilder> one = model.allocate(1);
        Batch<StringBuilder> two = model.allocate(1)) {
      one.slot(0).append("abc");
      assertThat(one.slot(0)).isSameAs(one.slot(0)).isNotSameAs(two.slot(0));
      assertThat(two.run(1).get(0).get(0)).isZero();
      assertThat(one.run(1).get(0).get(0)).isEqualTo(3);
    }
  }

  private static void assertRefused(Predictor<String> predictor, String... said) {
    try (Batch<StringBuilder> batch = model(predictor).allocate(4)) {
      assertThatThrownBy(() -> batch.run(4))
          .isInstanceOf(PamiException.class)
          .hasMessageContainingAll(said);
    }
  }

  @Test
  void noAnswerIsRefused() {
    assertRefused(texts -> null, "given 4 inputs", "answered null", "a row for each");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5})
  void anotherNumberOfRowsIsRefused(int rows) {
    assertRefused(texts -> new double[rows][2], "given 4 inputs", "with " + rows + " rows");
  }

  @Test
  void aRowWithoutNumbersIsRefused() {
    assertRefused(texts -> new double[][] {{1}, {1}, {}, {1}}, "no numbers");
    assertRefused(texts -> new double[][] {{1}, {1}, null, {1}}, "no numbers");
  }

  @Test
  void rowsOfSeveralLengthsAreRefusedWithinABatch() {
    assertRefused(
        texts -> new double[][] {{1, 2}, {1, 2}, {1}, {1, 2}}, "2 numbers", "and 1", "one length");
  }

  @Test
  void rowsOfAnotherLengthThanABatchBeforeAreRefused() {
    int[] numbers = {2};
    var model = model(texts -> new double[texts.size()][numbers[0]]);
    try (Batch<StringBuilder> one = model.allocate(1);
        Batch<StringBuilder> two = model.allocate(1)) {
      assertThat(one.run(1).get(0).size()).isEqualTo(2);
      numbers[0] = 3;
      assertThatThrownBy(() -> two.run(1))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("2 numbers")
          .hasMessageContaining("and 3");
    }
  }

  @Test
  void severalThreadsEachHaveTheirOwnAnswers() throws Exception {
    var model = model(PredictorModelTest::lengths);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String text = "x".repeat(t);
        all.add(
            threads.submit(
                () -> {
                  try (Batch<StringBuilder> batch = model.allocate(2)) {
                    batch.slot(0).append(text);
                    for (int i = 0; i < 200; i++) {
                      assertThat(batch.run(2).get(0).get(0)).isEqualTo(text.length());
                    }
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aThreadWhoseAnswersAreNotWantedIsInterruptedWhileItAsksAndNotAfterwards()
      throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean left = new AtomicBoolean(true);
    var model =
        model(
            texts -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
              }
              return lengths(texts);
            });
    try (Batch<StringBuilder> batch = model.allocate(1)) {
      Thread thread =
          new Thread(
              () -> {
                batch.run(1);
                left.set(Thread.currentThread().isInterrupted());
              });
      batch.stop(); // nobody asks: nobody is interrupted
      thread.start();
      asked.await();
      batch.stop();
      thread.join();
    }
    assertThat(interrupted).isTrue();
    assertThat(left).isFalse();
  }
}
