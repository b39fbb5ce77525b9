package ai.pami.bench;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.explanation.EvidenceSum;
import ai.pami.explanation.ImportanceMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The time to add one region's evidence to the sums of a picture of 224x224, in microseconds on one
 * core: {@code add}; and to turn the sums into maps at the end, once an explanation: {@code maps}.
 *
 * <pre>{@code
 * java -jar pami-bench/target/benchmarks.jar AggregationBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AggregationBenchmark {
  private static final int REGIONS = 1000;

  @Param({"DISCS", "SUPER_PIXELS"})
  RegionKind kind;

  /** How many targets are explained at the same time. */
  @Param({"1", "3"})
  int targets;

  private List<Region> regions;
  private double[] evidence;
  private EvidenceSum sum;

  @Setup
  public void cut() {
    regions = kind.regions(TexturedPicture.draw(), REGIONS);
    evidence = new double[targets];
    evidence[0] = 0.5;
    sum = new EvidenceSum(Domain.of(TexturedPicture.SIDE, TexturedPicture.SIDE), evidence);
    add();
  }

  @Benchmark
  @OperationsPerInvocation(REGIONS)
  public long add() {
    for (Region region : regions) {
      sum.add(region, evidence);
    }
    return sum.regions();
  }

  @Benchmark
  public List<ImportanceMap> maps() {
    return sum.maps();
  }
}
