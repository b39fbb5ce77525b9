package ai.pami.signal;

import java.util.List;
import java.util.SplittableRandom;

/** Sounds whose parts are known. */
final class Sounds {
  private Sounds() {}

  /** White noise of a deviation, {@code [length]}. */
  static float[] noise(int length, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int t = 0; t < length; t++) {
      values[t] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** Adds a tone with faded ends. */
  static float[] withTone(
      float[] values, double rate, double hertz, int at, int width, double loudness) {
    float[] sum = values.clone();
    for (int t = 0; t < width; t++) {
      double fade = Math.sin(Math.PI * (t + 0.5) / width);
      sum[at + t] += (float) (loudness * fade * Math.sin(2 * Math.PI * hertz * t / rate));
    }
    return sum;
  }

  static Series mono(float[] values, double rate) {
    return Series.of(List.of("mono"), new float[][] {values}).withRate(rate);
  }
}
