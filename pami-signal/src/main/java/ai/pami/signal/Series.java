package ai.pami.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Values over time, of one channel or several that were measured at the same times: sensors,
 * prices, sound. Immutable.
 */
public final class Series {
  private final List<String> channels;
  private final int length;
  private final float[] values;
  private final double rate;

  private Series(List<String> channels, int length, float[] values, double rate) {
    this.channels = channels;
    this.length = length;
    this.values = values;
    this.rate = rate;
  }

  /**
   * A series of named channels.
   *
   * @param channels their names
   * @param values {@code [channels][times]}, all of one length; copied
   * @throws IllegalArgumentException if there is no channel or no time, channels differ in number
   *     or length, or a value is no finite number
   */
  public static Series of(List<String> channels, float[][] values) {
    if (values.length == 0 || values[0].length == 0) {
      throw new IllegalArgumentException("a series of no values");
    }
    if (channels.size() != values.length) {
      throw new IllegalArgumentException(
          "%d names for %d channels".formatted(channels.size(), values.length));
    }
    int length = values[0].length;
    float[] flat = new float[Math.multiplyExact(values.length, length)];
    for (int c = 0; c < values.length; c++) {
      if (values[c].length != length) {
        throw new IllegalArgumentException(
            "channel '%s' has %d values, '%s' %d"
                .formatted(channels.get(c), values[c].length, channels.get(0), length));
      }
      System.arraycopy(values[c], 0, flat, c * length, length);
    }
    for (int i = 0; i < flat.length; i++) {
      if (!Float.isFinite(flat[i])) {
        throw new IllegalArgumentException(
            "channel '%s' is %s at time %d"
                .formatted(channels.get(i / length), flat[i], i % length));
      }
    }
    return new Series(List.copyOf(channels), length, flat, Double.NaN);
  }

  /** A series of channels called {@code channel 1}, {@code channel 2}, ...; see the other form. */
  public static Series of(float[]... values) {
    return of(
        IntStream.rangeClosed(1, values.length).mapToObj(c -> "channel " + c).toList(), values);
  }

  /** A series of the same channels, length and rate, over values that are not copied. */
  Series like(float[] values) {
    if (values.length != this.values.length) {
      throw new IllegalArgumentException(
          "%d values in place of %d".formatted(values.length, this.values.length));
    }
    return new Series(channels, length, values, rate);
  }

  /**
   * The same values at a known rate.
   *
   * @param rate values a second, above 0
   */
  public Series withRate(double rate) {
    if (!(rate > 0) || !Double.isFinite(rate)) {
      throw new IllegalArgumentException("a rate of %s values a second".formatted(rate));
    }
    return new Series(channels, length, values, rate);
  }

  /** The channels' names. */
  public List<String> channels() {
    return channels;
  }

  /** Values a channel. */
  public int length() {
    return length;
  }

  /** Values a second, if known. */
  public OptionalDouble rate() {
    return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** One value. */
  public float value(int channel, int time) {
    return values[
        Objects.checkIndex(channel, channels.size()) * length + Objects.checkIndex(time, length)];
  }

  /** The values of a channel, {@code [times]}, a copy. */
  public float[] channel(int channel) {
    int from = Objects.checkIndex(channel, channels.size()) * length;
    return Arrays.copyOfRange(values, from, from + length);
  }

  /** All values, {@code [channels * times]}, times running fastest; a copy. */
  public float[] values() {
    return values.clone();
  }

  /** Copies all values, {@code [channels * times]}, into an array. */
  void copyTo(float[] target, int at) {
    System.arraycopy(values, 0, target, at, values.length);
  }

  /**
   * The values from one time to another.
   *
   * @param from the first time, from 0
   * @param to the time after the last
   */
  public Series part(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    float[][] part = new float[channels.size()][];
    for (int c = 0; c < part.length; c++) {
      part[c] = Arrays.copyOfRange(values, c * length + from, c * length + to);
    }
    Series cut = of(channels, part);
    return Double.isNaN(rate) ? cut : cut.withRate(rate);
  }

  /** One channel alone. */
  public Series only(int channel) {
    return new Series(List.of(channels.get(channel)), length, channel(channel), rate);
  }

  /** The mean of all channels as one channel called {@code mix}. */
  public Series mixed() {
    float[] mix = new float[length];
    for (int t = 0; t < length; t++) {
      double sum = 0;
      for (int c = 0; c < channels.size(); c++) {
        sum += values[c * length + t];
      }
      mix[t] = (float) (sum / channels.size());
    }
    return new Series(List.of("mix"), length, mix, rate);
  }

  /** Series are equal if channels, rate and all values are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Series that
        && channels.equals(that.channels)
        && Double.compare(rate, that.rate) == 0
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** For messages: {@code 3 channels of 1000 values}. */
  @Override
  public String toString() {
    return "%d %s of %d values"
        .formatted(channels.size(), channels.size() == 1 ? "channel" : "channels", length);
  }
}
