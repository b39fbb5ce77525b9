package ai.pami.signal;

import ai.pami.PamiException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Sound files, by Java's own readers: WAV (8 to 32 bits, floating point, A-law, mu-law), AIFF and
 * AU. Samples are in -1..1, a channel a loudspeaker.
 */
public final class WavFile {
  /** Half an hour of CD's. */
  public static final long MOST_SAMPLES = 160_000_000;

  private WavFile() {}

  /** Reads a file of at most {@link #MOST_SAMPLES} samples; see the other form. */
  public static Series read(Path file) {
    return read(file, MOST_SAMPLES);
  }

  /**
   * Reads a file.
   *
   * @param mostSamples of all channels together; longer files are refused
   * @return a series with the file's rate; channels {@code mono}, or {@code left} and {@code
   *     right}, or {@code channel 1} and so on
   * @throws PamiException if the file is not there, is no sound that Java reads, holds no samples,
   *     or too many
   */
  public static Series read(Path file, long mostSamples) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("sound not found: " + file);
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        AudioInputStream stored = linear(AudioSystem.getAudioInputStream(bytes))) {
      AudioFormat format = stored.getFormat();
      AudioFormat wanted = floats(format.getSampleRate(), format.getChannels());
      if (!AudioSystem.isConversionSupported(wanted, format)) {
        throw unread(file, format.toString(), null);
      }
      try (AudioInputStream samples = AudioSystem.getAudioInputStream(wanted, stored)) {
        return series(file, samples, format.getSampleRate(), format.getChannels(), mostSamples);
      }
    } catch (UnsupportedAudioFileException | EOFException e) {
      throw unread(file, "it is damaged or of another kind", e);
    } catch (IOException e) {
      throw new PamiException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** A-law and mu-law as linear samples, which alone become floating point. */
  private static AudioInputStream linear(AudioInputStream stored) {
    AudioFormat.Encoding encoding = stored.getFormat().getEncoding();
    return encoding.equals(AudioFormat.Encoding.ALAW) || encoding.equals(AudioFormat.Encoding.ULAW)
        ? AudioSystem.getAudioInputStream(AudioFormat.Encoding.PCM_SIGNED, stored)
        : stored;
  }

  private static PamiException unread(Path file, String why, Exception e) {
    return new PamiException(
        "%s is no sound that can be read (%s): give a WAV file (PCM or floating point)"
            .formatted(file, why),
        e);
  }

  private static AudioFormat floats(float rate, int channels) {
    return new AudioFormat(
        AudioFormat.Encoding.PCM_FLOAT, rate, 32, channels, 4 * channels, rate, false);
  }

  private static Series series(
      Path file, InputStream samples, double rate, int channels, long mostSamples)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    long limit = Math.min(4 * mostSamples, Integer.MAX_VALUE - 16L - buffer.length);
    for (int n = samples.read(buffer); n > 0; n = samples.read(buffer)) {
      all.write(buffer, 0, n);
      if (all.size() > limit) {
        throw new PamiException(
            "%s has more than %,d samples: cut it into shorter files, or allow more"
                .formatted(file, limit / 4));
      }
    }
    ByteBuffer floats = ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int length = floats.remaining() / (4 * channels);
    if (length == 0) {
      throw new PamiException("%s holds no samples: record it again".formatted(file));
    }
    float[][] values = new float[channels][length];
    for (int t = 0; t < length; t++) {
      for (int c = 0; c < channels; c++) {
        float value = floats.getFloat();
        if (!Float.isFinite(value)) {
          throw new PamiException(
              "%s: sample %d is %s: export the sound again".formatted(file, t, value));
        }
        values[c][t] = value;
      }
    }
    return Series.of(names(channels), values).withRate(rate);
  }

  private static List<String> names(int channels) {
    return switch (channels) {
      case 1 -> List.of("mono");
      case 2 -> List.of("left", "right");
      default -> IntStream.rangeClosed(1, channels).mapToObj(c -> "channel " + c).toList();
    };
  }

  /**
   * A sound as a WAV file of 16 bits, for players; samples beyond -1..1 are cut off.
   *
   * @throws IllegalArgumentException if its rate is not known
   */
  public static byte[] bytes(Series sound) {
    double rate =
        sound.rate().orElseThrow(() -> new IllegalArgumentException("a sound without a rate"));
    int channels = sound.channels().size();
    ByteBuffer samples =
        ByteBuffer.allocate(Math.multiplyExact(2 * channels, sound.length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int t = 0; t < sound.length(); t++) {
      for (int c = 0; c < channels; c++) {
        samples.putShort(
            (short) Math.max(-32768, Math.min(32767, Math.round(32768 * sound.value(c, t)))));
      }
    }
    AudioFormat format = new AudioFormat((float) rate, 16, channels, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(samples.array()), format, sound.length())) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return file.toByteArray();
  }

  /** Whether all samples are zero. */
  public static boolean isSilent(Series sound) {
    float[] values = sound.values();
    return Arrays.equals(values, new float[values.length]);
  }
}
