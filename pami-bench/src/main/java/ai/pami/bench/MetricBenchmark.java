package ai.pami.bench;

import ai.pami.evaluate.metric.CurveMetric;
import ai.pami.evaluate.metric.Deletion;
import ai.pami.evaluate.metric.Insertion;
import ai.pami.evaluate.metric.JudgedMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.Preprocessing;
import ai.pami.image.Preset;
import ai.pami.image.picture.Picture;
import ai.pami.model.Batch;
import ai.pami.model.Model;
import ai.pami.model.TensorInfo;
import ai.pami.onnx.OnnxModel;
import ai.pami.onnx.OnnxOptions;
import ai.pami.target.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a metric costs besides its model calls: insertion and deletion, from decoded picture to
 * finished curve, against the bare model on as many inputs that are there already. Both ask with as
 * many threads and inputs a call.
 *
 * <pre>{@code
 * java -jar pami-bench/target/benchmarks.jar MetricBenchmark -p model=squeezenet1.1.onnx
 * java -cp pami-bench/target/benchmarks.jar ai.pami.bench.MetricBenchmark squeezenet1.1.onnx [ROUNDS]
 * }</pre>
 *
 * The second takes turns, so that what slows the machine slows both, and prints the ratios.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MetricBenchmark {
  /** A small model that reads the direction of a line of text. */
  private static final String EMBEDDED = "/models/ch_ppocr_mobile_v2.0_cls_infer.onnx";

  /** An ONNX file with an input {@code [batch][3][height][width]}; empty for the embedded model. */
  @Param("")
  String model = "";

  @Param("2")
  int threads = 2;

  @Param("2")
  int batch = 2;

  private OnnxModel opened;
  private Preprocessing preprocessing;
  private Picture picture;
  private ImageExplanation explanation;
  private List<Batch<ByteBuffer>> inputs;
  private int points;

  /** Opens the model and makes a map to judge. */
  @Setup
  public void open() throws IOException {
    int[] size = {48, 192};
    if (model.isEmpty()) {
      try (InputStream in = MetricBenchmark.class.getResourceAsStream(EMBEDDED)) {
        opened = OnnxModel.of("embedded", in.readAllBytes(), OnnxOptions.defaults());
      }
    } else {
      opened = OnnxModel.open(Path.of(model));
      List<Integer> shape = opened.input().shape();
      for (int i = 0; i < 2; i++) {
        int side = shape.get(2 + i);
        size[i] = side == TensorInfo.FREE ? TexturedPicture.SIDE : side;
      }
    }
    preprocessing = Preprocessing.IMAGENET.sized(size[0], size[1]);
    picture = TexturedPicture.draw();
    explanation = explainer().budget(50).explain(picture, Targets.top(1));
    points = Insertion.pami().curve(judged()).orElseThrow().scores().size();
    Model<ByteBuffer> shaped = opened.shaped(3, size[0], size[1]);
    inputs = IntStream.range(0, threads).mapToObj(i -> shaped.allocate(batch)).toList();
  }

  @TearDown
  public void close() {
    inputs.forEach(Batch::close);
    opened.close();
  }

  private static ImageMethod method() {
    return Preset.REFERENCE_SLIDING_WINDOW.settings();
  }

  private ImageExplainer explainer() {
    return ImageExplainer.of(opened, preprocessing).method(method()).threads(threads).batch(batch);
  }

  /** The bare model on as many inputs as a curve has points. */
  @Benchmark
  public void bare() {
    int share = (points + threads - 1) / threads;
    List<Thread> callers = new ArrayList<>();
    for (Batch<ByteBuffer> memory : inputs) {
      Thread caller =
          new Thread(
              () -> {
                for (int done = 0; done < share; done += batch) {
                  memory.run(Math.min(batch, share - done));
                }
              });
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The insertion curve of the map. */
  @Benchmark
  public double insertion() {
    return area(Insertion.pami());
  }

  /** The deletion curve of the map. */
  @Benchmark
  public double deletion() {
    return area(Deletion.pami());
  }

  private double area(CurveMetric metric) {
    return metric.measure(judged()).orElseThrow();
  }

  /** A new one each time, as a map remembers its curves. */
  private JudgedMap judged() {
    return new JudgedMap(explainer(), method(), explanation, 0, List.of(), false, 0);
  }

  /** The time of a metric over the bare model's, round by round, sorted. */
  record Ratios(List<Double> insertion, List<Double> deletion) {}

  /** Times the bare model, then a metric, in turns. */
  Ratios compare(int rounds) {
    double[] insertion = new double[rounds];
    double[] deletion = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      double before = seconds(this::bare);
      double inserted = seconds(this::insertion);
      double between = seconds(this::bare);
      double deleted = seconds(this::deletion);
      double after = seconds(this::bare);
      insertion[i] = 2 * inserted / (before + between);
      deletion[i] = 2 * deleted / (between + after);
    }
    return new Ratios(
        Arrays.stream(insertion).sorted().boxed().toList(),
        Arrays.stream(deletion).sorted().boxed().toList());
  }

  private static double seconds(Runnable run) {
    long from = System.nanoTime();
    run.run();
    return (System.nanoTime() - from) / 1e9;
  }

  public static void main(String[] arguments) throws IOException {
    MetricBenchmark benchmark = new MetricBenchmark();
    benchmark.model = arguments.length > 0 ? arguments[0] : "";
    benchmark.threads = Runtime.getRuntime().availableProcessors();
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 21;
    benchmark.open();
    try {
      benchmark.compare(3);
      Ratios ratios = benchmark.compare(rounds);
      print("insertion", ratios.insertion(), benchmark.points);
      print("deletion", ratios.deletion(), benchmark.points);
    } finally {
      benchmark.close();
    }
  }

  private static void print(String metric, List<Double> sorted, int calls) {
    int n = sorted.size();
    System.out.printf(
        Locale.ROOT,
        "%-9s over %d bare calls: %.3f (median of %d; quartiles %.3f .. %.3f)%n",
        metric,
        calls,
        sorted.get(n / 2),
        n,
        sorted.get(n / 4),
        sorted.get(3 * n / 4));
  }
}
