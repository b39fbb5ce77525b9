package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.ArrayComposer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.FunctionModel;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps that are looked at while they are being made, and runs that end because of it. */
class MapWatchTest {
  private static final int N = 60;
  private static final Domain DOMAIN = Domain.of(N);

  private static ImportanceMap map(double... values) {
    return ImportanceMap.of(Domain.of(values.length), values);
  }

  @Test
  void settlesWhenTheLastThirdOfTheCallsChangedTooLittle() {
    MapWatch watch = MapWatch.none().until(0.9);
    ImportanceMap up = map(1, 2, 3, 4, 5);
    ImportanceMap down = map(5, 4, 3, 2, 1);
    assertThat(watch.settled(20, () -> List.of(up))).isFalse();
    // 20 of 29 calls are more than two thirds.
    assertThat(watch.settled(29, () -> List.of(up))).isFalse();
    assertThat(watch.settled(30, () -> List.of(down))).isFalse();
    assertThat(watch.settled(31, () -> List.of(up))).isTrue();
    // Now compared with the look at 30, the newest that is old enough.
    assertThat(watch.settled(45, () -> List.of(up))).isFalse();
    assertThat(watch.settled(46, () -> List.of(down))).isTrue();
    assertThat(watch.settled(47, () -> List.of(down))).isFalse();
  }

  @Test
  void allTargetsMustHaveSettledAndAFlatMapNeverDoes() {
    ImportanceMap up = map(1, 2, 3, 4, 5);
    ImportanceMap down = map(5, 4, 3, 2, 1);
    ImportanceMap flat = map(1, 1, 1, 1, 1);
    MapWatch watch = MapWatch.none().until(0.9);
    assertThat(watch.settled(10, () -> List.of(up, up))).isFalse();
    assertThat(watch.settled(20, () -> List.of(up, down))).isFalse();
    MapWatch other = MapWatch.none().until(0.9);
    assertThat(other.settled(10, () -> List.of(up, flat))).isFalse();
    assertThat(other.settled(20, () -> List.of(up, flat))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void aCorrelationThatMeansNothing(double correlation) {
    assertThatThrownBy(() -> MapWatch.none().until(correlation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0 and at most 1, not " + correlation);
  }

  private static Partition random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = new int[N];
    Arrays.setAll(labels, i -> random.nextInt(8));
    return Partition.of(DOMAIN, labels);
  }

  /** PAMI over 60 random partitions of an additive model. */
  private static MethodResult explain(MapWatch watch, EngineOptions options, long[] calls) {
    double[] ones = new double[N];
    Arrays.fill(ones, 1);
    ArrayComposer composer = new ArrayComposer(DOMAIN, ones, new double[N]);
    FunctionModel model =
        new FunctionModel(
            N,
            x -> {
              double sum = 0;
              for (int i = 0; i < N; i++) {
                sum += i * i * x[i];
              }
              return new double[] {sum};
            });
    List<Layer<double[]>> layers = new ArrayList<>();
    for (int seed = 0; seed < 60; seed++) {
      layers.add(new Layer<>("random " + seed, random(seed), composer));
    }
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, options)) {
      MethodResult result =
          new PamiMethod<>(
                  engine,
                  new Scoring(Activation.NONE, List.of(Target.value(0, "sum"))),
                  new Baseline<>(composer, new double[] {N * N * N / 3.0}, new double[] {0}),
                  Evidence.KEEP,
                  watch)
              .explain(
                  List.of(new View<>("as it is", Optional.empty(), layers.iterator())).iterator(),
                  60);
      calls[0] = engine.calls();
      return result;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "7, 64"})
  void aRunEndsAtTheSameCallWhateverTheThreadsAndBatches(int threads, int batch) {
    long[] calls = {0};
    MethodResult expected =
        explain(MapWatch.none().until(0.95), EngineOptions.defaults().withThreads(1), calls);
    assertThat(expected.stopped()).isEqualTo(StopReason.SETTLED);
    assertThat(calls[0]).isEqualTo(expected.probes()).isBetween(16L, 400L);
    long[] again = {0};
    MethodResult result =
        explain(
            MapWatch.none().until(0.95),
            EngineOptions.defaults().withThreads(threads).withBatch(batch),
            again);
    assertThat(again).isEqualTo(calls);
    assertThat(result.regions()).hasSameSizeAs(expected.regions());
    assertThat(result.maps().get(0).values()).isEqualTo(expected.maps().get(0).values());
  }

  @Test
  void aStricterBoundAsksMoreAndAnImpossibleOneAll() {
    long[] loose = {0};
    long[] strict = {0};
    long[] all = {0};
    explain(MapWatch.none().until(0.8), EngineOptions.defaults(), loose);
    explain(MapWatch.none().until(0.97), EngineOptions.defaults(), strict);
    MethodResult whole = explain(MapWatch.none().until(1), EngineOptions.defaults(), all);
    assertThat(loose[0]).isLessThan(all[0]).isLessThanOrEqualTo(strict[0]);
    assertThat(strict[0]).isLessThanOrEqualTo(all[0]);
    assertThat(whole.stopped()).isEqualTo(StopReason.COMPLETE);
    assertThat(whole.maps().get(0).values())
        .isEqualTo(explain(MapWatch.none(), EngineOptions.defaults(), all).maps().get(0).values());
  }

  @Test
  void aListenerSeesTheMapsOnTheWay() {
    List<Long> seen = new ArrayList<>();
    List<ImportanceMap> shown = new ArrayList<>();
    long[] calls = {0};
    explain(
        MapWatch.of(
            (maps, so) -> {
              seen.add(so);
              shown.addAll(maps);
            }),
        EngineOptions.defaults(),
        calls);
    assertThat(seen).isNotEmpty().isSorted().allMatch(so -> so <= calls[0]);
    assertThat(shown.get(0).domain()).isEqualTo(DOMAIN);
    assertThat(shown.get(0).values()).doesNotContain(Double.NaN);
  }
}
