package ai.pami.bench;

import ai.pami.signal.Series;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Signals of known evidence: noise of one kind, in which one of three patterns is planted at a
 * random place, or none.
 */
enum PlantedSignals {
  /** 300 values of red noise; a bump, a chirp or three spikes of 36 values. */
  SERIES(300, 36, 1),
  /** A second at 8 kHz of white noise; a low tone, a rising chirp or clicks of 120 ms. */
  AUDIO(8000, 960, 8000);

  final int length;
  final int width;
  final double rate;

  PlantedSignals(int length, int width, double rate) {
    this.length = length;
    this.width = width;
    this.rate = rate;
  }

  /** What the classes are called. */
  List<String> labels() {
    return this == SERIES
        ? List.of("nothing", "bump", "chirp", "spikes")
        : List.of("nothing", "tone", "chirp", "clicks");
  }

  /**
   * A signal and what was planted in it.
   *
   * @param label which pattern; 0 for none
   * @param from its first value
   * @param to the value after its last
   * @param low its lowest frequency
   * @param high its highest frequency
   */
  record Case(Series series, int label, int from, int to, double low, double high) {}

  /** The signal of a seed; labels take turns. */
  Case draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int label = (int) Math.floorMod(seed, 4L);
    int from = random.nextInt(length - width + 1);
    float[] values = this == SERIES ? redNoise(random) : whiteNoise(random);
    for (int i = 0; label > 0 && i < width; i++) {
      values[from + i] += (float) (this == SERIES ? series(label, i) : audio(label, i));
    }
    Series made = Series.of(List.of("value"), new float[][] {values});
    double low = this == AUDIO && label == 1 ? 400 : this == AUDIO && label == 2 ? 1000 : 0;
    double high = this == AUDIO && label == 1 ? 400 : this == AUDIO && label == 2 ? 2200 : rate / 2;
    return new Case(
        this == AUDIO ? made.withRate(rate) : made, label, from, from + width, low, high);
  }

  private float[] redNoise(SplittableRandom random) {
    float[] values = new float[length];
    double value = random.nextGaussian();
    for (int t = 0; t < length; t++) {
      value = 0.6 * value + 0.8 * random.nextGaussian();
      values[t] = (float) value;
    }
    return values;
  }

  private float[] whiteNoise(SplittableRandom random) {
    float[] values = new float[length];
    for (int t = 0; t < length; t++) {
      values[t] = (float) (0.05 * random.nextGaussian());
    }
    return values;
  }

  private double series(int label, int i) {
    double x = (i + 0.5) / width;
    return switch (label) {
      case 1 -> 3.5 * Math.sin(Math.PI * x) * Math.sin(Math.PI * x);
      case 2 -> 3 * Math.sin(Math.PI * x) * Math.sin(2 * Math.PI * (2 * x + 3 * x * x));
      default -> i % 12 == 6 ? 6 : 0;
    };
  }

  private double audio(int label, int i) {
    double x = (i + 0.5) / width;
    double seconds = i / rate;
    double fade = 0.15 * Math.sin(Math.PI * x);
    return switch (label) {
      case 1 -> fade * Math.sin(2 * Math.PI * 400 * seconds);
      case 2 -> fade * Math.sin(2 * Math.PI * (1000 + 600 * x) * seconds);
      default -> i % 160 < 2 ? 0.6 * (1 - 2 * (i % 2)) : 0;
    };
  }
}
