package ai.pami.image.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.pami.image.picture.Picture;
import ai.pami.image.segment.SamplePictures;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureViewTest {
  private static final int TRIALS = 60;

  private final SplittableRandom random = new SplittableRandom(20240501);

  @Test
  void aShiftedPictureComesInOnTheOtherSide() {
    // 0 1 2      5 3 4
    // 3 4 5  ->  2 0 1  (numpy.roll(a, (1, 1), (0, 1)), content down and to the right by 1)
    Picture view = PictureView.shifted(-1, -1).of(numbered(3, 2));
    assertThat(reds(view)).containsExactly(5, 3, 4, 2, 0, 1);
    assertThat(reds(PictureView.shifted(1, 0).of(numbered(2, 3))))
        .containsExactly(2, 3, 4, 5, 0, 1);
    assertThat(reds(PictureView.shifted(0, 1).of(numbered(3, 2))))
        .containsExactly(1, 2, 0, 4, 5, 3);
  }

  /** new[i] = old[(i + shift) mod size] on both axes, and back to where it was. */
  @Test
  void shiftedPicturesOfAllSizesComeBack() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Picture picture = picture();
      int w = picture.width();
      int h = picture.height();
      int up = random.nextInt(-100, 101);
      int left = random.nextInt(-100, 101);
      PictureView view = PictureView.shifted(up, left);
      Picture seen = view.of(picture);
      for (int i = 0; i < w * h; i++) {
        int row = ((i / w + up) % h + h) % h;
        int column = ((i % w + left) % w + w) % w;
        assertSamePixel(seen, i, picture, row * w + column);
      }
      assertComesBack(view, picture);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void turnedPicturesOfAllSizesComeBack(int degrees) {
    for (int trial = 0; trial < TRIALS / 3; trial++) {
      int size = random.nextInt(1, 30);
      assertComesBack(PictureView.turned(degrees), SamplePictures.noise(size, size, trial));
    }
  }

  @Test
  void turnsAreClockwise() {
    // 0 1 2      6 3 0
    // 3 4 5  ->  7 4 1
    // 6 7 8      8 5 2
    Picture picture = numbered(3, 3);
    assertThat(reds(PictureView.turned(90).of(picture))).containsExactly(6, 3, 0, 7, 4, 1, 8, 5, 2);
    assertThat(reds(PictureView.turned(180).of(picture)))
        .containsExactly(8, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(reds(PictureView.turned(270).of(picture)))
        .containsExactly(2, 5, 8, 1, 4, 7, 0, 3, 6);
    PictureView quarter = PictureView.turned(90);
    assertThat(quarter.of(quarter.of(picture))).isEqualTo(PictureView.turned(180).of(picture));
    assertThat(quarter.of(PictureView.turned(270).of(picture))).isEqualTo(picture);
  }

  @Test
  void halfTurnsNeedNoSquare() {
    assertThat(reds(PictureView.turned(180).of(numbered(3, 2)))).containsExactly(5, 4, 3, 2, 1, 0);
    assertComesBack(PictureView.turned(180), SamplePictures.noise(31, 4, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 270})
  void quarterTurnsNeedASquare(int degrees) {
    PictureView view = PictureView.turned(degrees);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> view.of(numbered(3, 2)))
        .withMessageContaining("3x2")
        .withMessageContaining("turned by " + degrees);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> view.toPicture(2, 3))
        .withMessageContaining("2x3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 45, -90, 360, 91})
  void otherTurnsAreRefused(int degrees) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureView.turned(degrees))
        .withMessageContaining("90, 180 or 270")
        .withMessageContaining("not " + degrees);
  }

  @Test
  void aMirroredMarginCountsForNothing() {
    // 0 1 2 3 4 moved left by 2: 2 3 4 and, mirrored with the border pixel repeated, 4 3.
    PictureView view = PictureView.shiftedWithMirror(0, 2);
    assertThat(reds(view.of(numbered(5, 1)))).containsExactly(2, 3, 4, 4, 3);
    int[] pixels = view.toPicture(5, 1).orElseThrow();
    assertThat(Arrays.copyOf(pixels, 3)).containsExactly(2, 3, 4);
    assertThat(pixels[3]).isNegative();
    assertThat(pixels[4]).isNegative();
  }

  /** Every pixel still in sight counts where it came from, once; all others do not count. */
  @Test
  void mirroredShiftsOfAllSizesCountWhatIsInSight() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Picture picture = picture();
      int w = picture.width();
      int h = picture.height();
      int up = random.nextInt(-50, 51);
      int left = random.nextInt(1, 51) * (trial % 2 == 0 ? 1 : -1);
      PictureView view = PictureView.shiftedWithMirror(up, left);
      Picture seen = view.of(picture);
      int[] pixels = view.toPicture(w, h).orElseThrow();
      assertThat(pixels).hasSize(w * h);
      for (int i = 0; i < pixels.length; i++) {
        int row = i / w + up;
        int column = i % w + left;
        boolean inSight = row >= 0 && row < h && column >= 0 && column < w;
        if (inSight) {
          assertThat(pixels[i]).isEqualTo(row * w + column);
        } else {
          assertThat(pixels[i]).isNegative();
        }
        assertSamePixel(seen, i, picture, mirrored(row, h) * w + mirrored(column, w));
      }
      assertThat(IntStream.of(pixels).filter(pixel -> pixel >= 0).count())
          .isEqualTo(Math.max(0, h - Math.abs(up)) * (long) Math.max(0, w - Math.abs(left)));
    }
  }

  @Test
  void withoutAShiftThePictureIsAsItIs() {
    Picture picture = SamplePictures.noise(4, 5, 1);
    assertThat(PictureView.shifted(0, 0)).isSameAs(PictureView.AS_IT_IS);
    assertThat(PictureView.shiftedWithMirror(0, 0)).isSameAs(PictureView.AS_IT_IS);
    assertThat(PictureView.AS_IT_IS.of(picture)).isSameAs(picture);
    assertThat(PictureView.AS_IT_IS.toPicture(4, 5)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "-7, 3"})
  void thePictureItselfStaysAsItIs(int up, int left) {
    Picture picture = SamplePictures.noise(9, 6, 2);
    byte[] before = picture.toRgb();
    PictureView.shifted(up, left).of(picture);
    PictureView.shiftedWithMirror(up, left).of(picture);
    PictureView.turned(180).of(picture);
    assertThat(picture.toRgb()).isEqualTo(before);
  }

  @Test
  void namesSayWhatWasDone() {
    assertThat(PictureView.AS_IT_IS.name()).isEqualTo("as it is");
    assertThat(PictureView.shifted(36, 0)).hasToString("shifted by (36, 0)");
    assertThat(PictureView.shiftedWithMirror(0, -24).name())
        .isEqualTo("shifted by (0, -24) with mirrored margin");
    assertThat(PictureView.turned(270).name()).isEqualTo("turned by 270");
  }

  /** What each pixel of the view is worth goes to one pixel of the picture, all of them. */
  private static void assertComesBack(PictureView view, Picture picture) {
    Picture seen = view.of(picture);
    int[] pixels =
        view.toPicture(picture.width(), picture.height())
            .orElse(IntStream.range(0, picture.domain().size()).toArray());
    byte[] back = new byte[3 * pixels.length];
    for (int i = 0; i < back.length; i++) {
      back[3 * pixels[i / 3] + i % 3] = (byte) seen.value(i / 3, i % 3);
    }
    assertThat(Picture.of(picture.width(), picture.height(), back)).isEqualTo(picture);
    assertThat(IntStream.of(pixels).distinct().count()).isEqualTo(pixels.length);
  }

  private static void assertSamePixel(Picture one, int pixel, Picture other, int otherPixel) {
    for (int c = 0; c < 3; c++) {
      assertThat(one.value(pixel, c)).isEqualTo(other.value(otherPixel, c));
    }
  }

  private static int mirrored(int i, int n) {
    int at = i;
    while (at < 0 || at >= n) {
      at = at < 0 ? -1 - at : 2 * n - 1 - at;
    }
    return at;
  }

  private Picture picture() {
    return SamplePictures.noise(random.nextInt(1, 40), random.nextInt(1, 40), random.nextLong());
  }

  /** A picture whose pixels are numbered in red. */
  private static Picture numbered(int width, int height) {
    return SamplePictures.of(
        width, height, (x, y, channel) -> channel == 0 ? y * width + x : 255 - y);
  }

  private static int[] reds(Picture picture) {
    return IntStream.range(0, picture.domain().size()).map(i -> picture.value(i, 0)).toArray();
  }
}
