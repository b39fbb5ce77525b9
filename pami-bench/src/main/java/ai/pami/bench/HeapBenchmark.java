package ai.pami.bench;

import ai.pami.engine.Progress;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Preprocessing;
import ai.pami.image.Preset;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.target.Targets;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Whether memory grows with the number of probes: the live heap, in bytes after garbage collection,
 * at the end of explaining one input of 3x224x224 float32 with few probes and with many, while all
 * that the run holds is still held. The model takes no time and no memory besides its input.
 *
 * <pre>{@code
 * java -cp pami-bench/target/benchmarks.jar ai.pami.bench.HeapBenchmark [FEW MANY]
 * }</pre>
 *
 * FEW is 1,000 and MANY 100,000 where they are not given; 100,352 at the most.
 */
public final class HeapBenchmark {
  /** The unmasked input and the bare background. */
  private static final int WHOLES = 2;

  private static final int COLLECTIONS = 4;

  private HeapBenchmark() {}

  public static void main(String[] arguments) {
    long few = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000;
    long many = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
    Result result = compare(few, many);
    PrintStream out = System.out;
    out.printf(Locale.ROOT, "%,9d probes: %,d bytes live%n", few, result.few());
    out.printf(Locale.ROOT, "%,9d probes: %,d bytes live%n", many, result.many());
    out.printf(Locale.ROOT, "ratio: %.3f%n", result.ratio());
  }

  /** The live heap, in bytes, at the end of two explanations. */
  record Result(long few, long many) {
    double ratio() {
      return (double) many / few;
    }
  }

  /** Explains with {@code few} probes and with {@code many}, after a run that loads all classes. */
  static Result compare(long few, long many) {
    Picture picture = TexturedPicture.draw();
    liveHeap(picture, few);
    return new Result(liveHeap(picture, few), liveHeap(picture, many));
  }

  private static long liveHeap(Picture picture, long probes) {
    HeapAtTheEnd heap = new HeapAtTheEnd(probes + WHOLES);
    ImageExplanation explanation =
        ImageExplainer.of(new ConstantModel(TexturedPicture.SIDE), Preprocessing.RAW)
            .preset(Preset.REFERENCE_SLIDING_WINDOW)
            .partitioners(List.of(SlidingWindow.discs(40, 1), SlidingWindow.squares(30, 1)))
            .threads(2)
            .batch(4)
            .budget(probes + WHOLES)
            .progress(heap)
            .explain(picture, Targets.top(1));
    long calls = explanation.explanation().cost().calls();
    if (calls != probes + WHOLES) {
      throw new IllegalArgumentException(
          "%d probes are more than the %d there are".formatted(probes, calls - WHOLES));
    }
    return heap.bytes;
  }

  /** Looks at the heap once all calls are answered. */
  private static final class HeapAtTheEnd implements Progress.Listener {
    private final long calls;
    private long bytes;

    HeapAtTheEnd(long calls) {
      this.calls = calls;
    }

    @Override
    public void progressed(Progress progress) {
      if (progress.calls() >= calls) {
        // The smallest of several looks: what one collection leaves behind the next one takes.
        bytes = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
          System.gc();
          bytes =
              Math.min(bytes, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
      }
    }
  }
}
