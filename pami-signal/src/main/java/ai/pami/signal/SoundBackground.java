package ai.pami.signal;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What hidden times and frequencies of a sound are filled with.
 *
 * @param kind of it
 * @param seed of what is random
 */
public record SoundBackground(Kind kind, long seed) {
  /** What it is. */
  public enum Kind {
    /** Nothing. */
    SILENCE,
    /** Noise as loud as the sound usually is at each frequency. */
    NOISE
  }

  /** Frequencies on either side whose median is taken. */
  private static final int AROUND = 8;

  /** The root mean square of Rayleigh-distributed sizes, beside their median. */
  private static final double RMS_BY_MEDIAN = 1 / Math.sqrt(Math.log(2));

  /** Hidden is silent. */
  public static SoundBackground silence() {
    return new SoundBackground(Kind.SILENCE, 0);
  }

  /**
   * Hidden is noise of the sound's own floor: at each frequency as loud as the median over time and
   * over the frequencies next to it, so that neither a burst nor a steady tone is in it; phases are
   * random.
   */
  public static SoundBackground noise(long seed) {
    return new SoundBackground(Kind.NOISE, seed);
  }

  /**
   * A background by its name: {@code silence} or {@code noise}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static SoundBackground named(String name, long seed) {
    return switch (name) {
      case "silence" -> silence();
      case "noise" -> noise(seed);
      default ->
          throw new IllegalArgumentException(
              "no background '%s': choose noise or silence".formatted(name));
    };
  }

  /** For records. */
  public String name() {
    return kind == Kind.SILENCE ? "silence" : "noise(seed=%d)".formatted(seed);
  }

  /** What hiding takes away of a channel: the sound less the background. */
  Spectrogram taken(Spectrogram sound, int channel) {
    if (kind == Kind.SILENCE) {
      return sound;
    }
    // Frames of random phases overlap by half and add up to half the power that they have alone.
    double[] floor = Arrays.stream(floor(sound)).map(size -> Math.sqrt(2) * size).toArray();
    SplittableRandom random = new SplittableRandom(seed + 31L * channel);
    return sound.map(
        (frame, bin, pair) -> {
          double phase = 2 * Math.PI * random.nextDouble();
          pair[0] -= floor[bin] * Math.cos(phase);
          pair[1] -= floor[bin] * Math.sin(phase);
        });
  }

  private static double[] floor(Spectrogram sound) {
    int bins = sound.bins();
    double[] usual = new double[bins];
    double[] sizes = new double[sound.frames()];
    for (int k = 0; k < bins; k++) {
      for (int f = 0; f < sizes.length; f++) {
        sizes[f] = sound.magnitude(f, k);
      }
      usual[k] = median(sizes);
    }
    double[] floor = new double[bins];
    for (int k = 0; k < bins; k++) {
      double[] near =
          Arrays.copyOfRange(usual, Math.max(0, k - AROUND), Math.min(bins, k + AROUND + 1));
      floor[k] = RMS_BY_MEDIAN * median(near);
    }
    return floor;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
