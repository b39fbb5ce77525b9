package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.domain.Region;
import ai.pami.engine.Source;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageInputTest {
  private static final int FREE = TensorInfo.FREE;
  private static final Picture PICTURE = TestPictures.noise(7, 5, 1);

  private static TensorInfo tensor(ElementType type, Integer... shape) {
    return new TensorInfo("data", type, List.of(shape));
  }

  @ParameterizedTest
  @EnumSource
  void numbersLieWhereTheLayoutSays(Layout layout) {
    TensorInfo tensor =
        layout == Layout.NCHW
            ? tensor(ElementType.FLOAT32, 1, 3, 5, 7)
            : tensor(ElementType.FLOAT32, 1, 5, 7, 3);
    Preprocessing preprocessing =
        Preprocessing.RAW.normalised(0.5, List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 8.0));
    for (Channels channels : new Channels[] {Channels.RGB, Channels.BGR}) {
      ImageInput input = ImageInput.of(tensor, preprocessing.ordered(channels), PICTURE);
      ByteBuffer numbers =
          ByteBuffer.wrap(input.encode(PICTURE.toFloats())).order(ByteOrder.nativeOrder());
      assertThat(numbers.capacity()).isEqualTo(4 * 3 * 35);
      for (int i = 0; i < 35; i++) {
        for (int c = 0; c < 3; c++) {
          int colour = channels == Channels.RGB ? c : 2 - c;
          float wanted =
              (float) ((0.5 * PICTURE.value(i, colour) - (1 + c)) / new double[] {4, 5, 8}[c]);
          int index = layout == Layout.NCHW ? c * 35 + i : 3 * i + c;
          assertThat(numbers.getFloat(4 * index)).isCloseTo(wanted, within(1e-4f));
        }
      }
    }
  }

  @Test
  void pixelsAreExactInBytesAndHalves() {
    for (ElementType type : new ElementType[] {ElementType.UINT8, ElementType.FLOAT16}) {
      ImageInput input = ImageInput.of(tensor(type, 1, 5, 7, 3), Preprocessing.RAW, PICTURE);
      byte[] bytes = input.encode(PICTURE.toFloats());
      ByteBuffer wanted = ByteBuffer.allocate(bytes.length).order(ByteOrder.nativeOrder());
      for (int i = 0; i < 105; i++) {
        type.write(wanted, i, PICTURE.value(i / 3, i % 3));
      }
      assertThat(bytes).isEqualTo(wanted.array());
    }
  }

  @Test
  void greyIsTheWeightedSumOfColours() {
    ImageInput input =
        ImageInput.of(tensor(ElementType.UINT8, 1, 1, 5, 7), Preprocessing.GREY_UNIT, PICTURE);
    assertThat(input.shape()).containsExactly(1, 5, 7);
    ImageInput raw =
        ImageInput.of(
            tensor(ElementType.UINT8, 1, 1, 5, 7),
            Preprocessing.RAW.ordered(Channels.GREY),
            PICTURE);
    byte[] bytes = raw.encode(PICTURE.toFloats());
    for (int i = 0; i < 35; i++) {
      double wanted =
          0.299 * PICTURE.value(i, 0) + 0.587 * PICTURE.value(i, 1) + 0.114 * PICTURE.value(i, 2);
      assertThat((double) (bytes[i] & 0xFF)).isCloseTo(wanted, within(0.501));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 48, 64, 3 48 64",
    "-1, 3, 48, 64, 3 48 64",
    "4, 48, 64, 3, 48 64 3",
    "1, 3, -1, -1, 3 224 200",
    "-1, -1, -1, 3, 224 200 3",
    "1, 3, 48, -1, 3 48 200"
  })
  void theModelsSizeGoesBeforeThePreprocessings(int n, int a, int b, int c, String shape) {
    ImageInput input =
        ImageInput.of(
            tensor(ElementType.FLOAT32, n, a, b, c), Preprocessing.UNIT.sized(224, 200), PICTURE);
    assertThat(Arrays.toString(input.shape()).replaceAll("[\\[\\],]", "")).isEqualTo(shape);
  }

  @Test
  void aSaidLayoutSettlesWhatTheShapeLeavesOpen() {
    TensorInfo open = tensor(ElementType.FLOAT32, 1, 3, 9, 3);
    assertThat(ImageInput.of(open, Preprocessing.RAW.laidOut(Layout.NCHW), PICTURE).shape())
        .containsExactly(3, 9, 3);
    assertThat(ImageInput.of(open, Preprocessing.RAW.laidOut(Layout.NHWC), PICTURE).shape())
        .containsExactly(3, 9, 3);
    assertThat(ImageInput.of(open, Preprocessing.RAW.laidOut(Layout.NHWC), PICTURE).width())
        .isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"70, 50, 68", "7, 5, 68", "1, 5000, 1", "5000, 1, 16384", "10, 48, 10"})
  void fittingTheHeightKeepsTheAspectRatio(int width, int height, int wanted) {
    Picture picture = TestPictures.flat(width, height, 0);
    Preprocessing preprocessing = Preprocessing.UNIT.fitted(Resize.FIT_HEIGHT, 0);
    ImageInput free =
        ImageInput.of(tensor(ElementType.FLOAT32, 1, 3, 48, FREE), preprocessing, picture);
    assertThat(free.width()).isEqualTo(wanted);
    assertThat(free.height()).isEqualTo(48);
    ImageInput fixed =
        ImageInput.of(tensor(ElementType.FLOAT32, 1, 3, 48, 320), preprocessing, picture);
    assertThat(fixed.width()).isEqualTo(320);
  }

  @Test
  void inputsThatAreNoPictureAreNamed() {
    assertRefused(
        tensor(ElementType.FLOAT32, 1, 1000), Preprocessing.RAW, "FLOAT32 [1, 1000] is no picture");
    assertRefused(tensor(ElementType.OTHER, 1, 3, 8, 8), Preprocessing.RAW, "is no picture");
    assertRefused(tensor(ElementType.FLOAT32, 1, 5, 8, 8), Preprocessing.RAW, "is no picture");
    assertRefused(tensor(ElementType.FLOAT32, FREE, 8, 8, 4), Preprocessing.RAW, "is no picture");
    assertRefused(
        tensor(ElementType.FLOAT32, 1, 5, 8, 8),
        Preprocessing.RAW.laidOut(Layout.NCHW),
        "has 5 channels, but preprocessing 'raw' gives RGB");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertRefused(
        tensor(ElementType.FLOAT32, 1, FREE, FREE, FREE),
        Preprocessing.RAW.sized(8, 8),
        "\"layout\": \"NCHW\" or \"NHWC\"");
    assertRefused(
        tensor(ElementType.FLOAT32, 1, 3, 9, 1), Preprocessing.RAW, "does not tell where");
    assertRefused(
        tensor(ElementType.FLOAT32, 1, 3, FREE, 8),
        Preprocessing.RAW,
        "takes any height, and preprocessing 'raw' gives none");
    assertRefused(tensor(ElementType.FLOAT32, 1, 3, 8, FREE), Preprocessing.RAW, "takes any width");
    assertRefused(
        tensor(ElementType.FLOAT32, 1, 1, 28, 28), Preprocessing.UNIT, "1 channel,", "grey-unit");
    assertRefused(
        tensor(ElementType.FLOAT32, 1, 3, 28, 28), Preprocessing.GREY_UNIT, "has 3 channels");
  }

  private static void assertRefused(
      TensorInfo tensor, Preprocessing preprocessing, String... parts) {
    assertThatThrownBy(() -> ImageInput.of(tensor, preprocessing, PICTURE))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("the model's input 'data'")
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @CsvSource({"UINT8, NCHW", "UINT8, NHWC", "FLOAT16, NCHW", "FLOAT32, NHWC", "FLOAT32, NCHW"})
  void aPaintedRegionShowsTheOtherSourceInEveryChannel(ElementType type, Layout layout) {
    TensorInfo tensor = layout == Layout.NCHW ? tensor(type, 1, 3, 5, 7) : tensor(type, 1, 5, 7, 3);
    ImageInput input = ImageInput.of(tensor, Preprocessing.RAW, PICTURE);
    Picture other = TestPictures.noise(7, 5, 2);
    TensorComposer composer = new TensorComposer(input, PICTURE.toFloats(), other.toFloats());
    Region region = Region.ofSpans(3, 9, 20, 21, 30, 35);
    ByteBuffer slot = ByteBuffer.allocate(105 * type.bytes()).order(ByteOrder.nativeOrder());
    composer.fill(slot, Source.BACKGROUND);
    composer.paint(slot, region, Source.INPUT);

    byte[] mixed = new byte[105];
    for (int i = 0; i < 105; i++) {
      Picture shown = region.contains(i / 3) ? PICTURE : other;
      mixed[i] = (byte) shown.value(i / 3, i % 3);
    }
    assertThat(slot.array()).isEqualTo(input.encode(Picture.of(7, 5, mixed).toFloats()));
    composer.paint(slot, region, Source.BACKGROUND);
    assertThat(slot.array()).isEqualTo(input.encode(other.toFloats()));
    assertThat(composer.domain()).isEqualTo(PICTURE.domain());
  }
}
