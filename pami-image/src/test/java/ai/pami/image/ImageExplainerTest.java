package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.image.segment.RegularGrid;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageExplainerTest {
  private static final Picture PICTURE = RedRectangle.picture();

  private static ImageExplainer explainer(FunctionTensorModel model) {
    return ImageExplainer.of(model, RedRectangle.preprocessing(Channels.RGB));
  }

  @Test
  void allTargetsCostTheCallsOfOneAndGiveTheSameMaps() {
    FunctionTensorModel model = RedRectangle.model();
    ImageExplanation all =
        explainer(model).preset(Preset.KEEP_AND_DROP).explain(PICTURE, Targets.index(0, 1, 2));
    long calls = model.asked.get();
    assertThat(all.explanation().cost().calls()).isEqualTo(calls);
    for (int k = 0; k < 3; k++) {
      FunctionTensorModel alone = RedRectangle.model();
      ImageExplanation one =
          explainer(alone).preset(Preset.KEEP_AND_DROP).explain(PICTURE, Targets.index(k));
      assertThat(alone.asked.get()).isEqualTo(calls);
      assertSameBits(one.map(0), all.map(k));
    }
  }

  /** Scores that depend on every pixel, with rounding that would show another order of sums. */
  private static FunctionTensorModel restless() {
    return new FunctionTensorModel(
        ElementType.FLOAT32,
        List.of(TensorInfo.FREE, 3, 48, 64),
        numbers -> {
          float sum = 0;
          for (int i = 0; i < numbers.length; i++) {
            sum += (float) Math.sin(i * 0.37) * numbers[i];
          }
          return new float[] {sum, (float) Math.tanh(sum / 100)};
        });
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "3, 1", "1, 3", "1, 8", "2, 3", "3, 8", "2, 0", "0, 0"})
  void threadsAndBatchesDoNotChangeABit(int threads, int batch) {
    Picture picture = TestPictures.noise(64, 48, 5);
    ImageExplainer explainer = ImageExplainer.of(restless(), Preprocessing.UNIT).budget(260);
    Explanation plain =
        explainer.threads(1).batch(1).explain(picture, Targets.index(0, 1)).explanation();
    Explanation other =
        explainer.threads(threads).batch(batch).explain(picture, Targets.index(0, 1)).explanation();
    assertThat(other.cost().calls()).isEqualTo(plain.cost().calls());
    for (int k = 0; k < 2; k++) {
      assertSameBits(other.map(k), plain.map(k));
      assertThat(other.targets().get(k).score()).isEqualTo(plain.targets().get(k).score());
    }
  }

  private static void assertSameBits(ImportanceMap map, ImportanceMap wanted) {
    assertThat(map.values()).containsExactly(wanted.values());
    for (int e = 0; e < wanted.domain().size(); e++) {
      assertThat(map.coverage(e)).isEqualTo(wanted.coverage(e));
      assertThat(map.standardError(e)).isEqualTo(wanted.standardError(e));
    }
  }

  @Test
  void anExplanationSaysWhatWasAskedAndWhatItCost() {
    FunctionTensorModel model = RedRectangle.model();
    ImageExplanation explanation =
        explainer(model)
            .background(Solid.WHITE)
            .partitioners(List.of(RegularGrid.of(2, 3)))
            .threads(2)
            .batch(3)
            .explain(PICTURE, Targets.top(2));
    Explanation found = explanation.explanation();
    assertThat(found.domain()).hasToString("16x24");
    assertThat(found.settings())
        .containsEntry("partitioners", "grid(2x3)")
        .containsEntry("background", "white")
        .containsEntry("preprocessing", "raw")
        .containsEntry("activation", "none")
        .containsEntry("views", "as it is");
    assertThat(found.provenance()).containsEntry("model", "function");
    Cost cost = found.cost();
    // The picture, the background, six regions kept and six dropped.
    assertThat(cost.calls()).isEqualTo(14);
    assertThat(cost.probes()).isEqualTo(12);
    assertThat(cost.stopped()).isEqualTo(StopReason.COMPLETE);
    assertThat(cost.threads()).isEqualTo(2);
    assertThat(cost.batch()).isEqualTo(3);
    assertThat(found.regions()).hasSize(1);
    assertThat(found.regions().get(0).count()).isEqualTo(6);

    assertThat(found.targets()).extracting(t -> t.target().index()).containsExactly(1, 0);
    TargetExplanation first = found.targets().get(0);
    assertThat(first.score()).isCloseTo(2 * 230 / 255.0, within(1e-6));
    assertThat(first.backgroundScore()).isCloseTo(2, within(1e-6));
    assertThat(explanation.picture()).isSameAs(PICTURE);
    assertThat(explanation.seen()).isEqualTo(PICTURE);
  }

  @Test
  void aSettingMakesAnotherExplainer() {
    FunctionTensorModel model = RedRectangle.model();
    ImageExplainer plain = explainer(model).partitioners(List.of(RegularGrid.of(2, 2)));
    plain.budget(3).background(Solid.GREY).threads(1).activation(Activation.SIGMOID);
    Explanation found = plain.explain(PICTURE, Targets.index(0)).explanation();
    assertThat(found.cost().calls()).isEqualTo(10);
    assertThat(found.settings()).containsEntry("activation", "none");
    assertThat(found.settings().get("background")).startsWith("blur");
  }

  @Test
  void anActivationIsAppliedToEveryAnswer() {
    Explanation found =
        explainer(RedRectangle.model())
            .activation(Activation.SOFTMAX)
            .background(Solid.BLACK)
            .partitioners(List.of(RegularGrid.of(2, 2)))
            .explain(PICTURE, Targets.top(3))
            .explanation();
    double[] logits = {2 * 230 / 255.0, 230 / 255.0, -230 / 255.0};
    double sum = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
    for (int k = 0; k < 3; k++) {
      assertThat(found.targets().get(k).score()).isCloseTo(Math.exp(logits[k]) / sum, within(1e-6));
      assertThat(found.targets().get(k).backgroundScore()).isCloseTo(1 / 3.0, within(1e-6));
    }
  }

  @Test
  void labelsNameTheTargets() {
    ImageExplainer explainer =
        explainer(RedRectangle.model()).partitioners(List.of(RegularGrid.of(2, 2)));
    Labels labels = Labels.of(List.of("red", "very red", "not red"));
    assertThat(
            explainer
                .labels(labels)
                .explain(PICTURE, Targets.label("very red"))
                .explanation()
                .targets()
                .get(0)
                .target())
        .hasToString("1 (very red)");
    assertThatThrownBy(
            () -> explainer.labels(Labels.of(List.of("a", "b"))).explain(PICTURE, Targets.top(1)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("2 labels, but the model has 3 outputs");
    assertThatThrownBy(() -> explainer.explain(PICTURE, Targets.index(3)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("target 3: the model's outputs are numbered 0..2");
  }

  @Test
  void progressEndsWithAllCalls() {
    List<Progress> heard = new ArrayList<>();
    FunctionTensorModel model = RedRectangle.model();
    explainer(model).progress(heard::add).explain(PICTURE, Targets.index(0));
    Progress last = heard.get(heard.size() - 1);
    assertThat(last.calls()).isEqualTo(model.asked.get());
    assertThat(last.expected()).isEqualTo(last.calls());
  }

  @Test
  void picturesOfAnySizeAreExplained() {
    for (int[] size : new int[][] {{1, 1}, {10_000, 10}, {3, 900}}) {
      Picture picture = TestPictures.noise(size[0], size[1], 6);
      for (Resize resize : Resize.values()) {
        ImageExplanation explanation =
            ImageExplainer.of(
                    RedRectangle.model(),
                    RedRectangle.preprocessing(Channels.RGB).fitted(resize, 0))
                .partitioners(List.of(RegularGrid.of(3, 3)))
                .explain(picture, Targets.index(0));
        assertThat(explanation.map(0).values()).hasSize(16 * 24).doesNotContain(Double.NaN);
        assertThat(explanation.mapAtPictureSize(0)).hasSize(size[0] * size[1]);
      }
    }
  }
}
