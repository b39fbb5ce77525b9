package ai.pami.bench;

import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Probe;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageQuestion;
import ai.pami.image.Preprocessing;
import ai.pami.image.Preset;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a probe costs besides the model: microseconds a probe with a model that takes no time, an
 * input of 3x224x224 float32, one model thread and batches of 4. Each call asks 1,000 probes, so
 * starting the engine and filling the slots is a thousandth of it.
 *
 * <ul>
 *   <li>{@code ask}: the engine alone: take a probe, look whether it was asked before, restore the
 *       slot, paint the region, score, deliver.
 *   <li>{@code explain}: a whole explanation on a black background: the same plus building regions,
 *       aggregation and, spread over the probes, preprocessing.
 * </ul>
 *
 * <pre>{@code
 * java -jar pami-bench/target/benchmarks.jar EngineBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineBenchmark {
  private static final int PROBES = 1000;

  /** The unmasked input and the bare background. */
  private static final int WHOLES = 2;

  @Param({"DISCS", "SUPER_PIXELS"})
  RegionKind kind;

  private final Picture picture = TexturedPicture.draw();
  private final ConstantModel model = new ConstantModel(TexturedPicture.SIDE);
  private final Scoring scoring = new Scoring(Activation.NONE, List.of(Target.value(0, "first")));
  private final EngineOptions options = EngineOptions.defaults().withThreads(1).withBatch(4);
  private List<Keep> probes;
  private ImageExplainer explainer;

  private record Keep(Composer<ByteBuffer> composer, Region mask) implements Probe<ByteBuffer> {
    @Override
    public Source shown() {
      return Source.INPUT;
    }
  }

  private record Listed(Iterator<Keep> keeps) implements Probes<Keep> {
    @Override
    public Optional<Keep> next() {
      return keeps.hasNext() ? Optional.of(keeps.next()) : Optional.empty();
    }

    @Override
    public long expected() {
      return PROBES;
    }
  }

  @Setup
  public void cut() {
    explainer =
        ImageExplainer.of(model, Preprocessing.RAW)
            .preset(Preset.REFERENCE_SLIDING_WINDOW)
            .partitioners(kind.partitioners(picture))
            .background(Solid.BLACK)
            .threads(1)
            .batch(4)
            .budget(PROBES + WHOLES);
    Composer<ByteBuffer> composer;
    try (ImageQuestion question = explainer.question(picture, Targets.top(1))) {
      composer = question.baseline().composer();
    }
    probes =
        kind.regions(picture, PROBES).stream().map(region -> new Keep(composer, region)).toList();
  }

  @Benchmark
  @OperationsPerInvocation(PROBES)
  public StopReason ask(Blackhole answers) {
    int side = TexturedPicture.SIDE;
    try (ProbeEngine<ByteBuffer> engine = new ProbeEngine<>(model.shaped(3, side, side), options)) {
      return engine.ask(
          new Listed(probes.iterator()), scoring, (probe, scores) -> answers.consume(scores));
    }
  }

  @Benchmark
  @OperationsPerInvocation(PROBES)
  public ImageExplanation explain() {
    return explainer.explain(picture, Targets.top(1));
  }
}
