package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.engine.StopReason;
import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.RegularGrid;
import ai.pami.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method. */
class MethodsTest {
  private static final int WIDTH = 26;
  private static final int HEIGHT = 19;
  private static final Picture PICTURE = PixelModel.noise(WIDTH, HEIGHT, 8);

  static final List<String> OTHERS =
      List.of("rise", "occlusion", "lime", "kernel-shap", "sobol", "hsic", "shap-partition");
  static final List<String> SEEDED = List.of("rise", "lime", "kernel-shap", "sobol", "hsic");

  static Stream<String> all() {
    return Methods.names().stream().filter(name -> !name.startsWith("reference-pre"));
  }

  /** Three scores that are no sums of pixels. */
  private static double[] scores(float[] pixels) {
    double left = 0;
    double right = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (i / 3 % WIDTH < WIDTH / 2) {
        left += pixels[i];
      } else {
        right += pixels[i] * (1 + Math.sin(i));
      }
    }
    double a = Math.tanh(left / 1e5);
    double b = Math.tanh(right / 1e5);
    return new double[] {a * b, a - b * b, 1 / (1 + a)};
  }

  private static PixelModel model() {
    return new PixelModel(HEIGHT, WIDTH, MethodsTest::scores);
  }

  private static ImageMethod method(String name, long calls) {
    ImageMethod method = Methods.named(name, 1, Optional.of(calls));
    if (method instanceof Occlusion occlusion) {
      return occlusion.withWindow(6);
    }
    if (method instanceof Lime lime) {
      return lime.withPartitioner(RegularGrid.of(4, 5));
    }
    if (method instanceof KernelShap shap) {
      return shap.withPartitioner(RegularGrid.of(4, 5));
    }
    return method instanceof SobolIndices sobol ? sobol.withGrid(3).withCalls(calls) : method;
  }

  private static double[] values(ImageExplainer explainer, int target) {
    return explainer.explain(PICTURE, Targets.index(target)).map(0).values();
  }

  @ParameterizedTest
  @MethodSource("all")
  void threadsAndBatchesDoNotChangeABit(String name) {
    ImageExplainer explainer = model().explainer(method(name, 120));
    double[] one = values(explainer.threads(1).batch(1), 0);
    assertThat(values(explainer.threads(3).batch(4), 0)).isEqualTo(one);
    assertThat(values(explainer.threads(2), 0)).isEqualTo(one);
  }

  @ParameterizedTest
  @FieldSource("SEEDED")
  void anotherSeedIsAnotherMap(String name) {
    long calls = 120;
    double[] one = values(model().explainer(Methods.named(name, 1, Optional.of(calls))), 0);
    double[] two = values(model().explainer(Methods.named(name, 2, Optional.of(calls))), 0);
    assertThat(one).isNotEqualTo(two);
  }

  @ParameterizedTest
  @MethodSource("all")
  void noMoreIsAskedThanWasTold(String name) {
    for (long calls : new long[] {1, 2, 10, 57, 300}) {
      PixelModel model = model();
      Explanation explanation =
          model.explainer(method(name, calls)).explain(PICTURE, Targets.index(0)).explanation();
      assertThat(explanation.cost().calls()).isEqualTo(model.asked.get());
      // Two whole pictures, and what a method needs at least.
      long least = name.equals("sobol") ? 2 * (9 + 2) : 2;
      assertThat(model.asked.get()).isLessThanOrEqualTo(2 + Math.max(least, calls));
    }
  }

  /** Not of shap-partition: its targets share the order in which rectangles are halved. */
  static Stream<String> ofEachTargetAlone() {
    return all().filter(name -> !name.equals("shap-partition"));
  }

  @ParameterizedTest
  @MethodSource("ofEachTargetAlone")
  void aTargetHasTheSameMapWhateverOthersAreAsked(String name) {
    ImageMethod method = method(name, 100);
    PixelModel model = model();
    var together = model.explainer(method).explain(PICTURE, Targets.index(2, 0, 1));
    long asked = model.asked.get();
    for (int k = 0; k < 3; k++) {
      PixelModel again = model();
      double[] alone = values(again.explainer(method), new int[] {2, 0, 1}[k]);
      assertThat(together.map(k).values()).isEqualTo(alone);
      assertThat(again.asked.get()).isEqualTo(asked);
    }
  }

  @ParameterizedTest
  @FieldSource("OTHERS")
  void aRunThatEndsEarlyHasAValueWhereItLooked(String name) {
    for (int budget : new int[] {3, 4, 5, 9, 20, 40}) {
      Explanation explanation =
          model()
              .explainer(method(name, 500))
              .budget(budget)
              .explain(PICTURE, Targets.index(0))
              .explanation();
      ImportanceMap map = explanation.map(0);
      assertThat(explanation.cost().stopped()).isEqualTo(StopReason.BUDGET);
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        boolean looked = map.coverage(i) > (name.equals("hsic") ? 1 : 0);
        // One design of Sobol has no variance yet unless B was asked.
        boolean undefined = name.equals("sobol") && budget < 5;
        assertThat(Double.isFinite(map.value(i)) || undefined).isEqualTo(looked || undefined);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OTHERS")
  void picturesOfAnySizeHaveMaps(String name) {
    for (int[] size : new int[][] {{1, 1}, {1, 7}, {9, 2}, {33, 5}}) {
      Picture picture = PixelModel.noise(size[0], size[1], 3);
      LinearModel linear = new LinearModel(picture, 1, 3);
      ImportanceMap map =
          linear
              .model
              .explainer(Methods.named(name, 1, Optional.of(100L)))
              .explain(picture, Targets.index(0))
              .map(0);
      for (double value : map.values()) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OTHERS")
  void aMethodTellsItsSettingsAndTakesAnotherBackground(String name) {
    ImageMethod method = Methods.named(name, 7, Optional.empty());
    assertThat(method.describe().entrySet().iterator().next()).isEqualTo(Map.entry("method", name));
    assertThat(method.describe().containsKey("seed")).isEqualTo(SEEDED.contains(name));
    ImageMethod white = method.withBackground(Solid.WHITE);
    assertThat(white.getClass()).isEqualTo(method.getClass());
    assertThat(white.background()).isEqualTo(Solid.WHITE);
    assertThat(white.describe()).containsEntry("background", "white");
    assertThat(method.background()).isNotEqualTo(Solid.WHITE);
  }

  @ParameterizedTest
  @FieldSource("OTHERS")
  void progressComesToItsEnd(String name) {
    AtomicLong calls = new AtomicLong();
    AtomicLong expected = new AtomicLong();
    var explanation =
        model()
            .explainer(method(name, 80))
            .progress(
                progress -> {
                  calls.set(progress.calls());
                  expected.set(progress.expected());
                })
            .explain(PICTURE, Targets.index(0));
    assertThat(calls.get()).isEqualTo(explanation.explanation().cost().calls());
    assertThat(expected.get()).isEqualTo(calls.get());
  }

  @Test
  void theDefaultsAreThePapers() {
    List<Long> budgets =
        OTHERS.stream().map(name -> Methods.named(name, 0, Optional.empty()).budget()).toList();
    assertThat(budgets)
        .containsExactly(4002L, Long.MAX_VALUE, 1002L, Long.MAX_VALUE, 2114L, 502L, 502L);
    assertThat(Methods.names()).contains("default", "keep-and-drop").hasSize(12);
    assertThat(Methods.named("default", 0, Optional.of(99L)).budget()).isEqualTo(101);
  }

  @Test
  void aNameThatIsNoneIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Methods.named("limes", 0, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean lime?")
        .hasMessageContaining("kernel-shap");
    assertThatThrownBy(() -> Methods.named("rise", 0, Optional.of(0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }
}
