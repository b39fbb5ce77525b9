package ai.pami.evaluate.metric;

import static ai.pami.evaluate.metric.MapOf.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.evaluate.data.Box;
import ai.pami.image.Placement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxBoxAccTest {
  /** 4x4, columns of 1, 0.6, 0.3 and 0. */
  private static final double[] STEPS = {
    1, 0.6, 0.3, 0, 1, 0.6, 0.3, 0, 1, 0.6, 0.3, 0, 1, 0.6, 0.3, 0
  };

  private static final Box TWO_COLUMNS = box(0, 0, 1, 3);
  private static final Box ONE_COLUMN = box(0, 0, 0, 3);

  private static List<Double> overlaps(MaxBoxAcc metric, JudgedMap judged) {
    return metric.overlaps(judged).orElseThrow().overlaps();
  }

  /**
   * Above 0, 0.1 and 0.2 lie three columns, of which the box holds two: 8 / 12. Above 0.3 to 0.5
   * lie the two: 1. Above 0.6 and more lies one: 4 / 8.
   */
  @Test
  void overlapsWorkedOutByHand() {
    MaxBoxAcc tenths = MaxBoxAcc.v1().withThresholds(10);
    JudgedMap judged = MapOf.size(4, 4).values(STEPS, TWO_COLUMNS);
    double third = 8 / 12.0;
    assertThat(overlaps(tenths, judged))
        .containsExactly(third, third, third, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5);
    assertThat(tenths.overlaps(judged).orElseThrow().best()).isEqualTo(1);
    assertThat(tenths.overlaps(judged).orElseThrow().threshold(3)).isEqualTo(0.3);
    assertThat(tenths.measure(judged)).hasValue(1);
    assertThat(MaxBoxAcc.v2().withThresholds(10).atThreshold(0.9).measure(judged).orElseThrow())
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(MaxBoxAcc.v1().measure(judged)).hasValue(1);
  }

  /**
   * With a box of one column the overlaps are 1/3, then 1/2, then 1. Level 0.3: both pictures are
   * right everywhere. Level 0.5: both from 0.3 on. Level 0.7: never both at one threshold: 0.5.
   */
  @Test
  void overADataSetOneThresholdServesAllPictures() {
    MaxBoxAcc v1 = MaxBoxAcc.v1().withThresholds(10);
    MaxBoxAcc v2 = MaxBoxAcc.v2().withThresholds(10);
    MapOf map = MapOf.size(4, 4);
    List<BoxOverlaps> both =
        List.of(
            v2.overlaps(map.values(STEPS, TWO_COLUMNS)).orElseThrow(),
            v2.overlaps(map.values(STEPS, ONE_COLUMN)).orElseThrow());
    assertThat(v1.ofDataSet(both)).hasValue(1);
    assertThat(v2.ofDataSet(both).orElseThrow()).isCloseTo((1 + 1 + 0.5) / 3, within(1e-12));
    assertThat(v2.measure(map.values(STEPS, TWO_COLUMNS))).hasValue(1);
    assertThat(v2.measure(map.values(STEPS, ONE_COLUMN))).hasValue(1);
    assertThat(v1.atThreshold(0).measure(map.values(STEPS, ONE_COLUMN))).hasValue(0);
    assertThat(v1.atThreshold(1).measure(map.values(STEPS, ONE_COLUMN))).hasValue(1);
    assertThat(v1.ofDataSet(List.of())).isEmpty();
  }

  /**
   * Four pixels at 1 and a lone one at 0.5: the largest part is the four; any part finds the one.
   */
  @Test
  void theLargestPartOrTheBestOne() {
    double[] values = new double[36];
    for (int pixel : new int[] {7, 8, 13, 14}) {
      values[pixel] = 1;
    }
    values[35] = 0.5;
    MapOf map = MapOf.size(6, 6);
    assertThat(MaxBoxAcc.v1().measure(map.values(values, box(1, 1, 2, 2)))).hasValue(1);
    assertThat(MaxBoxAcc.v1().measure(map.values(values, box(5, 5, 5, 5)))).hasValue(0);
    assertThat(MaxBoxAcc.v1().anyComponent().measure(map.values(values, box(5, 5, 5, 5))))
        .hasValue(1);
    // 4 of 6 pixels: 0.3 and 0.5 are reached, 0.7 is not. 4 of 16: none.
    assertThat(MaxBoxAcc.v2().measure(map.values(values, box(1, 1, 3, 2))).orElseThrow())
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(MaxBoxAcc.v2().measure(map.values(values, box(1, 1, 4, 4)))).hasValue(0);
  }

  /**
   * Half of 8x8 seen as 4x4. Enlarged, the columns are 1 1 1 .75 .25 0 0 0: above 0 lie five (4/5
   * of them in the box of four), above 0.25 to 0.7 four, above 0.75 three.
   */
  @Test
  void enlargedFirstOrBoxedFirst() {
    MapOf map = MapOf.placed(8, 8, new Placement(4, 4, 0, 0, 2, 2));
    double[] half = {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0};
    JudgedMap judged = map.values(half, box(0, 0, 3, 7));
    MaxBoxAcc quarters = MaxBoxAcc.v1().withThresholds(4);
    assertThat(overlaps(quarters, judged)).containsExactly(1.0, 1.0, 1.0, 1.0);
    assertThat(overlaps(quarters.atPictureSize(), judged)).containsExactly(0.8, 1.0, 1.0, 0.75);
  }

  /** The middle 20x20 of 40x20 as 4x4: two columns from the left are columns 10 to 19. */
  @Test
  void boxesAreComparedOnTheCroppedPicture() {
    MapOf map = MapOf.placed(40, 20, new Placement(4, 4, 10, 0, 5, 5));
    double[] half = {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0};
    assertThat(overlaps(MaxBoxAcc.v1().withThresholds(1), map.values(half, box(10, 0, 19, 19))))
        .containsExactly(1.0);
    assertThat(overlaps(MaxBoxAcc.v1().withThresholds(1), map.values(half, box(0, 0, 19, 19))))
        .containsExactly(0.5);
  }

  /** Floods every part at every threshold anew. */
  private static double flooded(
      double[] values, int width, double threshold, Box box, boolean any) {
    boolean[] seen = new boolean[values.length];
    double best = 0;
    int largest = 0;
    double ofLargest = 0;
    for (int start = 0; start < values.length; start++) {
      if (seen[start] || !(values[start] > threshold)) {
        continue;
      }
      int[] bounds = {width, values.length, -1, -1};
      int size = 0;
      Deque<Integer> open = new ArrayDeque<>(List.of(start));
      seen[start] = true;
      while (!open.isEmpty()) {
        int pixel = open.pop();
        int x = pixel % width;
        int y = pixel / width;
        size++;
        bounds[0] = Math.min(bounds[0], x);
        bounds[1] = Math.min(bounds[1], y);
        bounds[2] = Math.max(bounds[2], x);
        bounds[3] = Math.max(bounds[3], y);
        for (int d = 0; d < 9; d++) {
          int u = x + d % 3 - 1;
          int v = y + d / 3 - 1;
          int next = v * width + u;
          boolean inside = u >= 0 && u < width && v >= 0 && next < values.length;
          if (inside && !seen[next] && values[next] > threshold) {
            seen[next] = true;
            open.push(next);
          }
        }
      }
      int shared = 0;
      int union = 0;
      for (int i = 0; i < values.length; i++) {
        int x = i % width;
        int y = i / width;
        boolean found = x >= bounds[0] && x <= bounds[2] && y >= bounds[1] && y <= bounds[3];
        boolean wanted = box.contains(x + 0.5, y + 0.5);
        shared += found && wanted ? 1 : 0;
        union += found || wanted ? 1 : 0;
      }
      double overlap = (double) shared / union;
      best = Math.max(best, overlap);
      if (size > largest) {
        largest = size;
        ofLargest = overlap;
      }
    }
    return any ? best : ofLargest;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsFloodingEveryPartAnew(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int width = random.nextInt(4, 15);
    int height = random.nextInt(4, 15);
    double[] values = random.doubles((long) width * height).toArray();
    if (seed % 2 == 0) {
      Arrays.setAll(values, i -> random.nextInt(9) == 0 ? Double.NaN : Math.rint(8 * values[i]));
    }
    Box box = box(1, 1, random.nextInt(1, width), random.nextInt(1, height));
    JudgedMap judged = MapOf.size(width, height).values(values, box);
    double least = judged.map().min();
    double range = judged.map().max() - least;
    double[] scaled = Arrays.stream(values).map(v -> (v - least) / range).toArray();
    for (boolean any : new boolean[] {false, true}) {
      MaxBoxAcc metric = MaxBoxAcc.v1().withThresholds(50);
      List<Double> overlaps = overlaps(any ? metric.anyComponent() : metric, judged);
      for (int t = 0; t < 50; t++) {
        assertThat(overlaps.get(t))
            .as("threshold %d, any %s", t, any)
            .isCloseTo(flooded(scaled, width, t / 50.0, box, any), within(1e-12));
      }
    }
  }

  @Test
  void undefinedWithoutBoxesOrOrder() {
    double[] unknown = new double[16];
    Arrays.fill(unknown, Double.NaN);
    for (MaxBoxAcc metric : List.of(MaxBoxAcc.v1(), MaxBoxAcc.v2().atPictureSize())) {
      assertThat(metric.measure(MapOf.size(4, 4).values(STEPS))).isEmpty();
      assertThat(metric.measure(MapOf.size(4, 4).values(new double[16], ONE_COLUMN))).isEmpty();
      assertThat(metric.measure(MapOf.size(4, 4).values(unknown, ONE_COLUMN))).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoThreshold() {
    assertThatThrownBy(() -> MaxBoxAcc.v1().withThresholds(0)).hasMessageContaining("0 thresholds");
    assertThatThrownBy(() -> MaxBoxAcc.v1().atThreshold(1.5)).hasMessageContaining("not 1.5");
    assertThatThrownBy(() -> new BoxOverlaps(List.of())).hasMessageContaining("no thresholds");
    List<BoxOverlaps> different =
        List.of(new BoxOverlaps(List.of(1.0)), new BoxOverlaps(List.of(1.0, 0.5)));
    assertThatThrownBy(() -> MaxBoxAcc.v1().ofDataSet(different))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("different thresholds");
  }
}
