package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftMaskTest {
  private static final Domain DOMAIN = Domain.of(6, 8);

  private static float[] random(SplittableRandom random, int count) {
    float[] cells = new float[count];
    for (int i = 0; i < count; i++) {
      cells[i] = (float) random.nextDouble();
    }
    return cells;
  }

  /**
   * The definition itself: every cell weighs in by the triangle around its middle, and a position
   * beyond the outermost middles is taken to them.
   */
  private static double bilinear(float[] cells, int rows, double row, double column) {
    int columns = cells.length / rows;
    double r = Math.max(0, Math.min(rows - 1, row));
    double c = Math.max(0, Math.min(columns - 1, column));
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double weight = Math.max(0, 1 - Math.abs(r - i)) * Math.max(0, 1 - Math.abs(c - j));
        sum += weight * cells[i * columns + j];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void sharesOfACoveringGridAreBilinearBetweenTheMiddlesOfItsCells(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int height = random.nextInt(1, 20);
    int width = random.nextInt(1, 20);
    int rows = random.nextInt(1, 9);
    int columns = random.nextInt(1, 9);
    float[] cells = random(random, rows * columns);
    float[] shares = SoftMask.covering(Domain.of(height, width), rows, cells).shares();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double truth =
            bilinear(
                cells, rows, (y + 0.5) * rows / height - 0.5, (x + 0.5) * columns / width - 0.5);
        assertThat((double) shares[y * width + x]).isCloseTo(truth, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
  void sharesOfAShiftedGridAreThoseOfItsPart(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int height = random.nextInt(1, 20);
    int width = random.nextInt(1, 20);
    int rows = random.nextInt(1, 9);
    int columns = random.nextInt(1, 9);
    double cellHeight = random.nextDouble(0.5, 6);
    double cellWidth = random.nextDouble(0.5, 6);
    double top = random.nextDouble(0, 6);
    double left = random.nextDouble(0, 6);
    float[] cells = random(random, rows * columns);
    float[] shares =
        SoftMask.shifted(Domain.of(height, width), rows, cells, cellHeight, cellWidth, top, left)
            .shares();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double truth =
            bilinear(
                cells,
                rows,
                (y + 0.5 + top) / cellHeight - 0.5,
                (x + 0.5 + left) / cellWidth - 0.5);
        assertThat((double) shares[y * width + x]).isCloseTo(truth, within(1e-5));
      }
    }
  }

  /** Two columns over four pixels: middles at 1 and 3, pixels at 0.5, 1.5, 2.5 and 3.5. */
  @Test
  void sharesWorkedOutByHand() {
    SoftMask mask = SoftMask.covering(Domain.of(1, 4), 1, new float[] {0, 1});
    assertThat(mask.shares()).containsExactly(0, 0.25f, 0.75f, 1);
  }

  @Test
  void aCellAPixelIsItsShare() {
    float[] cells = random(new SplittableRandom(5), DOMAIN.size());
    float[] shares = SoftMask.covering(DOMAIN, 6, cells).shares();
    for (int i = 0; i < cells.length; i++) {
      assertThat(shares[i]).isCloseTo(cells[i], within(1e-6f)).isBetween(0f, 1f);
    }
  }

  @Test
  void sharesStayBetweenTheLeastAndTheGreatestCell() {
    float[] cells = random(new SplittableRandom(6), 9);
    for (float share : SoftMask.covering(Domain.of(50, 41), 3, cells).shares()) {
      assertThat(share).isBetween(0f, 1f);
    }
    for (float share : SoftMask.covering(DOMAIN, 1, new float[] {0.3f}).shares()) {
      assertThat(share).isEqualTo(0.3f);
    }
  }

  @Test
  void cellsAreCopied() {
    float[] cells = {0, 1};
    SoftMask mask = SoftMask.covering(DOMAIN, 1, cells);
    Fingerprint before = mask.fingerprint();
    cells[0] = 1;
    assertThat(mask.fingerprint()).isEqualTo(before);
    mask.shares()[0] = 7;
    assertThat(mask.shares()[0]).isEqualTo(0f);
  }

  @Test
  void fingerprintsTellMasksApart() {
    float[] cells = {0, 0.25f, 0.5f, 1};
    SoftMask mask = SoftMask.shifted(DOMAIN, 2, cells, 3, 4, 1, 2);
    assertThat(mask.fingerprint())
        .isEqualTo(SoftMask.shifted(DOMAIN, 2, cells.clone(), 3, 4, 1, 2).fingerprint());
    assertThat(
            java.util.List.of(
                SoftMask.shifted(DOMAIN, 1, cells, 3, 4, 1, 2).fingerprint(),
                SoftMask.shifted(DOMAIN, 4, cells, 3, 4, 1, 2).fingerprint(),
                SoftMask.shifted(DOMAIN, 2, new float[] {0, 0.5f, 0.25f, 1}, 3, 4, 1, 2)
                    .fingerprint(),
                SoftMask.shifted(DOMAIN, 2, cells, 3.5, 4, 1, 2).fingerprint(),
                SoftMask.shifted(DOMAIN, 2, cells, 3, 4.5, 1, 2).fingerprint(),
                SoftMask.shifted(DOMAIN, 2, cells, 3, 4, 1.5, 2).fingerprint(),
                SoftMask.shifted(DOMAIN, 2, cells, 3, 4, 1, 2.5).fingerprint(),
                SoftMask.covering(DOMAIN, 2, cells).fingerprint(),
                Region.all(DOMAIN).fingerprint(),
                mask.fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void fitsItsOwnDomainOnly() {
    SoftMask mask = SoftMask.covering(DOMAIN, 2, new float[] {0, 1, 1, 0});
    assertThat(mask.fits(Domain.of(6, 8))).isTrue();
    assertThat(mask.fits(Domain.of(8, 6))).isFalse();
    assertThat(mask.domain()).isEqualTo(DOMAIN);
    assertThat(mask).hasToString("a soft mask of 2x2 cells");
  }

  @Test
  void refusesWhatIsNoGridOfShares() {
    assertThatThrownBy(() -> SoftMask.covering(Domain.of(48), 1, new float[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("domain of 48");
    assertThatThrownBy(() -> SoftMask.covering(DOMAIN, 2, new float[] {1, 1, 1}))
        .hasMessageContaining("3 cells in 2 rows");
    assertThatThrownBy(() -> SoftMask.covering(DOMAIN, 0, new float[] {1}))
        .hasMessageContaining("1 cells in 0 rows");
    assertThatThrownBy(() -> SoftMask.covering(DOMAIN, 1, new float[0]))
        .hasMessageContaining("0 cells");
    for (float bad : new float[] {-0.01f, 1.01f, Float.NaN}) {
      assertThatThrownBy(() -> SoftMask.covering(DOMAIN, 1, new float[] {0, bad}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + bad);
    }
    for (double bad : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> SoftMask.shifted(DOMAIN, 1, new float[] {1}, bad, 2, 0, 0))
          .hasMessageContaining("cells of " + bad);
      assertThatThrownBy(() -> SoftMask.shifted(DOMAIN, 1, new float[] {1}, 2, bad, 0, 0))
          .hasMessageContaining("x" + bad);
    }
  }
}
