package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
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
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The map at the picture's own size. */
class ImageExplanationTest {
  private static float[] atPictureSize(
      Picture picture, Preprocessing preprocessing, int height, int width, double... values) {
    Domain domain = Domain.of(height, width);
    ImportanceMap map = ImportanceMap.of(domain, values);
    TargetExplanation target = new TargetExplanation(Target.value(0, "0"), 1, 0, map);
    Cost cost = new Cost(3, 1, Duration.ZERO, StopReason.COMPLETE, 1, 1);
    return new ImageExplanation(
            new Explanation(domain, List.of(target), List.of(), cost, Map.of(), Map.of()),
            picture,
            preprocessing.fit(picture, height, width),
            preprocessing.place(picture, height, width))
        .mapAtPictureSize(0);
  }

  private static Picture blank(int width, int height) {
    return TestPictures.flat(width, height, 0);
  }

  @Test
  void atTheSameSizeItIsTheMapItself() {
    double[] values = {1, Double.NaN, 3, 4.5, -6, 7};
    assertThat(atPictureSize(blank(3, 2), Preprocessing.RAW, 2, 3, values))
        .containsExactly(1, Float.NaN, 3, 4.5f, -6, 7);
  }

  @Test
  void betweenSeenPixelsItIsBilinear() {
    // Four times as wide: seen middles lie at 2 and 6, beyond them the border value goes on.
    assertThat(atPictureSize(blank(8, 1), Preprocessing.RAW, 1, 2, 10, 50))
        .containsExactly(10, 10, 15, 25, 35, 45, 50, 50);
    assertThat(atPictureSize(blank(1, 8), Preprocessing.RAW, 2, 1, 10, 50))
        .containsExactly(10, 10, 15, 25, 35, 45, 50, 50);
  }

  @Test
  void onePixelFillsThePicture() {
    assertThat(atPictureSize(blank(7, 5), Preprocessing.RAW, 1, 1, 0.25))
        .hasSize(35)
        .containsOnly(0.25f);
  }

  @Test
  void aMapIsMadeSmallerForASmallerPicture() {
    assertThat(atPictureSize(blank(1, 1), Preprocessing.RAW, 2, 2, 1, 2, 3, 4))
        .containsExactly(2.5f);
  }

  @Test
  void outsideACentreCropThereIsNoNumber() {
    // Scaled to 30x20, of which columns 5 to 24 are seen: columns 10 to 49 of the picture.
    double[] ones = new double[400];
    Arrays.fill(ones, 1);
    Preprocessing crop = Preprocessing.RAW.fitted(Resize.CROP, 0);
    float[] map = atPictureSize(blank(60, 40), crop, 20, 20, ones);
    assertThat(map).hasSize(2400);
    for (int i = 0; i < 2400; i++) {
      boolean seen = i % 60 >= 10 && i % 60 < 50;
      assertThat(map[i]).isEqualTo(Float.valueOf(seen ? 1 : Float.NaN));
    }
    // Scaled to 25x37, of which columns 2 to 21 and rows 8 to 27 are seen.
    float[] inner = atPictureSize(blank(40, 60), crop.fitted(Resize.CROP, 25), 20, 20, ones);
    for (int i = 0; i < 2400; i++) {
      int x = i % 40;
      int y = i / 40;
      boolean seen = x >= 3 && x < 35 && y >= 13 && y < 45;
      assertThat(inner[i]).as("(%d, %d)", x, y).isEqualTo(Float.valueOf(seen ? 1 : Float.NaN));
    }
  }

  @Test
  void thePeakLiesWhereTheModelLooked() {
    // Red at (38..41, 22..25) of a picture of 60x40; the model sees its middle at half the size.
    Picture picture = TestPictures.rectangle(60, 40, 0x101010, 0xF01010, 38, 22, 42, 26);
    FunctionTensorModel reds =
        new FunctionTensorModel(
            ElementType.FLOAT32,
            List.of(TensorInfo.FREE, 3, 20, 20),
            numbers -> {
              float sum = 0;
              for (int i = 0; i < 400; i++) {
                sum += numbers[i] - numbers[400 + i];
              }
              return new float[] {sum};
            });
    ImageExplanation explanation =
        ImageExplainer.of(reds, Preprocessing.UNIT.fitted(Resize.CROP, 0))
            .background(Solid.BLACK)
            .partitioners(List.of(RegularGrid.of(20, 20)))
            .explain(picture, Targets.index(0));
    float[] map = explanation.mapAtPictureSize(0);
    double x = 0;
    double y = 0;
    double sum = 0;
    for (int i = 0; i < 2400; i++) {
      if (!Float.isNaN(map[i])) {
        x += map[i] * (i % 60 + 0.5);
        int row = i / 60;
        y += map[i] * (row + 0.5);
        sum += map[i];
      }
    }
    assertThat(x / sum).isCloseTo(40, within(0.1));
    assertThat(y / sum).isCloseTo(24, within(0.1));
  }
}
