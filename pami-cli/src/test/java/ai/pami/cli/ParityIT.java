package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.Preprocessing;
import ai.pami.image.Preset;
import ai.pami.image.picture.Picture;
import ai.pami.onnx.OnnxModel;
import ai.pami.target.Targets;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The presets named after the authors' settings give the authors' maps, on SqueezeNet and the
 * pictures that come with reference outputs. Prints what docs/parity.md says.
 */
class ParityIT {
  /** As the reference was made: BGR, 0..255 minus these means. */
  private static final Preprocessing PREPROCESSING =
      Preprocessing.IMAGENET_CAFFE
          .named("reference")
          .normalised(1, List.of(103.9, 116.8, 123.7), List.of(1.0));

  /** How far apart two maps are. */
  private record Agreement(double maxDifference, double pearson) {
    static Agreement of(ImportanceMap map, float[] reference) {
      int n = reference.length;
      double max = 0;
      double sumA = 0;
      double sumB = 0;
      for (int i = 0; i < n; i++) {
        max = Math.max(max, Math.abs(map.value(i) - reference[i]));
        sumA += map.value(i);
        sumB += reference[i];
      }
      double covariance = 0;
      double varianceA = 0;
      double varianceB = 0;
      for (int i = 0; i < n; i++) {
        double a = map.value(i) - sumA / n;
        double b = reference[i] - sumB / n;
        covariance += a * b;
        varianceA += a * a;
        varianceB += b * b;
      }
      return new Agreement(max, covariance / Math.sqrt(varianceA * varianceB));
    }
  }

  private static List<Agreement> agreements(Preset preset, String file) throws IOException {
    List<Agreement> all = new ArrayList<>();
    List<Path> references = EvaluationData.references();
    try (OnnxModel model = OnnxModel.open(EvaluationData.squeezeNet())) {
      for (Path reference : references) {
        int target =
            new ObjectMapper()
                .readTree(reference.resolve("target.json").toFile())
                .path("class_index")
                .asInt(-1);
        var explanation =
            ImageExplainer.of(model, PREPROCESSING)
                .preset(preset)
                .explain(Picture.read(reference.resolve("input224.png")), Targets.index(target));
        Agreement agreement =
            Agreement.of(explanation.map(0), NpyFloats.read(reference.resolve(file)));
        System.out.printf(
            Locale.ROOT,
            "parity: %s, %s: %,d calls, max abs difference %.1e, Pearson r %.6f%n",
            preset,
            reference.getFileName(),
            explanation.explanation().cost().calls(),
            agreement.maxDifference(),
            agreement.pearson());
        all.add(agreement);
      }
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  @Test
  void slidingWindow() throws IOException {
    assertThat(agreements(Preset.REFERENCE_SLIDING_WINDOW, "map-sliding-window.npy"))
        .allSatisfy(
            agreement -> {
              assertThat(agreement.maxDifference()).isLessThanOrEqualTo(2e-3);
              assertThat(agreement.pearson()).isGreaterThanOrEqualTo(0.9999);
            });
  }

  @Test
  void preSegmentation() throws IOException {
    assertThat(agreements(Preset.REFERENCE_PRE_SEGMENTATION, "map-pre-segmentation.npy"))
        .allSatisfy(agreement -> assertThat(agreement.pearson()).isGreaterThanOrEqualTo(0.995));
  }

  @Test
  void secondPass() throws IOException {
    assertThat(agreements(Preset.REFERENCE_SECOND_PASS, "map-pre-segmentation-second-pass.npy"))
        .allSatisfy(agreement -> assertThat(agreement.pearson()).isGreaterThanOrEqualTo(0.99));
  }
}
