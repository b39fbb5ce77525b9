package ai.pami.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ElementTypeTest {

  /** The value of a half, from the definition of IEEE 754 binary16. */
  private static double valueOf(int half) {
    int exponent = (half >> 10) & 0x1F;
    int fraction = half & 0x3FF;
    double magnitude =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void everyHalfBecomesItself() {
    for (int half = 0; half < 1 << 16; half++) {
      double value = valueOf(half);
      short back = ElementType.toHalf((float) value);
      if (Double.isNaN(value)) {
        assertThat(valueOf(back & 0xFFFF)).isNaN();
      } else {
        assertThat(back & 0xFFFF).isEqualTo(half);
      }
    }
  }

  @Test
  void numbersBetweenHalvesGoToTheNearestOneAndTiesToEven() {
    for (int half = 0; half < 0x7BFF; half++) {
      double low = valueOf(half);
      double high = valueOf(half + 1);
      int even = half % 2 == 0 ? half : half + 1;
      assertThat(ElementType.toHalf((float) ((low + high) / 2)) & 0xFFFF).isEqualTo(even);
      assertThat(ElementType.toHalf((float) (low + (high - low) * 0.25)) & 0xFFFF).isEqualTo(half);
      assertThat(ElementType.toHalf((float) (low + (high - low) * 0.75)) & 0xFFFF)
          .isEqualTo(half + 1);
    }
    assertThat(valueOf(ElementType.toHalf(65536f) & 0xFFFF)).isInfinite();
  }

  @Test
  void bytesAreRoundedAndCutToTheirRange() {
    ByteBuffer buffer = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    ElementType.UINT8.write(buffer, 0, -3f);
    ElementType.UINT8.write(buffer, 1, 127.6f);
    ElementType.UINT8.write(buffer, 2, 254.4f);
    ElementType.UINT8.write(buffer, 3, 300f);
    assertThat(buffer.array()).containsExactly(0, (byte) 128, (byte) 254, (byte) 255);
  }
}
