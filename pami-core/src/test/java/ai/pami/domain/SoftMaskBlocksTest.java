package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftMaskBlocksTest {
  private static final Domain DOMAIN = Domain.of(4, 6);
  private static final float[] CELLS = {0, 1, 0.5f, 0.25f};

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
