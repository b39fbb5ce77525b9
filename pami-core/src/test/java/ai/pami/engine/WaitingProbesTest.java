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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes that follow from the answers to earlier ones. */
@Timeout(60)
class WaitingProbesTest {
  private static final int N = 32;

  private record Ask(Composer<double[]> composer, Region mask, Source shown)
      implements Probe<double[]> {}

  /** Looks for the one element that counts by halving. */
  private static final class Halving implements Probes<Ask> {
    private final Composer<double[]> composer;
    private int from;
    private int to = N;
    private boolean out;
    private int asked;

    Halving(Composer<double[]> composer) {
      this.composer = composer;
    }

    @Override
    public Optional<Ask> next() {
      if (out || to - from == 1) {
        return Optional.empty();
      }
      out = true;
      asked++;
      Region lower = Region.ofSpans(from, (from + to) / 2);
      return Optional.of(new Ask(composer, lower, Source.INPUT));
    }

    @Override
    public boolean waits() {
      return to - from > 1;
    }

    @Override
    public long expected() {
      return 5;
    }

    void answered(Ask ask, double[] scores) {
      out = false;
      if (scores[0] > 0) {
        to = (from + to) / 2;
      } else {
        from = (from + to) / 2;
      }
    }
  }

  private static ArrayComposer composer(int counting) {
    double[] input = new double[N];
    input[counting] = 1;
    return new ArrayComposer(Domain.of(N), input, new double[N]);
  }

  private static final Scoring FIRST =
      new Scoring(Activation.NONE, List.of(Target.value(0, "sum")));

  private static double[] sum(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return new double[] {sum};
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,8", "3,1", "2,0"})
  void whatIsAskedMayFollowFromTheAnswers(int threads, int batch) {
    for (int counting = 0; counting < N; counting++) {
      EngineOptions options = EngineOptions.defaults().withThreads(threads).withBatch(batch);
      Halving halving = new Halving(composer(counting));
      try (ProbeEngine<double[]> engine =
          new ProbeEngine<>(new FunctionModel(N, WaitingProbesTest::sum), options)) {
        assertThat(engine.ask(halving, FIRST, halving::answered)).isEqualTo(StopReason.COMPLETE);
      }
      assertThat(halving.from).isEqualTo(counting);
      assertThat(halving.asked).isEqualTo(5);
    }
  }

  @Test
  void aSourceThatWaitsForNothingIsAtItsEnd() {
    List<Double> heard = new ArrayList<>();
    Probes<Ask> hopeful =
        new Probes<>() {
          @Override
          public Optional<Ask> next() {
            return Optional.empty();
          }

          @Override
          public boolean waits() {
            return true;
          }

          @Override
          public long expected() {
            return 1;
          }
        };
    try (ProbeEngine<double[]> engine =
        new ProbeEngine<>(new FunctionModel(N, WaitingProbesTest::sum), EngineOptions.defaults())) {
      assertThat(engine.ask(hopeful, FIRST, (ask, scores) -> heard.add(scores[0])))
          .isEqualTo(StopReason.COMPLETE);
    }
    assertThat(heard).isEmpty();
  }
}
