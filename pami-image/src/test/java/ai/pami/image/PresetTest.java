package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.domain.Partitioner;
import ai.pami.engine.EngineOptions;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
  @ParameterizedTest
  @EnumSource
  void everyPresetExplainsASmallPictureWithinItsBudget(Preset preset) {
    Picture picture = TestPictures.rectangle(64, 48, 0x203010, 0xE0A040, 20, 12, 40, 30);
    FunctionTensorModel model =
        new FunctionTensorModel(
            ElementType.FLOAT32,
            List.of(TensorInfo.FREE, 3, 48, 64),
            numbers -> {
              float sum = 0;
              for (int y = 12; y < 30; y++) {
                for (int x = 20; x < 40; x++) {
                  sum += numbers[64 * y + x];
                }
              }
              return new float[] {sum / (18 * 20)};
            });
    Explanation found =
        ImageExplainer.of(model, Preprocessing.UNIT)
            .preset(preset)
            .budget(300)
            .explain(picture, Targets.index(0))
            .explanation();
    assertThat(model.asked.get()).isEqualTo(found.cost().calls()).isLessThanOrEqualTo(300);
    assertThat(found.settings()).containsEntry("preset", preset.toString());
    ImportanceMap map = found.map(0);
    for (int e = 0; e < map.domain().size(); e++) {
      assertThat(map.value(e)).as("%s at %d", preset, e).isFinite();
      if (map.coverage(e) > 1) {
        assertThat(map.standardError(e)).isFinite().isNotNegative();
      }
    }
    if (preset != Preset.REFERENCE_SLIDING_WINDOW) {
      // Its discs, made for inputs of 224x224, hold nearly all of this picture.
      assertThat(map.value(64 * 21 + 30)).isGreaterThan(map.value(64 * 46 + 2));
    }
  }

  @Test
  void presetsAreFoundByName() {
    for (Preset preset : Preset.values()) {
      assertThat(Preset.named(preset.toString())).isEqualTo(preset);
      assertThat(preset.method().describe()).containsEntry("preset", preset.toString());
    }
    assertThat(Preset.named("Reference-Sliding-Window")).isEqualTo(Preset.REFERENCE_SLIDING_WINDOW);
  }

  @ParameterizedTest
  @CsvSource({
    "defualt, default",
    "sliding-window, reference-sliding-window",
    "reference-2nd-pass, reference-second-pass"
  })
  void anUnknownNameOffersTheNearest(String wrong, String nearest) {
    assertThatThrownBy(() -> Preset.named(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no preset '%s': did you mean %s?".formatted(wrong, nearest));
  }

  @Test
  void theReferencesAskWhatThePublicCodeAsks() {
    ImageSettings window = Preset.REFERENCE_SLIDING_WINDOW.settings();
    assertThat(window.partitioners())
        .extracting(Partitioner::name)
        .containsExactly("discs(radius=40, stride=6)");
    assertThat(window.budget()).isEqualTo(EngineOptions.NO_BUDGET);
    ImageSettings segmentation = Preset.REFERENCE_PRE_SEGMENTATION.settings();
    assertThat(segmentation.partitioners()).hasSize(20);
    assertThat(segmentation.views()).hasSize(13);
    assertThat(segmentation.views().get(0)).isSameAs(PictureView.AS_IT_IS);
    assertThat(segmentation.passes()).isEqualTo(1);
    assertThat(segmentation.evidence()).isEqualTo(Evidence.KEEP);
    assertThat(Preset.REFERENCE_SECOND_PASS.settings().passes()).isEqualTo(2);
  }

  @Test
  void theBudgetsArePromises() {
    assertThat(Preset.DEFAULT.method().budget()).isEqualTo(600);
    ImageSettings settings = Preset.KEEP_AND_DROP.settings();
    assertThat(settings.budget()).isEqualTo(1500);
    assertThat(settings.partitioners()).hasSize(15);
    assertThat(settings.evidence()).isEqualTo(Evidence.BOTH);
  }

  @Test
  void changedPartitionersAreNoPresetAnyMore() {
    ImageSettings settings = Preset.DEFAULT.settings();
    assertThat(settings.withPasses(2).name()).isEqualTo("custom");
    assertThat(settings.withEvidence(Evidence.DROP).name()).isEqualTo("custom");
    assertThat(settings.withViews(settings.views()).name()).isEqualTo("custom");
    assertThat(settings.withPartitioners(settings.partitioners()).describe())
        .containsEntry("preset", "custom");
  }
}
