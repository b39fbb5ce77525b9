package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound files, good and bad. */
class WavFileTest {
  @TempDir private Path folder;

  private static Series stereo() {
    return Series.of(
            List.of("left", "right"),
            new float[][] {Sounds.noise(1000, 0.2, 1), Sounds.noise(1000, 0.1, 2)})
        .withRate(11025);
  }

  /** A sound in any format that Java writes, made of the 16 bits of {@link WavFile#bytes}. */
  private Path write(AudioFormat.Encoding encoding, int bits, Series sound) throws Exception {
    Path file = folder.resolve(encoding + "-" + bits + ".wav");
    try (AudioInputStream sixteen =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(WavFile.bytes(sound)))) {
      AudioFormat from = sixteen.getFormat();
      AudioFormat to =
          new AudioFormat(
              encoding,
              from.getSampleRate(),
              bits,
              from.getChannels(),
              bits / 8 * from.getChannels(),
              from.getSampleRate(),
              false);
      AudioSystem.write(
          AudioSystem.getAudioInputStream(to, sixteen), AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "PCM_UNSIGNED, 8, 0.01",
    "PCM_SIGNED, 16, 1e-4",
    "PCM_SIGNED, 24, 1e-4",
    "PCM_SIGNED, 32, 1e-4",
    "PCM_FLOAT, 32, 1e-4",
    "ULAW, 8, 0.05",
    "ALAW, 8, 0.05"
  })
  void everyUsualFormatIsRead(String encoding, int bits, float closeness) throws Exception {
    Series sound = stereo();
    Series read = WavFile.read(write(new AudioFormat.Encoding(encoding), bits, sound));
    assertThat(read.channels()).containsExactly("left", "right");
    assertThat(read.length()).isEqualTo(1000);
    assertThat(read.rate()).hasValue(11025);
    for (int c = 0; c < 2; c++) {
      for (int t = 0; t < 1000; t++) {
        assertThat(read.value(c, t)).isCloseTo(sound.value(c, t), within(closeness));
      }
    }
  }

  @Test
  void monoAndMixesAndPartsKeepTheRate() throws Exception {
    Series mix = stereo().mixed();
    Series read = WavFile.read(write(AudioFormat.Encoding.PCM_SIGNED, 16, mix));
    assertThat(read.channels()).containsExactly("mono");
    assertThat(read.value(0, 17)).isCloseTo(mix.value(0, 17), within(1e-4f));
    assertThat(mix.value(0, 17))
        .isCloseTo((stereo().value(0, 17) + stereo().value(1, 17)) / 2, within(1e-6f));
    assertThat(read.part(10, 20).rate()).hasValue(11025);
    assertThat(read.part(10, 20).value(0, 7)).isEqualTo(read.value(0, 17));
    assertThat(WavFile.bytes(read)).isEqualTo(WavFile.bytes(mix));
  }

  @Test
  void loudSoundsAreCutOffNotWrappedAround() throws Exception {
    Series loud = Sounds.mono(new float[] {2, -2, 1, -1, 0, 0.5f}, 8000);
    Series read = WavFile.read(write(AudioFormat.Encoding.PCM_SIGNED, 16, loud));
    assertThat(read.value(0, 0)).isCloseTo(1, within(1e-3f));
    assertThat(read.value(0, 1)).isCloseTo(-1, within(1e-3f));
  }

  @Test
  void badFilesAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("a.wav"), "no sound at all, but text");
    assertThatThrownBy(() -> WavFile.read(text))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("a.wav is no sound that can be read");
    assertThatThrownBy(() -> WavFile.read(Files.createFile(folder.resolve("b.wav"))))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("is no sound that can be read");
    byte[] good = WavFile.bytes(stereo());
    Path header = Files.write(folder.resolve("c.wav"), Arrays.copyOf(good, 44));
    assertThatThrownBy(() -> WavFile.read(header))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("c.wav");
    Path tooLong = Files.write(folder.resolve("d.wav"), good);
    assertThatThrownBy(() -> WavFile.read(tooLong, 100))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("more than 100 samples");
    assertThatThrownBy(() -> WavFile.read(folder.resolve("none.wav")))
        .hasMessageContaining("sound not found");
    // An MP3 inside a WAV file: format tag 85.
    byte[] mp3 = good.clone();
    ByteBuffer.wrap(mp3).order(ByteOrder.LITTLE_ENDIAN).putShort(20, (short) 85);
    Path other = Files.write(folder.resolve("e.wav"), mp3);
    assertThatThrownBy(() -> WavFile.read(other))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("e.wav is no sound that can be read");
    assertThat(new String(good, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
  }

  @Test
  void aFileThatIsCutOffGivesWhatIsThere() throws IOException {
    byte[] good = WavFile.bytes(stereo());
    Path half = Files.write(folder.resolve("half.wav"), Arrays.copyOf(good, 44 + 4 * 500 + 1));
    assertThat(WavFile.read(half).length()).isEqualTo(500);
  }
}
