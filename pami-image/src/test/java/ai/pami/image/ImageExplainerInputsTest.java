package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.RegularGrid;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One model in many clothes: whatever its input tensor is like, the map is the same. */
class ImageExplainerInputsTest {
  private static double[] colourMap;
  private static double[] greyMap;

  @BeforeAll
  static void explainPlainly() {
    colourMap = map(RedRectangle.model(), Channels.RGB, RedRectangle.picture());
    greyMap = map(RedRectangle.model(), Channels.RGB, RedRectangle.greyPicture());
  }

  private static double[] map(FunctionTensorModel model, Channels channels, Picture picture) {
    return ImageExplainer.of(model, RedRectangle.preprocessing(channels))
        .background(Solid.BLACK)
        .partitioners(List.of(RegularGrid.of(4, 6), RegularGrid.of(3, 5)))
        .threads(2)
        .explain(picture, Targets.index(0))
        .map(0)
        .values();
  }

  static List<Arguments> clothes() {
    List<Arguments> all = new ArrayList<>();
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.UINT8)) {
      for (Layout layout : Layout.values()) {
        for (Channels channels : Channels.values()) {
          for (int batch : new int[] {1, 4, TensorInfo.FREE}) {
            all.add(Arguments.of(type, layout, channels, batch, false));
            all.add(Arguments.of(type, layout, channels, batch, true));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("clothes")
  void theMapIsTheSame(
      ElementType type, Layout layout, Channels channels, int batch, boolean anySize) {
    FunctionTensorModel model = RedRectangle.model(type, layout, channels, batch, anySize);
    boolean grey = channels == Channels.GREY;
    double[] map = map(model, channels, grey ? RedRectangle.greyPicture() : RedRectangle.picture());
    if (grey) {
      // The grey of a grey pixel is its value but for the last digit.
      assertThat(map)
          .hasSameSizeAs(greyMap)
          .usingComparatorWithPrecision(1e-5)
          .containsExactly(greyMap);
    } else {
      assertThat(map).containsExactly(colourMap);
    }
    if (batch > 0) {
      assertThat(model.largestBatch.get()).isLessThanOrEqualTo(batch);
    }
  }

  @Test
  void theMapPeaksInsideWhatTheModelLooksAt() {
    FunctionTensorModel model = RedRectangle.model();
    ImportanceMap map =
        ImageExplainer.of(model, RedRectangle.preprocessing(Channels.RGB))
            .explain(RedRectangle.picture(), Targets.index(0))
            .map(0);
    assertThat(RedRectangle.holds(map.peak())).isTrue();
  }

  @Test
  void normalisedNumbersGiveTheSameMap() {
    FunctionTensorModel unit =
        new FunctionTensorModel(
            ElementType.FLOAT32,
            List.of(TensorInfo.FREE, 3, RedRectangle.HEIGHT, RedRectangle.WIDTH),
            numbers -> {
              double sum = 0;
              int held = 0;
              for (int i = 0; i < RedRectangle.WIDTH * RedRectangle.HEIGHT; i++) {
                if (RedRectangle.holds(i)) {
                  // Undoes the preprocessing of red.
                  sum += numbers[i] * 0.229 + 0.485;
                  held++;
                }
              }
              return new float[] {(float) (sum / held)};
            });
    double[] map =
        ImageExplainer.of(unit, Preprocessing.IMAGENET.fitted(Resize.SQUASH, 0))
            .background(Solid.BLACK)
            .partitioners(List.of(RegularGrid.of(4, 6), RegularGrid.of(3, 5)))
            .explain(RedRectangle.picture(), Targets.index(0))
            .map(0)
            .values();
    assertThat(map).usingComparatorWithPrecision(1e-5).containsExactly(colourMap);
  }

  @Test
  void aModelThatReadsNoPictureIsRefused() {
    for (List<Integer> shape : List.of(List.of(1, 100), List.of(1, 5, 16, 24), List.of(1, 3, 9))) {
      FunctionTensorModel model =
          new FunctionTensorModel(ElementType.FLOAT32, shape, numbers -> new float[1]);
      assertThatThrownBy(() -> map(model, Channels.RGB, RedRectangle.picture()))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("the model's input " + model.input() + " is no picture");
    }
    FunctionTensorModel tokens =
        new FunctionTensorModel(ElementType.OTHER, List.of(1, 3, 16, 24), numbers -> new float[1]);
    assertThatThrownBy(() -> map(tokens, Channels.RGB, RedRectangle.picture()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("float32, float16 or uint8");
  }
}
