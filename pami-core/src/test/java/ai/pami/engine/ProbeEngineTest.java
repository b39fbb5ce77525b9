package ai.pami.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProbeEngineTest {
  private static final int N = 50;
  private static final Domain DOMAIN = Domain.of(N);
  private static final ArrayComposer COMPOSER = composer();
  private static final Scoring SUM =
      new Scoring(Activation.NONE, List.of(Target.value(0, "sum"), Target.value(1, "square")));

  /** Sums and squares: every element of the copy shows in the answer. */
  private static double[] sums(double[] x) {
    double sum = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * (i + 1);
      square += x[i] * x[i];
    }
    return new double[] {sum, square};
  }

  private static ArrayComposer composer() {
    double[] input = new double[N];
    double[] background = new double[N];
    for (int i = 0; i < N; i++) {
      input[i] = 1 + i;
      background[i] = -0.25 * i;
    }
    return new ArrayComposer(DOMAIN, input, background);
  }

  private record Ask(Composer<double[]> composer, Region mask, Source shown)
      implements Probe<double[]> {}

  private static Probes<Ask> probes(List<Ask> asks) {
    Iterator<Ask> iterator = asks.iterator();
    return new Probes<>() {
      @Override
      public Optional<Ask> next() {
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
      }

      @Override
      public long expected() {
        return asks.size();
      }
    };
  }

  /** Random regions, shown and dropped in turn. */
  private static List<Ask> randomAsks(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = random.nextInt(N);
      int end = start + 1 + random.nextInt(N - start);
      asks.add(
          new Ask(
              COMPOSER,
              Region.ofSpans(start, end),
              random.nextInt(3) == 0 ? Source.BACKGROUND : Source.INPUT));
    }
    return asks;
  }

  private static double[] truth(Ask ask) {
    double[] copy = new double[N];
    for (int i = 0; i < N; i++) {
      boolean input = ask.mask().contains(i) == (ask.shown() == Source.INPUT);
      copy[i] = input ? COMPOSER.input()[i] : COMPOSER.background()[i];
    }
    double[] answer = sums(copy);
    return new double[] {(float) answer[0], (float) answer[1]};
  }

  /** Every probe gets the score of exactly its copy, in order, whatever threads and batches. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "2, 1", "2, 64", "7, 3", "7, 64", "0, 0"})
  void answersEveryProbeInOrder(int threads, int batch) {
    List<Ask> asks = randomAsks(500, 7);
    List<Ask> answered = new ArrayList<>();
    EngineOptions options = EngineOptions.defaults().withThreads(threads).withBatch(batch);
    try (ProbeEngine<double[]> engine =
        new ProbeEngine<>(new FunctionModel(N, ProbeEngineTest::sums), options)) {
      StopReason stopped =
          engine.ask(
              probes(asks),
              SUM,
              (ask, scores) -> {
                answered.add(ask);
                assertThat(scores).containsExactly(truth(ask));
              });
      assertThat(stopped).isEqualTo(StopReason.COMPLETE);
    }
    assertThat(answered).isEqualTo(asks);
  }

  @Test
  void noProbeIsAskedTwice() {
    List<Ask> asks = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      for (int i = 0; i < N; i++) {
        asks.add(new Ask(COMPOSER, Region.ofSpans(i, i + 1), Source.INPUT));
        asks.add(new Ask(COMPOSER, Region.ofSpans(i, i + 1), Source.BACKGROUND));
      }
    }
    FunctionModel model = new FunctionModel(N, ProbeEngineTest::sums);
    AtomicInteger answers = new AtomicInteger();
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, EngineOptions.defaults())) {
      engine.ask(
          probes(asks),
          SUM,
          (ask, scores) -> {
            answers.incrementAndGet();
            assertThat(scores).containsExactly(truth(ask));
          });
      assertThat(engine.calls()).isEqualTo(2 * N);
    }
    assertThat(model.asked).hasValue(2 * N);
    assertThat(answers).hasValue(asks.size());
  }

  @Test
  void aBudgetIsNeverExceeded() {
    FunctionModel model = new FunctionModel(N, ProbeEngineTest::sums);
    AtomicInteger answers = new AtomicInteger();
    EngineOptions options = EngineOptions.defaults().withBudget(37).withBatch(8);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, options)) {
      engine.whole(COMPOSER, Source.INPUT);
      engine.whole(COMPOSER, Source.BACKGROUND);
      List<Ask> distinct = randomAsks(500, 3).stream().distinct().toList();
      StopReason stopped =
          engine.ask(probes(distinct), SUM, (ask, scores) -> answers.incrementAndGet());
      assertThat(stopped).isEqualTo(StopReason.BUDGET);
      assertThat(engine.calls()).isEqualTo(37);
    }
    assertThat(model.asked).hasValue(37);
    assertThat(answers).hasValue(35);
  }

  @Test
  void budgetsTooSmallForABaselineAreRefused() {
    for (long budget : new long[] {-1, 0, 1, 2}) {
      assertThatThrownBy(() -> EngineOptions.defaults().withBudget(budget))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("budget of " + budget);
    }
  }

  @Test
  void aFixedBatchIsKept() {
    FunctionModel model = new FunctionModel(N, ProbeEngineTest::sums, OptionalInt.of(1));
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, EngineOptions.defaults())) {
      engine.ask(probes(randomAsks(50, 1)), SUM, (ask, scores) -> {});
      assertThat(engine.batchSize()).isEqualTo(1);
    }
    assertThat(model.largestBatch).hasValue(1);
    assertThatThrownBy(() -> new ProbeEngine<>(model, EngineOptions.defaults().withBatch(4)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("only takes batches of 1");
  }

  @Test
  void aDeadlineEndsTheRunAndKeepsWhatWasAnswered() {
    FunctionModel slow =
        new FunctionModel(
            N,
            x -> {
              sleep(2);
              return sums(x);
            });
    AtomicInteger answers = new AtomicInteger();
    EngineOptions options =
        EngineOptions.defaults().withDeadline(Duration.ofMillis(150)).withThreads(2).withBatch(1);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(slow, options)) {
      List<Ask> endless = randomAsks(100_000, 5);
      StopReason stopped =
          engine.ask(probes(endless), SUM, (ask, scores) -> answers.incrementAndGet());
      assertThat(stopped).isEqualTo(StopReason.DEADLINE);
    }
    assertThat(answers.get()).isPositive().isLessThan(100_000);
  }

  @Test
  void aRunCanBeCancelledFromAnotherThread() {
    Cancellation cancellation = new Cancellation();
    FunctionModel model = new FunctionModel(N, ProbeEngineTest::sums);
    AtomicInteger answers = new AtomicInteger();
    EngineOptions options = EngineOptions.defaults().withCancellation(cancellation);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, options)) {
      StopReason stopped =
          engine.ask(
              probes(randomAsks(100_000, 5)),
              SUM,
              (ask, scores) -> {
                if (answers.incrementAndGet() == 100) {
                  cancellation.cancel();
                }
              });
      assertThat(stopped).isEqualTo(StopReason.CANCELLED);
    }
    assertThat(answers.get()).isBetween(100, 1000);
  }

  @Test
  void anInterruptCancelsAndStays() {
    AtomicInteger answers = new AtomicInteger();
    FunctionModel slow =
        new FunctionModel(
            N,
            x -> {
              sleep(1);
              return sums(x);
            });
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(slow, EngineOptions.defaults())) {
      StopReason stopped =
          engine.ask(
              probes(randomAsks(100_000, 5)),
              SUM,
              (ask, scores) -> {
                if (answers.incrementAndGet() == 10) {
                  Thread.currentThread().interrupt();
                }
              });
      assertThat(stopped).isEqualTo(StopReason.CANCELLED);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aModelThatThrowsIsNamedWithItsProbe() {
    AtomicInteger asked = new AtomicInteger();
    FunctionModel failing =
        new FunctionModel(
            N,
            x -> {
              if (asked.incrementAndGet() == 500) {
                throw new IllegalStateException("device lost");
              }
              return sums(x);
            });
    AtomicInteger answers = new AtomicInteger();
    EngineOptions options = EngineOptions.defaults().withBatch(1).withThreads(1);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(failing, options)) {
      List<Ask> distinct = randomAsks(5000, 5).stream().distinct().toList();
      assertThat(distinct.size()).isGreaterThan(500);
      assertThatThrownBy(
              () -> engine.ask(probes(distinct), SUM, (ask, scores) -> answers.incrementAndGet()))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("model call 500 (")
          .hasMessageContaining("device lost")
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(answers).hasValue(499);
  }

  @Test
  void aScoreThatIsNoNumberIsNamedWithItsProbe() {
    Function<double[], double[]> nanWhenBright =
        x -> new double[] {x[10] > 0 ? Double.NaN : 1, x[20] > 0 ? Double.POSITIVE_INFINITY : 1};
    for (int element : new int[] {10, 20}) {
      FunctionModel model = new FunctionModel(N, nanWhenBright);
      List<Ask> asks =
          List.of(
              new Ask(COMPOSER, Region.ofSpans(0, 5), Source.INPUT),
              new Ask(COMPOSER, Region.ofSpans(element, element + 3), Source.INPUT));
      try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, EngineOptions.defaults())) {
        assertThatThrownBy(() -> engine.ask(probes(asks), SUM, (ask, scores) -> {}))
            .isInstanceOf(PamiException.class)
            .hasMessageContaining(element == 10 ? "0 (sum) is NaN" : "1 (square) is Infinity")
            .hasMessageContaining("keeping 3 elements between %d".formatted(element));
      }
    }
  }

  @Test
  void anEngineServesSeveralRounds() {
    FunctionModel model = new FunctionModel(N, ProbeEngineTest::sums);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, EngineOptions.defaults())) {
      for (int round = 0; round < 5; round++) {
        List<Ask> asks = randomAsks(50, round);
        engine.ask(
            probes(asks), SUM, (ask, scores) -> assertThat(scores).containsExactly(truth(ask)));
      }
      assertThat(engine.whole(COMPOSER, Source.INPUT).get(0))
          .isEqualTo((float) sums(COMPOSER.input())[0]);
    }
  }

  @Test
  void progressOnlyGrowsAndEndsWithAllCalls() {
    List<Progress> heard = new ArrayList<>();
    FunctionModel slow =
        new FunctionModel(
            N,
            x -> {
              sleep(1);
              return sums(x);
            });
    EngineOptions options = EngineOptions.defaults().withProgress(heard::add).withThreads(2);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(slow, options)) {
      engine.ask(probes(randomAsks(600, 2).stream().distinct().toList()), SUM, (a, s) -> {});
      assertThat(heard).isNotEmpty();
      assertThat(heard.get(heard.size() - 1).calls()).isEqualTo(engine.calls());
    }
    long[] calls = heard.stream().mapToLong(Progress::calls).toArray();
    long[] sorted = calls.clone();
    Arrays.sort(sorted);
    assertThat(calls).isEqualTo(sorted);
    assertThat(heard).allSatisfy(p -> assertThat(p.expected()).isGreaterThanOrEqualTo(p.calls()));
  }

  /** What is kept does not grow with the number of probes. */
  @Test
  void memoryDoesNotGrowWithTheNumberOfProbes() {
    Domain large = Domain.of(224, 224);
    double[] zeros = new double[large.size()];
    ArrayComposer composer = new ArrayComposer(large, zeros, zeros.clone());
    FunctionModel model = new FunctionModel(large.size(), x -> new double[] {x[0], x[1]});
    long few = liveHeap(model, composer, 1_000);
    long many = liveHeap(model, composer, 100_000);
    System.out.printf("live heap: %,d B at 1,000 probes, %,d B at 100,000%n", few, many);
    assertThat(many).isLessThan((long) (1.1 * few));
  }

  private static long liveHeap(FunctionModel model, ArrayComposer composer, int count) {
    SplittableRandom random = new SplittableRandom(1);
    long[] most = {0};
    Probes<Ask> endless =
        new Probes<>() {
          private int pulled;

          @Override
          public Optional<Ask> next() {
            if (pulled++ == count) {
              return Optional.empty();
            }
            int start = random.nextInt(composer.domain().size() - 1);
            return Optional.of(new Ask(composer, Region.ofSpans(start, start + 1), Source.INPUT));
          }

          @Override
          public long expected() {
            return count;
          }
        };
    // One worker: with two, the second is there or not, as the first is fast enough.
    EngineOptions options = EngineOptions.defaults().withBatch(8).withThreads(1);
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, options)) {
      AtomicInteger answers = new AtomicInteger();
      engine.ask(
          endless,
          SUM,
          (ask, scores) -> {
            if (answers.incrementAndGet() % (count / 10) == 0) {
              System.gc();
              Runtime runtime = Runtime.getRuntime();
              most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory());
            }
          });
    }
    return most[0];
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
