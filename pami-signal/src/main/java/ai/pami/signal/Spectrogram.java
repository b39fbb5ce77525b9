package ai.pami.signal;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The short-time Fourier transform of one channel: frames of {@link #size()} samples, every half
 * frame, under the square root of a Hann window, so that the inverse under the same window adds up
 * to the sound (Allen and Rabiner 1977, "A unified approach to short-time Fourier analysis and
 * synthesis"). Frame f is centred on sample f times {@link #hop()}; beyond the ends the sound is
 * silent.
 */
public final class Spectrogram {
  /** About so many seconds a frame: a few periods of a voice. */
  private static final double SECONDS = 0.032;

  private static final int SHORTEST = 16;
  private static final int WITHOUT_RATE = 512;

  private final int length;
  private final int size;
  private final double[][] real;
  private final double[][] imaginary;

  private Spectrogram(int length, int size, double[][] real, double[][] imaginary) {
    this.length = length;
    this.size = size;
    this.real = real;
    this.imaginary = imaginary;
  }

  /** The frame's length for a sound: the power of two nearest to 32 ms, less for short ones. */
  static int size(Series sound) {
    double wanted = sound.rate().isPresent() ? SECONDS * sound.rate().getAsDouble() : WITHOUT_RATE;
    int size = SHORTEST;
    while (1.5 * size < wanted && 8 * size < sound.length()) {
      size *= 2;
    }
    return size;
  }

  /** The transform of one channel of a sound. */
  public static Spectrogram of(Series sound, int channel) {
    int size = size(sound);
    float[] samples = sound.channel(channel);
    double[] window = window(size);
    int frames = frames(samples.length, size);
    double[][] real = new double[frames][];
    double[][] imaginary = new double[frames][];
    for (int f = 0; f < frames; f++) {
      double[][] data = new double[2][size];
      for (int i = 0; i < size; i++) {
        int t = (f - 1) * (size / 2) + i;
        data[0][i] = t >= 0 && t < samples.length ? window[i] * samples[t] : 0;
      }
      FastFourierTransformer.transformInPlace(
          data, DftNormalization.STANDARD, TransformType.FORWARD);
      real[f] = Arrays.copyOf(data[0], size / 2 + 1);
      imaginary[f] = Arrays.copyOf(data[1], size / 2 + 1);
    }
    return new Spectrogram(samples.length, size, real, imaginary);
  }

  static int frames(int length, int size) {
    int hop = size / 2;
    return (length + hop - 1) / hop + 1;
  }

  /**
   * The square root of a Hann window, {@code [size]}: its square and that half a frame on add to 1.
   */
  private static double[] window(int size) {
    double[] window = new double[size];
    Arrays.setAll(window, i -> Math.sin(Math.PI * i / size));
    return window;
  }

  /** Samples a frame. */
  public int size() {
    return size;
  }

  /** Samples from frame to frame. */
  public int hop() {
    return size / 2;
  }

  /** How many frames there are. */
  public int frames() {
    return real.length;
  }

  /** Frequencies a frame, from 0 to half the rate in equal steps. */
  public int bins() {
    return size / 2 + 1;
  }

  /** The size of a frame's frequency, 0 or more. */
  public double magnitude(int frame, int bin) {
    return Math.hypot(real[frame][bin], imaginary[frame][bin]);
  }

  /** The same with other coefficients of each frame and frequency. */
  Spectrogram map(Coefficients coefficients) {
    double[][] re = new double[real.length][bins()];
    double[][] im = new double[real.length][bins()];
    double[] pair = new double[2];
    for (int f = 0; f < real.length; f++) {
      for (int k = 0; k < bins(); k++) {
        pair[0] = real[f][k];
        pair[1] = imaginary[f][k];
        coefficients.replace(f, k, pair);
        re[f][k] = pair[0];
        im[f][k] = pair[1];
      }
    }
    return new Spectrogram(length, size, re, im);
  }

  /** Replaces one complex coefficient. */
  @FunctionalInterface
  interface Coefficients {
    void replace(int frame, int bin, double[] realAndImaginary);
  }

  /**
   * Adds what some frequencies of some frames sound like.
   *
   * @param firstBin of the frequencies
   * @param lastBin the one after the last
   * @param sound added to, {@code [(lastFrame - firstFrame + 1) * hop]}; its first sample is that
   *     where the first frame begins
   */
  void addTo(double[] sound, int firstFrame, int lastFrame, int firstBin, int lastBin) {
    double[] window = window(size);
    for (int f = firstFrame; f < lastFrame; f++) {
      double[][] data = new double[2][size];
      for (int k = firstBin; k < lastBin; k++) {
        boolean alone = k == 0 || k == size / 2;
        data[0][k] = real[f][k];
        data[1][k] = alone ? 0 : imaginary[f][k];
        data[0][(size - k) % size] = data[0][k];
        data[1][(size - k) % size] = -data[1][k];
      }
      FastFourierTransformer.transformInPlace(
          data, DftNormalization.STANDARD, TransformType.INVERSE);
      int at = (f - firstFrame) * (size / 2);
      for (int i = 0; i < size; i++) {
        sound[at + i] += window[i] * data[0][i];
      }
    }
  }
}
