package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Regions;
import ai.pami.domain.SlidingWindows;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PAMI on models whose importance can be worked out on paper. */
class PamiMethodTest {
  private static final Scoring FIRST =
      new Scoring(Activation.NONE, List.of(Target.value(0, "first")));

  /** An additive model: the score is the sum of w_i x_i, two targets with different weights. */
  private static FunctionModel additive(double[] a, double[] b) {
    return new FunctionModel(
        a.length,
        x -> {
          double first = 0;
          double second = 0;
          for (int i = 0; i < x.length; i++) {
            first += a[i] * x[i];
            second += b[i] * x[i];
          }
          return new double[] {first, second};
        });
  }

  private static double[] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> random.nextInt(-8, 9) / 16.0);
    return numbers;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static MethodResult explain(
      FunctionModel model,
      ArrayComposer composer,
      Evidence evidence,
      Scoring scoring,
      EngineOptions options,
      List<View<double[]>> views) {
    try (ProbeEngine<double[]> engine = new ProbeEngine<>(model, options)) {
      Baseline<double[]> baseline = Baselines.asked(engine, scoring, composer);
      return new PamiMethod<>(engine, scoring, baseline, evidence)
          .explain(views.iterator(), views.size());
    }
  }

  private static View<double[]> asItIs(ArrayComposer composer, Regions... regions) {
    List<Layer<double[]>> layers = new ArrayList<>();
    for (Regions r : regions) {
      layers.add(new Layer<>("layer", r, composer));
    }
    return new View<>("as it is", Optional.empty(), layers.iterator());
  }

  /** With one element a region, an additive model's importances are its terms. */
  @ParameterizedTest
  @ValueSource(strings = {"KEEP", "DROP", "BOTH"})
  void findsTheTermsOfAnAdditiveModel(Evidence evidence) {
    int n = 24;
    double[] a = random(n, 1);
    double[] b = random(n, 2);
    Domain domain = Domain.of(4, 6);
    int[] each = new int[n];
    Arrays.setAll(each, i -> i);
    ArrayComposer composer = new ArrayComposer(domain, ones(n), new double[n]);
    Scoring both =
        new Scoring(Activation.NONE, List.of(Target.value(0, "a"), Target.value(1, "b")));
    MethodResult result =
        explain(
            additive(a, b),
            composer,
            evidence,
            both,
            EngineOptions.defaults(),
            List.of(asItIs(composer, Partition.of(domain, each))));
    for (int i = 0; i < n; i++) {
      assertThat(result.maps().get(0).value(i)).isCloseTo(a[i], within(1e-6));
      assertThat(result.maps().get(1).value(i)).isCloseTo(b[i], within(1e-6));
    }
  }

  /** An element's value is the mean over the regions that held it, and so is its error. */
  @Test
  void averagesOverTheRegionsThatHeldAnElement() {
    int n = 6;
    double[] a = {1, 2, 4, 8, 16, 32};
    Domain domain = Domain.of(n);
    ArrayComposer composer = new ArrayComposer(domain, ones(n), new double[n]);
    MethodResult result =
        explain(
            additive(a, a),
            composer,
            Evidence.KEEP,
            FIRST,
            EngineOptions.defaults(),
            List.of(
                asItIs(
                    composer,
                    Partition.of(domain, new int[] {0, 0, 0, 1, 1, 1}),
                    Partition.of(domain, new int[] {0, 0, 1, 1, 2, 2}),
                    Partition.of(domain, new int[] {0, 1, 1, 1, 1, 1}))));
    ImportanceMap map = result.maps().get(0);
    // Element 0 was in {0,1,2} = 7, {0,1} = 3 and {0} = 1.
    assertThat(map.value(0)).isCloseTo(11 / 3.0, within(1e-9));
    double mean = 11 / 3.0;
    double variance = (Math.pow(7 - mean, 2) + Math.pow(3 - mean, 2) + Math.pow(1 - mean, 2)) / 2;
    assertThat(map.standardError(0)).isCloseTo(Math.sqrt(variance / 3), within(1e-9));
    assertThat(map.coverage(0)).isEqualTo(3);
    assertThat(result.probes()).isEqualTo(7);
  }

  /** A view's evidence comes back to where its elements came from. */
  @Test
  void bringsViewsBack() {
    int n = 12;
    double[] a = random(n, 5);
    Domain domain = Domain.of(n);
    int[] each = new int[n];
    Arrays.setAll(each, i -> i);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new java.util.Random(3));
    int[] toDomain = order.stream().mapToInt(Integer::intValue).toArray();
    // The model sees the elements in another order; its weights move with them.
    double[] moved = new double[n];
    Arrays.setAll(moved, i -> a[toDomain[i]]);
    ArrayComposer composer = new ArrayComposer(domain, ones(n), new double[n]);
    ArrayComposer other = new ArrayComposer(domain, ones(n), new double[n]);
    View<double[]> view =
        new View<>(
            "shuffled",
            Optional.of(toDomain),
            List.of(new Layer<double[]>("layer", Partition.of(domain, each), other)).iterator());
    MethodResult result =
        explain(
            additive(moved, moved),
            composer,
            Evidence.BOTH,
            FIRST,
            EngineOptions.defaults(),
            List.of(view));
    for (int i = 0; i < n; i++) {
      assertThat(result.maps().get(0).value(i)).isCloseTo(a[i], within(1e-6));
    }
  }

  @Test
  void elementsThatDoNotCountHaveNoValue() {
    Domain domain = Domain.of(3);
    ArrayComposer composer = new ArrayComposer(domain, ones(3), new double[3]);
    View<double[]> view =
        new View<>(
            "half hidden",
            Optional.of(new int[] {1, 2, -1}),
            List.of(new Layer<double[]>("all", Partition.of(domain, new int[3]), composer))
                .iterator());
    ImportanceMap map =
        explain(
                additive(ones(3), ones(3)),
                composer,
                Evidence.KEEP,
                FIRST,
                EngineOptions.defaults(),
                List.of(view))
            .maps()
            .get(0);
    assertThat(map.value(0)).isNaN();
    assertThat(map.coverage(0)).isZero();
    assertThat(map.value(1)).isEqualTo(3);
    assertThat(map.peak()).isEqualTo(1);
    assertThat(map.standardError(1)).isNaN();
  }

  /** A constant model gives a flat map without an error. */
  @Test
  void aConstantModelGivesAFlatMap() {
    Domain domain = Domain.of(20, 20);
    FunctionModel constant = new FunctionModel(400, x -> new double[] {0.3});
    ArrayComposer composer = new ArrayComposer(domain, ones(400), new double[400]);
    ImportanceMap map =
        explain(
                constant,
                composer,
                Evidence.KEEP,
                FIRST,
                EngineOptions.defaults(),
                List.of(asItIs(composer, SlidingWindows.discs(domain, 4, 2))))
            .maps()
            .get(0);
    for (int i = 0; i < 400; i++) {
      assertThat(map.value(i)).isEqualTo((float) 0.3);
      assertThat(map.standardError(i)).isZero();
    }
    assertThat(map.minMax()).containsOnly(0);
  }

  /** The same bits for any number of threads and any batch. */
  @ParameterizedTest
  @CsvSource({"1, 3", "2, 1", "2, 64", "7, 1", "7, 3", "7, 64"})
  void threadsAndBatchesChangeNoBit(int threads, int batch) {
    Domain domain = Domain.of(16, 16);
    double[] weights = new double[256];
    SplittableRandom random = new SplittableRandom(9);
    Arrays.setAll(weights, i -> random.nextDouble() - 0.5);
    FunctionModel wavy =
        new FunctionModel(
            256,
            x -> {
              double sum = 0;
              for (int i = 0; i < 256; i++) {
                sum += weights[i] * x[i];
              }
              return new double[] {1 / (1 + Math.exp(-sum))};
            });
    ArrayComposer composer = new ArrayComposer(domain, ones(256), new double[256]);
    double[][] values = new double[2][];
    double[][] errors = new double[2][256];
    EngineOptions[] options = {
      EngineOptions.defaults().withThreads(1).withBatch(1),
      EngineOptions.defaults().withThreads(threads).withBatch(batch)
    };
    for (int r = 0; r < 2; r++) {
      ImportanceMap map =
          explain(
                  wavy,
                  composer,
                  Evidence.BOTH,
                  FIRST,
                  options[r],
                  List.of(asItIs(composer, SlidingWindows.discs(domain, 3, 1))))
              .maps()
              .get(0);
      values[r] = map.values();
      int run = r;
      Arrays.setAll(errors[r], i -> map.standardError(i));
      assertThat(errors[run]).doesNotContain(Double.NaN);
    }
    assertThat(values[0]).containsExactly(values[1]);
    assertThat(errors[0]).containsExactly(errors[1]);
  }

  @Test
  void aRunThatEndsEarlySaysSoAndKeepsWhatItHas() {
    Domain domain = Domain.of(40);
    int[] each = new int[40];
    Arrays.setAll(each, i -> i);
    ArrayComposer composer = new ArrayComposer(domain, ones(40), new double[40]);
    MethodResult result =
        explain(
            additive(ones(40), ones(40)),
            composer,
            Evidence.KEEP,
            FIRST,
            EngineOptions.defaults().withBudget(12),
            List.of(asItIs(composer, Partition.of(domain, each))));
    assertThat(result.stopped()).isEqualTo(StopReason.BUDGET);
    assertThat(result.probes()).isEqualTo(10);
    assertThat(result.maps().get(0).value(9)).isEqualTo(1);
    assertThat(result.maps().get(0).value(10)).isNaN();
  }

  @Test
  void regionsOfAnotherDomainAreRefused() {
    ArrayComposer composer = new ArrayComposer(Domain.of(4), ones(4), new double[4]);
    Regions other = Partition.of(Domain.of(2, 2), new int[4]);
    assertThatThrownBy(
            () ->
                explain(
                    additive(ones(4), ones(4)),
                    composer,
                    Evidence.KEEP,
                    FIRST,
                    EngineOptions.defaults(),
                    List.of(asItIs(composer, other))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x2");
  }
}
