package ai.pami.bench;

import ai.pami.domain.Regions;
import ai.pami.image.background.Background;
import ai.pami.image.background.Backgrounds;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.RegularGrid;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The time to make the background of a picture of 224x224, in milliseconds on one core. It is paid
 * once a view, not once a probe. The two blurs are of 49 pixels and sigma 100.
 *
 * <pre>{@code
 * java -jar pami-bench/target/benchmarks.jar BackgroundBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BackgroundBenchmark {
  @Param({"blur", "blur-zero", "black", "mean", "region-mean", "noise"})
  String background;

  private final Picture picture = TexturedPicture.draw();
  private final Regions regions = RegularGrid.of(8, 8).partition(picture);
  private Background made;

  @Setup
  public void choose() {
    made = Backgrounds.named(background, 1);
  }

  @Benchmark
  public float[] make() {
    return made.of(picture, regions);
  }
}
