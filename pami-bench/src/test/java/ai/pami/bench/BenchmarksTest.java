package ai.pami.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.image.Preset;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks run; what they measure is not looked at. */
@Timeout(120)
class BenchmarksTest {
  /** One short iteration of each benchmark that {@code regex} finds, in this process. */
  private static Collection<RunResult> run(String regex, String... parameter)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(regex)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (parameter.length == 2) {
      options.param(parameter[0], parameter[1]);
    }
    return new Runner(options.build()).run();
  }

  private static void assertMeasured(Collection<RunResult> results, int count) {
    assertThat(results)
        .hasSize(count)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void aBackgroundIsMeasured() throws RunnerException {
    assertMeasured(run("BackgroundBenchmark", "background", "black"), 1);
  }

  @Test
  void aPartitionerIsMeasured() throws RunnerException {
    assertMeasured(run("PartitionBenchmark.one", "partitioner", "grid:8:8"), 1);
  }

  @Test
  void theEngineIsMeasuredAloneAndInAnExplanation() throws RunnerException {
    assertMeasured(run("EngineBenchmark", "kind", "DISCS"), 2);
    assertMeasured(run("EngineBenchmark", "kind", "SUPER_PIXELS"), 2);
  }

  @Test
  void aggregationIsMeasuredForOneTargetAndForSeveral() throws RunnerException {
    assertMeasured(run("AggregationBenchmark", "kind", "DISCS"), 4);
  }

  @Test
  void metricsAreMeasuredBesideTheBareModel() throws Exception {
    assertMeasured(run("MetricBenchmark"), 3);
    MetricBenchmark benchmark = new MetricBenchmark();
    benchmark.open();
    try {
      MetricBenchmark.Ratios ratios = benchmark.compare(2);
      assertThat(ratios.insertion()).hasSize(2).allMatch(ratio -> ratio > 0);
      assertThat(ratios.deletion()).hasSize(2).allMatch(ratio -> ratio > 0);
    } finally {
      benchmark.close();
    }
  }

  @Test
  void thePictureIsTheSameEveryTimeAndHasColours() {
    assertThat(TexturedPicture.draw()).isEqualTo(TexturedPicture.draw());
    assertThat(TexturedPicture.draw().toRgb()).contains((byte) 10, (byte) 100, (byte) 200);
  }

  @Test
  void theLiveHeapDoesNotGrowWithTheNumberOfProbes() {
    assertThat(HeapBenchmark.compare(1_000, 20_000).ratio()).isBetween(0.9, 1.1);
  }

  @Test
  void aRemoteModelIsAskedSeveralTimesAtOnce() {
    RemoteBenchmark.Rates rates = RemoteBenchmark.compare(5, 4, 40, Preset.KEEP_AND_DROP);
    assertThat(rates.one()).isPositive();
    assertThat(rates.many()).isPositive();
    assertThat(rates.mostAtOnce()).isEqualTo(4);
  }
}
