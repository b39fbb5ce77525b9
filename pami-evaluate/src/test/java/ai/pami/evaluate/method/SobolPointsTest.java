package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolPointsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void inEachDimensionEachIntervalHoldsOnePoint(long seed) {
    for (int bits = 0; bits <= 9; bits++) {
      SobolPoints points = new SobolPoints(128, seed);
      BitSet[] hit = new BitSet[128];
      for (int i = 0; i < 1 << bits; i++) {
        double[] point = points.next();
        for (int d = 0; d < 128; d++) {
          assertThat(point[d]).isBetween(0.0, Math.nextDown(1.0));
          hit[d] = hit[d] == null ? new BitSet() : hit[d];
          hit[d].set((int) (point[d] * (1 << bits)));
        }
      }
      for (BitSet intervals : hit) {
        assertThat(intervals.cardinality()).isEqualTo(1 << bits);
      }
    }
  }

  @Test
  void theFirstTwoDimensionsAreANet() {
    SobolPoints points = new SobolPoints(2, 5);
    double[][] all = new double[256][];
    for (int i = 0; i < all.length; i++) {
      all[i] = points.next();
    }
    for (int across = 0; across <= 8; across++) {
      BitSet hit = new BitSet();
      for (double[] point : all) {
        hit.set(
            (int) (point[0] * (1 << across)) << (8 - across) | (int) (point[1] * (256 >> across)));
      }
      assertThat(hit.cardinality()).isEqualTo(256);
    }
  }

  @Test
  void primitivePolynomialsAreThoseOfTheTables() {
    assertThat(SobolPoints.primitivePolynomials(127))
        .startsWith(0b11, 0b111, 0b1011, 0b1101, 0b10011, 0b11001, 0b100101, 0b101001)
        // phi(2^n - 1) / n of degree n: 1, 1, 2, 2, 6, 6, 18, 16, 48.
        .satisfies(
            all -> {
              assertThat(all.stream().filter(p -> p < 512).count()).isEqualTo(52);
              assertThat(all.stream().filter(p -> p < 1024).count()).isEqualTo(100);
            });
  }

  @Test
  void aSumOverManyDimensionsIsIntegratedBetterThanAtRandom() {
    double error = 0;
    double randomError = 0;
    for (long seed = 0; seed < 20; seed++) {
      SobolPoints points = new SobolPoints(40, seed);
      SplittableRandom random = new SplittableRandom(seed);
      double mean = 0;
      double randomMean = 0;
      for (int i = 0; i < 64; i++) {
        for (double x : points.next()) {
          mean += x * x / 64;
          double r = random.nextDouble();
          randomMean += r * r / 64;
        }
      }
      error += Math.pow(mean - 40 / 3.0, 2);
      randomError += Math.pow(randomMean - 40 / 3.0, 2);
    }
    assertThat(error).isLessThan(randomError / 20);
  }

  @Test
  void theSeedMakesThePoints() {
    assertThat(new SobolPoints(4, 1).next()).isEqualTo(new SobolPoints(4, 1).next());
    assertThat(new SobolPoints(4, 1).next()).isNotEqualTo(new SobolPoints(4, 2).next());
    double mean = 0;
    for (long seed = 0; seed < 2000; seed++) {
      mean += new SobolPoints(3, seed).next()[2] / 2000;
    }
    assertThat(mean).isCloseTo(0.5, within(0.03));
  }
}
