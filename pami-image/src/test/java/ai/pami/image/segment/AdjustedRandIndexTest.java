package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Known values are those of scikit-learn's documentation and of Hubert and Arabie's formula. */
class AdjustedRandIndexTest {

  @Test
  void isOneForTheSameRegionsWhateverTheirNumbers() {
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0})).isEqualTo(1);
    assertThat(AdjustedRandIndex.of(new int[] {5, 5, 5}, new int[] {-1, -1, -1})).isEqualTo(1);
    assertThat(AdjustedRandIndex.of(new int[] {0, 1, 2}, new int[] {9, 8, 7})).isEqualTo(1);
  }

  @Test
  void hasTheKnownValues() {
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2}))
        .isCloseTo(4.0 / 7, within(1e-12));
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
        .isCloseTo(-0.5, within(1e-12));
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3})).isZero();
    // Pairs: 2 together in both, 6 in one, 3 in the other, of 15.
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 0, 1, 1, 2, 2}))
        .isCloseTo((2 - 6 * 3 / 15.0) / (4.5 - 6 * 3 / 15.0), within(1e-12));
  }

  @Test
  void isAboutZeroForChance() {
    SplittableRandom random = new SplittableRandom(3);
    int[] one = random.ints(20_000, 0, 10).toArray();
    int[] other = random.ints(20_000, 0, 7).toArray();
    assertThat(AdjustedRandIndex.of(one, other)).isCloseTo(0, within(0.005));
  }

  @Test
  void refusesPartitionsOfDifferentSize() {
    assertThatThrownBy(() -> AdjustedRandIndex.of(new int[3], new int[4]))
        .hasMessageContaining("3 and 4");
  }
}
