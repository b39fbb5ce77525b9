package ai.pami.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds that are over sooner than threads would start. */
@Timeout(60)
class ShortRoundTest {
  private static final int N = 24;
  private static final Scoring FIRST =
      new Scoring(Activation.NONE, List.of(Target.value(0, "number")));

  private record Ask(Composer<double[]> composer, Region mask, Source shown)
      implements Probe<double[]> {}

  /** Each element of {@code 1, 2, 4...} shown alone, so that an answer tells its question. */
  private static List<Double> answers(FunctionModel model, int threads, int batch) {
    double[] input = new double[N];
    for (int i = 0; i < N; i++) {
      input[i] = 1 << i;
    }
    ArrayComposer composer = new ArrayComposer(Domain.of(N), input, new double[N]);
    List<Double> answers = new ArrayList<>();
    AtomicInteger pulled = new AtomicInteger();
    Probes<Ask> probes =
        new Probes<>() {
          @Override
          public Optional<Ask> next() {
            int i = pulled.getAndIncrement();
            return i < N
                ? Optional.of(new Ask(composer, Region.ofSpans(i, i + 1), Source.INPUT))
                : Optional.empty();
          }

          @Override
          public long expected() {
            // As methods do that find out on the way how much they need.
            return Math.max(1, N - pulled.get());
          }
        };
    EngineOptions options = EngineOptions.defaults().withThreads(threads).withBatch(batch);
    try (var engine = new ProbeEngine<>(model, options)) {
      engine.whole(composer, Source.INPUT);
      engine.whole(composer, Source.BACKGROUND);
      engine.ask(probes, FIRST, (ask, scores) -> answers.add(scores[0]));
    }
    return answers;
  }

  private static double[] sum(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return new double[] {sum};
  }

  private static List<Double> truth() {
    List<Double> truth = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      truth.add((double) (1 << i));
    }
    return truth;
  }

  @Test
  void runOnTheCallersThread() {
    int alone = 0;
    for (int run = 0; run < 50; run++) {
      Set<Thread> askers = ConcurrentHashMap.newKeySet();
      FunctionModel fast =
          new FunctionModel(
              N,
              x -> {
                askers.add(Thread.currentThread());
                return sum(x);
              });
      assertThat(answers(fast, 2, 4)).isEqualTo(truth());
      alone += askers.equals(Set.of(Thread.currentThread())) ? 1 : 0;
    }
    // A pause of the machine may make any one of them look slow.
    assertThat(alone).isGreaterThan(10);
  }

  @Test
  void slowModelsAreAskedOnThreads() {
    Set<Thread> askers = ConcurrentHashMap.newKeySet();
    FunctionModel slow =
        new FunctionModel(
            N,
            x -> {
              askers.add(Thread.currentThread());
              LockSupport.parkNanos(2_000_000);
              return sum(x);
            });
    assertThat(answers(slow, 2, 4)).isEqualTo(truth());
    assertThat(askers).hasSize(3).contains(Thread.currentThread());
  }

  /** Its time scatters around what is short: rounds begin here and go on there. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noMoreAskAtOnceThanThereAreThreads(int threads) {
    AtomicInteger asking = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    FunctionModel uneven =
        new FunctionModel(
            N,
            x -> {
              most.accumulateAndGet(asking.incrementAndGet(), Math::max);
              long until = System.nanoTime() + (calls.incrementAndGet() * 7919L % 97) * 1_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              asking.decrementAndGet();
              return sum(x);
            });
    for (int run = 0; run < 300; run++) {
      assertThat(answers(uneven, threads, 2)).isEqualTo(truth());
    }
    assertThat(most.get()).isLessThanOrEqualTo(threads);
  }
}
