package ai.pami.image.segment;

import java.math.BigDecimal;

/** Numbers as people write them: 0.8, 250, 0.0001. */
final class Numbers {
  private Numbers() {}

  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
