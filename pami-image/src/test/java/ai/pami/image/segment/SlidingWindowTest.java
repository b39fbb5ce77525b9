package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {
  private static final Comparator<BitSet> BY_PIXELS = Comparator.comparing(BitSet::toString);

  /** Whether a window holds the pixel at an offset from its centre. */
  @FunctionalInterface
  private interface Shape {
    boolean holds(int dx, int dy);
  }

  @ParameterizedTest
  @CsvSource({
    "17, 23, 5, 3",
    "23, 17, 0, 1",
    "12, 12, 1, 2",
    "30, 9, 7, 4",
    "9, 30, 40, 6",
    "1, 1, 40, 6",
    "1, 200, 13, 7"
  })
  void discsHoldThePixelsWithinTheirRadius(int width, int height, int radius, int stride) {
    Regions discs =
        SlidingWindow.discs(radius, stride).partition(SamplePictures.constant(width, height, 0));
    assertThat(masks(discs))
        .isEqualTo(
            expected(
                width, height, stride, stride, (dx, dy) -> dx * dx + dy * dy <= radius * radius));
  }

  @ParameterizedTest
  @CsvSource({"17, 23, 5, 3", "23, 17, 0, 1", "12, 12, 1, 2", "30, 16, 7, 4"})
  void squaresReachTheirRadiusOnEverySide(int width, int height, int radius, int stride) {
    Regions squares =
        SlidingWindow.squares(radius, stride).partition(SamplePictures.constant(width, height, 0));
    Shape square = (dx, dy) -> Math.abs(dx) <= radius && Math.abs(dy) <= radius;
    assertThat(masks(squares)).isEqualTo(expected(width, height, stride, stride, square));
  }

  @ParameterizedTest
  @CsvSource({"17, 23, 4, 3, 2, 5", "17, 23, 1, 6, 3, 3", "10, 10, 2, 2, 1, 1"})
  void rectanglesLieAroundTheirCentre(
      int width, int height, int sideY, int sideX, int strideY, int strideX) {
    Regions rectangles =
        SlidingWindow.rectangles(sideY, sideX, strideY, strideX)
            .partition(SamplePictures.constant(width, height, 0));
    // The centre of an even length is just after its middle.
    Shape rectangle =
        (dx, dy) ->
            dx >= -(sideX / 2)
                && dx < sideX - sideX / 2
                && dy >= -(sideY / 2)
                && dy < sideY - sideY / 2;
    assertThat(masks(rectangles)).isEqualTo(expected(width, height, strideX, strideY, rectangle));
  }

  @Test
  void aSquareAsLongAsAnAxisCoversItOnce() {
    Regions squares = SlidingWindow.squares(7, 5).partition(SamplePictures.constant(31, 15, 0));
    assertThat(squares.count()).isEqualTo(7);
    assertThat(masks(squares))
        .allSatisfy(mask -> assertThat(mask.cardinality() % 15).isZero())
        .anySatisfy(mask -> assertThat(mask.cardinality()).isEqualTo(15 * 15));
  }

  @Test
  void thePublishedSettingHas1444DiscsThatCoverEverything() {
    Regions discs = SlidingWindow.discs(40, 6).partition(SamplePictures.constant(224, 224, 0));
    assertThat(discs.count()).isEqualTo(1444);
    assertThat(covered(discs).cardinality()).isEqualTo(224 * 224);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 40, 6, 1", "10000, 10, 40, 6, 3334", "10, 10000, 40, 6, 3334"})
  void thinAndTinyPicturesAreCovered(int width, int height, int radius, int stride, int count) {
    Picture picture = SamplePictures.constant(width, height, 0);
    Regions discs = SlidingWindow.discs(radius, stride).partition(picture);
    assertThat(discs.count()).isEqualTo(count);
    assertThat(covered(discs).cardinality()).isEqualTo(width * height);
    Regions squares = SlidingWindow.squares(radius, stride).partition(picture);
    assertThat(covered(squares).cardinality()).isEqualTo(width * height);
  }

  @Test
  void oneWindowMayFitPicturesOfAnySize() {
    SlidingWindow window = SlidingWindow.discs(3, 2);
    assertThat(window.partition(SamplePictures.constant(8, 8, 0)).count()).isEqualTo(16);
    assertThat(window.partition(SamplePictures.constant(3, 5, 0)).count()).isEqualTo(6);
  }

  /** Every window's pixels, in no order that matters. */
  private static List<BitSet> masks(Regions regions) {
    List<BitSet> masks = new ArrayList<>();
    for (int r = 0; r < regions.count(); r++) {
      Region region = regions.region(r);
      BitSet mask = new BitSet();
      for (int s = 0; s < region.spanCount(); s++) {
        mask.set(region.start(s), region.end(s));
      }
      assertThat(region.size()).isEqualTo(mask.cardinality());
      masks.add(mask);
    }
    masks.sort(BY_PIXELS);
    return masks;
  }

  private static List<BitSet> expected(
      int width, int height, int strideX, int strideY, Shape shape) {
    List<BitSet> masks = new ArrayList<>();
    for (int y = 0; y < height; y += strideY) {
      for (int x = 0; x < width; x += strideX) {
        int centreY = y;
        int centreX = x;
        IntPredicate held = i -> shape.holds(i % width - centreX, i / width - centreY);
        BitSet mask = new BitSet();
        for (int i = 0; i < width * height; i++) {
          mask.set(i, held.test(i));
        }
        masks.add(mask);
      }
    }
    masks.sort(BY_PIXELS);
    return masks;
  }

  private static BitSet covered(Regions regions) {
    BitSet covered = new BitSet();
    for (int r = 0; r < regions.count(); r++) {
      Region region = regions.region(r);
      for (int s = 0; s < region.spanCount(); s++) {
        covered.set(region.start(s), region.end(s));
      }
    }
    return covered;
  }
}
