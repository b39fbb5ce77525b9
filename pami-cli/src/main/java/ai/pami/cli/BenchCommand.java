package ai.pami.cli;

import ai.pami.engine.Progress;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageSettings;
import ai.pami.image.Preprocessing;
import ai.pami.image.picture.Picture;
import ai.pami.model.Model;
import ai.pami.onnx.OnnxModel;
import ai.pami.target.Targets;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times an explanation against the bare model. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Times a whole explanation, from decoded picture to finished map, against the bare model on as many inputs.",
      "",
      "The bare model runs on inputs that are composed beforehand, at the batch size and thread layout that a trial finds best."
          + " Both take turns in one process, so that what slows the machine slows both."
    },
    footer = {
      "",
      "Example:",
      "  pami bench --model squeezenet.onnx --preprocess imagenet-caffe cat.jpg --preset reference-sliding-window"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int[] BATCHES = {1, 2, 4, 8, 16};
  private static final double TRIAL_SECONDS = 0.5;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PICTURE", description = "The picture to explain.")
  private Path file;

  @Mixin private ModelOptions modelOptions;
  @Mixin private AskOptions askOptions;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often both are timed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
    }
    Picture picture = Picture.read(file);
    int processors = Runtime.getRuntime().availableProcessors();
    try (OnnxModel model = modelOptions.open();
        OnnxModel wide = modelOptions.open(processors)) {
      Preprocessing preprocessing = modelOptions.preprocessing(model);
      CapturingModel capturing = new CapturingModel(model);
      ImageExplanation first = explainer(capturing, preprocessing).explain(picture, Targets.top(1));
      long calls = first.explanation().cost().calls();
      print("model", "%s, input %s", model.name(), model.input());
      print("picture", "%s, %dx%d", file.getFileName(), picture.width(), picture.height());
      print("asked", "%s: %,d model calls", askOptions.preset, calls);
      try (RawModel raw = bestLayout(model, wide, capturing, processors)) {
        compare(raw, explainer(model, preprocessing), picture, calls);
      }
      partitioning(first.seen());
      memory(explainer(model, preprocessing), picture);
    }
    return ExitCode.OK;
  }

  private ImageExplainer explainer(ai.pami.model.TensorModel model, Preprocessing preprocessing) {
    return askOptions
        .apply(ImageExplainer.of(model, preprocessing))
        .activation(modelOptions.activation());
  }

  private void print(String name, String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(Locale.ROOT, "%-12s ", name) + String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /** The fastest of all batch sizes with one caller of many threads and many callers of one. */
  private RawModel bestLayout(
      OnnxModel model, OnnxModel wide, CapturingModel captured, int processors) {
    RawModel best = null;
    double least = Double.POSITIVE_INFINITY;
    for (boolean manyCallers : new boolean[] {true, false}) {
      Model<ByteBuffer> shaped = (manyCallers ? model : wide).shaped(captured.shape());
      int callers = manyCallers ? processors : 1;
      for (int batch : batches(shaped)) {
        String layout =
            "%d caller%s of %d thread%s, batch %d"
                .formatted(
                    callers,
                    callers == 1 ? "" : "s",
                    manyCallers ? 1 : processors,
                    manyCallers || processors == 1 ? "" : "s",
                    batch);
        RawModel raw = new RawModel(layout, shaped, callers, batch, captured.inputs());
        double perInput = perInput(raw, callers * batch);
        print("trial", "%s: %.2f ms an input", layout, 1000 * perInput);
        if (perInput < least) {
          least = perInput;
          if (best != null) {
            best.close();
          }
          best = raw;
        } else {
          raw.close();
        }
      }
    }
    print("bare model", "%s: %.2f ms an input", best, 1000 * least);
    return best;
  }

  private static int[] batches(Model<ByteBuffer> model) {
    return model.fixedBatchSize().isPresent()
        ? new int[] {model.fixedBatchSize().getAsInt()}
        : BATCHES;
  }

  private static double perInput(RawModel raw, int round) {
    double warm = raw.seconds(round) / round;
    long count = Math.max(round, Math.round(TRIAL_SECONDS / warm / round) * round);
    return raw.seconds(count) / count;
  }

  private void compare(RawModel raw, ImageExplainer explainer, Picture picture, long calls) {
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double bare = raw.seconds(calls);
      long from = System.nanoTime();
      ImageExplanation explanation = explainer.explain(picture, Targets.top(1));
      double whole = (System.nanoTime() - from) / 1e9;
      ratios[round] = whole / bare;
      print(
          "round " + (round + 1),
          "bare model %.3f s, explanation %.3f s (batch %d), ratio %.3f",
          bare,
          whole,
          explanation.explanation().cost().batch(),
          ratios[round]);
    }
    Arrays.sort(ratios);
    print(
        "ratio",
        "%.3f (median of %d; %.3f .. %.3f)",
        ratios[rounds / 2],
        rounds,
        ratios[0],
        ratios[rounds - 1]);
  }

  private void partitioning(Picture seen) {
    List<Double> times = new ArrayList<>();
    int regions = 0;
    for (int i = 0; i < 15; i++) {
      // New partitioners and a new picture each time: nothing remembered from the time before.
      ImageSettings settings = askOptions.settings();
      Picture copy = Picture.of(seen.width(), seen.height(), seen.toRgb());
      long from = System.nanoTime();
      regions = 0;
      for (var partitioner : settings.partitioners()) {
        regions += partitioner.partition(copy).count();
      }
      times.add((System.nanoTime() - from) / 1e6);
    }
    List<Double> warm = times.subList(5, times.size()).stream().sorted().toList();
    print(
        "partitions",
        "%d regions by %d partitioners in %.1f ms on one core (median of %d, warm)",
        regions,
        askOptions.settings().partitioners().size(),
        warm.get(warm.size() / 2),
        warm.size());
  }

  private void memory(ImageExplainer explainer, Picture picture) {
    AtomicLong peak = new AtomicLong();
    Progress.Listener sample =
        progress -> {
          System.gc();
          long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
          peak.accumulateAndGet(used, Math::max);
        };
    explainer.progress(sample).explain(picture, Targets.top(1));
    print("heap", "%.1f MB live at the most while explaining", peak.get() / 1e6);
  }
}
