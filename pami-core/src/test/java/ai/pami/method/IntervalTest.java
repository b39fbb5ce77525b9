package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.ArrayComposer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.FunctionModel;
import ai.pami.engine.ProbeEngine;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Intervals cover the truth as often as they say, on models where it can be worked out. */
class IntervalTest {
  private static final int N = 60;
  private static final Domain DOMAIN = Domain.of(N);
  private static final Scoring SCORING =
      new Scoring(Activation.NONE, List.of(Target.value(0, "sum")));
  private static final SplittableRandom RANDOM = new SplittableRandom(7);
  private static final double[] TERMS = RANDOM.doubles(N, -0.5, 1).toArray();

  /** A line cut into pieces of 2 to 6 at a random place. */
  private static Partition randomPieces() {
    int[] labels = new int[N];
    int end = 0;
    int label = 0;
    for (int i = 0; i < N; i++) {
      if (i == end) {
        label++;
        end = i + (i == 0 ? RANDOM.nextInt(1, 7) : RANDOM.nextInt(2, 7));
      }
      labels[i] = label;
    }
    return Partition.of(DOMAIN, labels);
  }

  private static ImportanceMap map(int partitions, Evidence evidence, boolean product) {
    double[] ones = new double[N];
    Arrays.fill(ones, 1);
    ArrayComposer composer = new ArrayComposer(DOMAIN, ones, new double[N]);
    FunctionModel model =
        new FunctionModel(
            N,
            x -> {
              double sum = 0;
              for (int i = 0; i < N; i++) {
                sum += TERMS[i] * x[i];
              }
              return new double[] {product ? Math.tanh(sum / 4) : sum};
            });
    try (ProbeEngine<double[]> engine =
        new ProbeEngine<>(model, EngineOptions.defaults().withThreads(1).withBatch(8))) {
      Baseline<double[]> baseline = Baselines.asked(engine, SCORING, composer);
      List<Layer<double[]>> layers = new ArrayList<>();
      for (int i = 0; i < partitions; i++) {
        layers.add(new Layer<>("pieces", randomPieces(), composer));
      }
      View<double[]> view = new View<>("as it is", Optional.empty(), layers.iterator());
      return new PamiMethod<>(engine, SCORING, baseline, evidence)
          .explain(List.of(view).iterator(), 1)
          .maps()
          .get(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, BOTH, false",
    "2, KEEP, true",
    "3, BOTH, false",
    "3, DROP, true",
    "4, BOTH, false",
    "4, BOTH, true",
    "5, BOTH, false",
    "5, DROP, true",
    "6, KEEP, false",
    "8, BOTH, true",
    "8, DROP, false",
    "16, BOTH, false",
    "16, DROP, true"
  })
  void coverTheTruthAsOftenAsTheySay(int partitions, Evidence evidence, boolean product) {
    ImportanceMap truth = map(8000, evidence, product);
    int covered = 0;
    int all = 0;
    for (int trial = 0; trial < 150; trial++) {
      ImportanceMap map = map(partitions, evidence, product);
      for (int e = 0; e < N; e++) {
        covered += Math.abs(map.value(e) - truth.value(e)) <= map.margin(e) ? 1 : 0;
        all++;
      }
    }
    assertThat((double) covered / all).isBetween(0.93, 0.97);
  }

  /** A region that is kept and dropped is one observation, not two that agree. */
  @ParameterizedTest
  @EnumSource(Evidence.class)
  void aRegionCountsOnce(Evidence evidence) {
    ImportanceMap map = map(5, evidence, false);
    for (int e = 0; e < N; e++) {
      assertThat(map.coverage(e)).isEqualTo(5);
    }
  }
}
