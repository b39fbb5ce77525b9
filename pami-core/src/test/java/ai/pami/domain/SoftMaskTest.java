package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftMaskTest {
  private static final Domain DOMAIN = Domain.of(4, 6);
  private static final float[] CELLS = {0, 1, 0.5f, 0.25f};

  @Test
  void aCoveringMaskIsBilinearBetweenMiddlesAndStaysBeyondThem() {
    float[] shares = SoftMask.covering(DOMAIN, 2, CELLS).shares();
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        double r = Math.max(0, Math.min(1, (y + 0.5) / 2 - 0.5));
        double c = Math.max(0, Math.min(1, (x + 0.5) / 3 - 0.5));
        double expected =
            (1 - r) * ((1 - c) * CELLS[0] + c * CELLS[1]) + r * ((1 - c) * CELLS[2] + c * CELLS[3]);
        assertThat((double) shares[y * 6 + x]).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void blocksHaveTheShareOfTheCellTheyLieIn() {
    float[] shares = SoftMask.blocks(DOMAIN, 2, CELLS).shares();
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        assertThat(shares[y * 6 + x]).isEqualTo(CELLS[y / 2 * 2 + x / 3]);
      }
    }
  }

  @Test
  void blocksAndABilinearMaskOfTheSameCellsAreDifferentQuestions() {
    assertThat(SoftMask.blocks(DOMAIN, 2, CELLS).fingerprint())
        .isNotEqualTo(SoftMask.covering(DOMAIN, 2, CELLS).fingerprint())
        .isEqualTo(SoftMask.blocks(DOMAIN, 2, CELLS.clone()).fingerprint());
  }
}
