package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of sounds with cells hidden. */
class SoundMixerTest {
  private static BitSet all(SoundCells cells) {
    BitSet all = new BitSet();
    all.set(0, cells.domain().size());
    return all;
  }

  private static double energy(Series sound, int from, int to) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += sound.value(0, t) * sound.value(0, t);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "64, 8000, 4",
    "1000, 8000, 16",
    "8000, 16000, 16",
    "8001, 16000, 1",
    "44100, 44100, 8",
    "129, 100, 3"
  })
  void cellsCoverTheSoundAndWhatIsShownIsTheSoundToTheBit(int length, int rate, int bands) {
    Series sound =
        Series.of(
                List.of("left", "right"),
                new float[][] {Sounds.noise(length, 0.2, 1), Sounds.noise(length, 0.1, 2)})
            .withRate(rate);
    SoundCells cells = SoundCells.of(sound, bands);
    assertThat(cells.start(0)).isZero();
    assertThat(cells.start(cells.times())).isEqualTo(length);
    for (int time = 0; time < cells.times(); time++) {
      assertThat(cells.start(time + 1)).isGreaterThanOrEqualTo(cells.start(time));
    }
    assertThat(cells.hertz(0, rate)).isZero();
    assertThat(cells.hertz(cells.bands(), rate)).isEqualTo(rate / 2.0);
    for (SoundBackground background :
        List.of(SoundBackground.silence(), SoundBackground.noise(3))) {
      SoundMixer mixer = new SoundMixer(sound, cells, background);
      assertThat(mixer.mix(all(cells))).isEqualTo(sound);
      Series bare = mixer.mix(new BitSet());
      if (background.kind() == SoundBackground.Kind.SILENCE) {
        for (int t = 0; t < length; t++) {
          assertThat(bare.value(1, t)).isCloseTo(0, within(1e-6f));
        }
      }
    }
  }

  @Test
  void bothWaysToAddUpGiveTheSameSound() {
    Series sound = Sounds.mono(Sounds.noise(4000, 0.2, 1), 8000);
    SoundCells cells = SoundCells.of(sound, 5);
    SoundMixer mixer = new SoundMixer(sound, cells, SoundBackground.noise(1));
    int n = cells.domain().size();
    SplittableRandom random = new SplittableRandom(9);
    Series bare = mixer.mix(new BitSet());
    for (int trial = 0; trial < 10; trial++) {
      BitSet shown = new BitSet();
      random.ints(n / 2 + 3, 0, n).forEach(shown::set);
      BitSet rest = all(cells);
      rest.andNot(shown);
      Series one = mixer.mix(shown);
      Series other = mixer.mix(rest);
      for (int t = 0; t < sound.length(); t++) {
        // What is shown in one is hidden in the other.
        assertThat(one.value(0, t) + other.value(0, t))
            .isCloseTo(sound.value(0, t) + bare.value(0, t), within(1e-5f));
      }
    }
  }

  @Test
  void hidingACellSilencesItsTimeAndFrequencyOnly() {
    int rate = 8000;
    float[] values = Sounds.withTone(new float[8000], rate, 500, 1000, 1600, 0.5);
    values = Sounds.withTone(values, rate, 3000, 1000, 1600, 0.5);
    Series sound = Sounds.mono(Sounds.withTone(values, rate, 500, 5000, 1600, 0.5), rate);
    SoundCells cells = SoundCells.of(sound, 8);
    SoundMixer mixer = new SoundMixer(sound, cells, SoundBackground.silence());
    BitSet shown = all(cells);
    for (int e = 0; e < cells.domain().size(); e++) {
      int band = e / cells.times();
      if (cells.start(e % cells.times() + 1) < 4000 && cells.hertz(band, rate) < 1500) {
        shown.clear(e);
      }
    }
    Series copy = mixer.mix(shown);
    assertThat(energy(copy, 4500, 8000)).isCloseTo(energy(sound, 4500, 8000), within(1e-3));
    // Of two tones at the same time one is left.
    assertThat(energy(copy, 900, 2700) / energy(sound, 900, 2700)).isBetween(0.45, 0.55);
  }

  @Test
  void noiseIsAsLoudAsTheFloorWhateverBurstsAndTonesThereAre() {
    int rate = 8000;
    float[] floor = Sounds.noise(16000, 0.05, 4);
    float[] loud = Sounds.withTone(floor, rate, 1000, 0, 16000, 1);
    loud = Sounds.withTone(loud, rate, 2000, 3000, 1000, 1);
    double alone = energy(Sounds.mono(floor, rate), 0, 16000);
    assertThat(energy(bare(Sounds.mono(floor, rate)), 0, 16000) / alone).isBetween(0.85, 1.15);
    // Of a hundred times the floor's energy little leaks into neighbouring frequencies.
    assertThat(energy(Sounds.mono(loud, rate), 0, 16000) / alone).isGreaterThan(100);
    assertThat(energy(bare(Sounds.mono(loud, rate)), 0, 16000) / alone).isBetween(0.8, 2.0);
    assertThat(SoundBackground.named("noise", 2)).isEqualTo(SoundBackground.noise(2));
    assertThatThrownBy(() -> SoundBackground.named("pink", 2))
        .hasMessageContaining("choose noise or silence");
  }

  private static Series bare(Series sound) {
    return new SoundMixer(sound, SoundCells.of(sound, 16), SoundBackground.noise(2))
        .mix(new BitSet());
  }

  @Test
  void aSoundTooLongForItsBandsSaysHowManyItMayHave() {
    Series sound = Sounds.mono(new float[6_000_000], 16000);
    SoundCells cells = SoundCells.of(sound, 32);
    assertThatThrownBy(() -> new SoundMixer(sound, cells, SoundBackground.silence()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("too long for 32 bands")
        .hasMessageContaining("take at most 11");
  }
}
