package ai.pami.signal;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** The usual backgrounds of series. */
public final class SeriesBackgrounds {
  private SeriesBackgrounds() {}

  private record Known(String name, boolean bridges, Maker maker) implements SeriesBackground {
    @Override
    public float[] of(Series series) {
      float[] values = series.values();
      for (int c = 0; c < series.channels().size(); c++) {
        float[] made = maker.of(series.channel(c), c);
        System.arraycopy(made, 0, values, c * series.length(), series.length());
      }
      return values;
    }
  }

  /** What one channel shows. */
  @FunctionalInterface
  private interface Maker {
    float[] of(float[] values, int channel);
  }

  /** Zero: silence. */
  public static SeriesBackground zero() {
    return new Known("zero", false, (values, channel) -> new float[values.length]);
  }

  /** Each channel's mean. */
  public static SeriesBackground mean() {
    return new Known("mean", false, (values, channel) -> constant(values));
  }

  /**
   * Straight lines across the gap, from the value before it to the value behind it; a gap at an end
   * repeats its one neighbour, a channel that is hidden as a whole shows its mean.
   */
  public static SeriesBackground interpolation() {
    return new Known("interpolation", true, (values, channel) -> constant(values));
  }

  /**
   * Noise of each channel's own mean, variance and spectrum: its phases are drawn at random
   * (surrogate data: Theiler, Eubank, Longtin, Galdrikian, Farmer 1992, "Testing for nonlinearity
   * in time series").
   */
  public static SeriesBackground noise(long seed) {
    return new Known(
        "noise(seed=%d)".formatted(seed),
        false,
        (values, channel) -> surrogate(values, new SplittableRandom(seed + 31L * channel)));
  }

  /**
   * A background by its name: {@code zero}, {@code mean}, {@code interpolation} or {@code noise}.
   *
   * @param seed of the noise
   * @throws IllegalArgumentException if there is none of that name
   */
  public static SeriesBackground named(String name, long seed) {
    return switch (name) {
      case "zero" -> zero();
      case "mean" -> mean();
      case "interpolation" -> interpolation();
      case "noise" -> noise(seed);
      default ->
          throw new IllegalArgumentException(
              "no background '%s': choose zero, mean, interpolation or noise".formatted(name));
    };
  }

  private static double meanOf(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static float[] constant(float[] values) {
    float[] mean = new float[values.length];
    Arrays.fill(mean, (float) meanOf(values));
    return mean;
  }

  private static float[] surrogate(float[] values, SplittableRandom random) {
    int n = Integer.highestOneBit(Math.max(2, 2 * values.length - 1));
    double mean = meanOf(values);
    double[][] spectrum = new double[2][n];
    for (int t = 0; t < values.length; t++) {
      spectrum[0][t] = values[t] - mean;
    }
    FastFourierTransformer.transformInPlace(
        spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int k = 1; k <= n / 2; k++) {
      double size = Math.hypot(spectrum[0][k], spectrum[1][k]);
      double phase = 2 * Math.PI * random.nextDouble();
      boolean middle = k == n / 2;
      spectrum[0][k] = size * (middle ? Math.signum(Math.cos(phase)) : Math.cos(phase));
      spectrum[1][k] = middle ? 0 : size * Math.sin(phase);
      spectrum[0][n - k] = spectrum[0][k];
      spectrum[1][n - k] = -spectrum[1][k];
    }
    spectrum[0][0] = 0;
    spectrum[1][0] = 0;
    FastFourierTransformer.transformInPlace(
        spectrum, DftNormalization.STANDARD, TransformType.INVERSE);
    return likewise(values, mean, spectrum[0]);
  }

  /** The noise, with the mean and the standard deviation of the values. */
  private static float[] likewise(float[] values, double mean, double[] noise) {
    double own = 0;
    double drawn = 0;
    double shift = Arrays.stream(noise, 0, values.length).average().orElse(0);
    for (int t = 0; t < values.length; t++) {
      own += (values[t] - mean) * (values[t] - mean);
      drawn += (noise[t] - shift) * (noise[t] - shift);
    }
    double scale = drawn > 0 ? Math.sqrt(own / drawn) : 0;
    float[] made = new float[values.length];
    for (int t = 0; t < made.length; t++) {
      made[t] = (float) (mean + scale * (noise[t] - shift));
    }
    return made;
  }
}
