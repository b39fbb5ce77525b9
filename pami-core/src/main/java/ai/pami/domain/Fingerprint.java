package ai.pami.domain;

/**
 * 128 bits that stand for a mask's content: equal masks have equal fingerprints, and two different
 * ones share a fingerprint with a probability of about 2<sup>-128</sup>.
 */
public record Fingerprint(long high, long low) {

  /** Mixes {@code numbers}, an even count of them, into two independent 64-bit streams. */
  static Fingerprint of(int[] numbers) {
    long high = 0x9E3779B97F4A7C15L ^ numbers.length;
    long low = 0xC2B2AE3D27D4EB4FL + numbers.length;
    for (int i = 0; i < numbers.length; i += 2) {
      long word = ((long) numbers[i] << 32) | (numbers[i + 1] & 0xFFFFFFFFL);
      high = mix(high ^ word);
      low = mix(low + Long.rotateLeft(word, 29) * 0x9FB21C651E98DF25L);
    }
    return new Fingerprint(high, low);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom ...", 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
