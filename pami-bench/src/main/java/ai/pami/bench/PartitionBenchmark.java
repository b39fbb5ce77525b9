package ai.pami.bench;

import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.image.Preset;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Partitioners;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The time to cut up a picture of 224x224, in milliseconds on one core, nothing remembered from the
 * time before.
 *
 * <ul>
 *   <li>{@code one}: one partitioner with its usual numbers.
 *   <li>{@code preset}: all partitioners of a preset for one view, sharing what they can: 15 of the
 *       default, 20 of the reference.
 * </ul>
 *
 * <pre>{@code
 * java -jar pami-bench/target/benchmarks.jar PartitionBenchmark
 * java -jar pami-bench/target/benchmarks.jar PartitionBenchmark.one -p partitioner=slic:100
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PartitionBenchmark {
  private final Picture picture = TexturedPicture.draw();

  /** Partitioners, written as on the command line. */
  @State(Scope.Benchmark)
  public static class One {
    @Param({"slic:30", "felzenszwalb:100", "seeds:20", "watershed:20", "quickshift", "grid:8:8"})
    String partitioner;
  }

  /** Presets that cut up pictures. */
  @State(Scope.Benchmark)
  public static class All {
    @Param({"default", "reference-pre-segmentation"})
    String preset;
  }

  /** A new object: partitioners remember what they last computed by the picture's identity. */
  private Picture unseen() {
    return Picture.of(picture.width(), picture.height(), picture.toRgb());
  }

  @Benchmark
  public Regions one(One one) {
    return Partitioners.parse(one.partitioner, 1).partition(unseen());
  }

  @Benchmark
  public void preset(All all, Blackhole regions) {
    Picture unseen = unseen();
    for (Partitioner<Picture> partitioner : Preset.named(all.preset).settings().partitioners()) {
      regions.consume(partitioner.partition(unseen));
    }
  }
}
