package ai.pami.image.segment;

import java.util.HashMap;
import java.util.Map;

/**
 * How far two partitions of the same elements agree, whatever the numbers of their regions: 1 if
 * they are the same, about 0 if they agree by chance (Hubert, Arabie, "Comparing partitions",
 * 1985).
 */
final class AdjustedRandIndex {
  private AdjustedRandIndex() {}

  static double of(int[] one, int[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "partitions of %d and %d elements".formatted(one.length, other.length));
    }
    Map<Long, Long> both = new HashMap<>();
    Map<Integer, Long> inOne = new HashMap<>();
    Map<Integer, Long> inOther = new HashMap<>();
    for (int i = 0; i < one.length; i++) {
      both.merge(((long) one[i] << 32) | (other[i] & 0xFFFFFFFFL), 1L, Long::sum);
      inOne.merge(one[i], 1L, Long::sum);
      inOther.merge(other[i], 1L, Long::sum);
    }
    double together = pairs(both);
    double pairsOne = pairs(inOne);
    double pairsOther = pairs(inOther);
    double all = one.length * (one.length - 1.0) / 2;
    double expected = all == 0 ? 0 : pairsOne * pairsOther / all;
    double most = (pairsOne + pairsOther) / 2;
    // Both are one region, or both have a region an element.
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static <K> double pairs(Map<K, Long> sizes) {
    return sizes.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
  }
}
