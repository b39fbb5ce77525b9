package ai.pami.evaluate.metric;

import static ai.pami.evaluate.metric.MapOf.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.evaluate.data.Box;
import ai.pami.image.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointingGameTest {
  /** 4x3 pixels, all 0 but 1 at column 2 of row 1. */
  private static double[] onePixel() {
    double[] values = new double[12];
    values[6] = 1;
    return values;
  }

  @Test
  void thePeakMustLieInsideAnyBox() {
    MapOf map = MapOf.size(4, 3);
    PointingGame game = PointingGame.pami();
    assertThat(game.measure(map.values(onePixel(), box(2, 1, 2, 1)))).hasValue(1);
    assertThat(game.measure(map.values(onePixel(), box(0, 0, 1, 2)))).hasValue(0);
    assertThat(game.measure(map.values(onePixel(), box(3, 0, 3, 2)))).hasValue(0);
    assertThat(game.measure(map.values(onePixel(), box(0, 0, 1, 2), box(2, 0, 3, 2)))).hasValue(1);
  }

  @Test
  void ofTiedPeaksTheFirstCounts() {
    double[] values = onePixel();
    values[1] = 1;
    values[0] = Double.NaN;
    MapOf map = MapOf.size(4, 3);
    assertThat(PointingGame.pami().measure(map.values(values, box(1, 0, 1, 0)))).hasValue(1);
    assertThat(PointingGame.pami().measure(map.values(values, box(2, 1, 2, 1)))).hasValue(0);
  }

  /** 400x300 squashed to 4x3: the peak's middle is at (250, 150), between pixels 249 and 250. */
  @Test
  void peaksAreTakenToASquashedPicture() {
    MapOf map = MapOf.placed(400, 300, new Placement(4, 3, 0, 0, 100, 100));
    PointingGame game = PointingGame.pami();
    assertThat(game.measure(map.values(onePixel(), box(250, 150, 260, 160)))).hasValue(1);
    assertThat(game.measure(map.values(onePixel(), box(251, 150, 260, 160)))).hasValue(0);
    assertThat(game.measure(map.values(onePixel(), box(240, 140, 249, 160)))).hasValue(0);
  }

  /** 600x300, short side to 4, the middle 4x4: the seen part begins at column 150, 75 a pixel. */
  @Test
  void peaksAreTakenToACroppedPicture() {
    MapOf map = MapOf.placed(600, 300, new Placement(4, 4, 150, 0, 75, 75));
    double[] values = new double[16];
    values[12] = 3;
    PointingGame game = PointingGame.pami();
    assertThat(game.measure(map.values(values, box(187, 262, 187, 262)))).hasValue(1);
    assertThat(game.measure(map.values(values, box(188, 262, 200, 262)))).hasValue(0);
    assertThat(game.measure(map.values(values, box(0, 0, 149, 299)))).isEmpty();
    assertThat(game.measure(map.values(values, box(450, 0, 599, 299)))).isEmpty();
    assertThat(game.measure(map.values(values, box(0, 0, 150, 299)))).hasValue(0);
  }

  /**
   * As above the peak is at pixel (249.5, 149.5) of 400x300. A box from column 264 is 14.5 away,
   * from 265 15.5; (259, 161) is sqrt(9.5^2 + 11.5^2) = 14.92 away, (259, 162) 15.70.
   */
  @Test
  void torchRayAllowsFifteenPixelsOfTheOriginalPicture() {
    MapOf map = MapOf.placed(400, 300, new Placement(4, 3, 0, 0, 100, 100));
    PointingGame game = PointingGame.torchRay();
    assertThat(game.measure(map.values(onePixel(), box(264, 100, 300, 200)))).hasValue(1);
    assertThat(game.measure(map.values(onePixel(), box(265, 100, 300, 200)))).hasValue(0);
    assertThat(game.measure(map.values(onePixel(), box(259, 161, 300, 200)))).hasValue(1);
    assertThat(game.measure(map.values(onePixel(), box(259, 162, 300, 200)))).hasValue(0);
    assertThat(game.withTolerance(14.5).measure(map.values(onePixel(), box(264, 100, 300, 200))))
        .hasValue(0);
    assertThat(PointingGame.pami().measure(map.values(onePixel(), box(264, 100, 300, 200))))
        .hasValue(0);
  }

  /** TorchRay's own wording: some mask pixel lies in the open disc around the peak's pixel. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void torchRayEqualsItsDefinitionPixelByPixel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MapOf map = MapOf.size(60, 40);
    int hits = 0;
    for (int round = 0; round < 40; round++) {
      double[] values = random.doubles(2400).toArray();
      int peak = random.nextInt(2400);
      values[peak] = 2;
      int x0 = random.nextInt(55);
      int y0 = random.nextInt(35);
      Box box = box(x0, y0, x0 + random.nextInt(5), y0 + random.nextInt(5));
      boolean hit = false;
      for (int y = 0; y < 40; y++) {
        for (int x = 0; x < 60; x++) {
          boolean masked = x >= box.x0() && x <= box.x1() && y >= box.y0() && y <= box.y1();
          int dx = x - peak % 60;
          int dy = y - peak / 60;
          hit |= masked && dx * dx + dy * dy < 15 * 15;
        }
      }
      hits += hit ? 1 : 0;
      assertThat(PointingGame.torchRay().measure(map.values(values, box))).hasValue(hit ? 1 : 0);
      assertThat(PointingGame.torchRay().atPictureSize().measure(map.values(values, box)))
          .hasValue(hit ? 1 : 0);
    }
    assertThat(hits).isBetween(1, 39);
  }

  /**
   * 8x8 seen as 4x4: the peak pixel (1, 1) is columns and rows 2 and 3; the enlarged peak is their
   * first.
   */
  @Test
  void atPictureSizeThePeakIsThatOfTheEnlargedMap() {
    MapOf map = MapOf.placed(8, 8, new Placement(4, 4, 0, 0, 2, 2));
    double[] values = new double[16];
    values[5] = 1;
    // The enlarged map is 0.75 * 0.75 at all four pixels, of which (2, 2) is the first.
    Box first = box(2, 2, 2, 2);
    assertThat(PointingGame.pami().atPictureSize().measure(map.values(values, first))).hasValue(1);
    // The seen pixel's middle is the corner (3, 3) between them.
    assertThat(PointingGame.pami().measure(map.values(values, first))).hasValue(0);
    assertThat(PointingGame.pami().measure(map.values(values, box(3, 3, 3, 3)))).hasValue(1);
  }

  @Test
  void undefinedWithoutBoxesOrPeak() {
    MapOf map = MapOf.size(4, 3);
    double[] unknown = new double[12];
    Arrays.fill(unknown, Double.NaN);
    for (PointingGame game : List.of(PointingGame.pami(), PointingGame.torchRay())) {
      assertThat(game.measure(map.values(onePixel()))).isEmpty();
      assertThat(game.measure(map.values(new double[12], box(0, 0, 3, 2)))).isEmpty();
      assertThat(game.measure(map.values(unknown, box(0, 0, 3, 2)))).isEmpty();
    }
  }

  @Test
  void torchRaySkipsObjectsThatAreAllMarkedDifficult() {
    MapOf map = MapOf.size(4, 3);
    Box hard = new Box(2, 1, 2, 1, true);
    assertThat(PointingGame.torchRay().measure(map.values(onePixel(), hard))).isEmpty();
    assertThat(PointingGame.pami().measure(map.values(onePixel(), hard))).hasValue(1);
    assertThat(PointingGame.torchRay().measure(map.values(onePixel(), hard, box(0, 0, 0, 0))))
        .hasValue(1);
  }

  /** A quarter of 4x3 is 3 pixels. */
  @Test
  void theDifficultSubsetHasSmallObjectsAndDistractors() {
    MapOf map = MapOf.size(4, 3);
    assertThat(PointingGame.isDifficult(map.picture(), List.of(box(0, 0, 1, 0)), true)).isTrue();
    assertThat(PointingGame.isDifficult(map.picture(), List.of(box(0, 0, 1, 0)), false)).isFalse();
    assertThat(PointingGame.isDifficult(map.picture(), List.of(box(0, 0, 2, 0)), true)).isFalse();
    assertThat(
            PointingGame.isDifficult(
                map.picture(), List.of(box(0, 0, 1, 0), box(0, 1, 0, 1)), true))
        .isFalse();
    PointingGame game = PointingGame.torchRay().difficultSubset();
    MapOf crowded = map.withOtherClasses();
    assertThat(game.measure(crowded.values(onePixel(), box(2, 1, 2, 1)))).hasValue(1);
    assertThat(game.measure(map.values(onePixel(), box(2, 1, 2, 1)))).isEmpty();
    assertThat(game.measure(crowded.values(onePixel(), box(0, 0, 3, 0)))).isEmpty();
    // What a data set marks as hard to recognise is another thing.
    Box hard = new Box(2, 1, 2, 1, true);
    assertThat(game.measure(map.values(onePixel(), hard, box(0, 0, 0, 0)))).isEmpty();
  }

  @Test
  void refusesTolerancesThatAreNone() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> PointingGame.pami().withTolerance(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("" + bad);
    }
  }
}
