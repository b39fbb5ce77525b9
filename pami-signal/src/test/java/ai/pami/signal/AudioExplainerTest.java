package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sounds whose important times and frequencies are known. */
class AudioExplainerTest {
  private static final int RATE = 8000;

  /** How loud a frequency is at its loudest: Goertzel's filter over 20 ms, a logistic. */
  private static Predictor<Series> tone(double hertz) {
    int width = RATE / 50;
    return inputs ->
        inputs.stream()
            .map(
                sound -> {
                  double best = 0;
                  for (int at = 0; at + width <= sound.length(); at += width / 2) {
                    double re = 0;
                    double im = 0;
                    for (int t = 0; t < width; t++) {
                      double phase = 2 * Math.PI * hertz * t / RATE;
                      re += sound.value(0, at + t) * Math.cos(phase);
                      im += sound.value(0, at + t) * Math.sin(phase);
                    }
                    best = Math.max(best, 2 * Math.hypot(re, im) / width);
                  }
                  return new double[] {1 / (1 + Math.exp(-40 * (best - 0.15)))};
                })
            .toArray(double[][]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "16000, 700, 9000, 1600, 16",
    "4000, 2500, 500, 800, 16",
    "40000, 1200, 33000, 1600, 1"
  })
  void thePlantedToneIsThePeak(int length, double hertz, int at, int width, int bands) {
    float[] noise = Sounds.noise(length, 0.03, 5);
    Series sound = Sounds.mono(Sounds.withTone(noise, RATE, hertz, at, width, 0.3), RATE);
    AudioExplanation explained =
        AudioExplainer.of(tone(hertz)).bands(bands).explain(sound, Targets.index(0));
    SoundCells cells = explained.cells();
    int peak = explained.explanation().map(0).peak();
    int band = peak / cells.times();
    int time = peak % cells.times();
    assertThat(cells.start(time + 1)).as("time").isGreaterThan(at);
    assertThat(cells.start(time)).as("time").isLessThan(at + width);
    assertThat(cells.hertz(band, RATE)).isLessThanOrEqualTo(hertz);
    assertThat(cells.hertz(band + 1, RATE)).isGreaterThan(hertz);
    assertThat(explained.explanation().cost().calls()).isLessThanOrEqualTo(500);
  }

  @Test
  void theCheckHidesInSilenceToo() {
    float[] noise = Sounds.noise(8000, 0.03, 5);
    Series sound = Sounds.mono(Sounds.withTone(noise, RATE, 700, 5000, 1600, 0.3), RATE);
    AudioExplanation explained =
        AudioExplainer.of(tone(700)).check(true).explain(sound, Targets.index(0));
    assertThat(explained.explanation().targets().get(0).quality()).isPresent();
    assertThat(explained.explanation().settings())
        .containsEntry("background", "noise(seed=0)")
        .containsEntry("bands", "16");
  }

  @Test
  void silentAndShortSoundsAreRefused() {
    AudioExplainer explainer = AudioExplainer.of(tone(700));
    assertThatThrownBy(
            () -> explainer.explain(Sounds.mono(new float[8000], RATE), Targets.index(0)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("silent");
    assertThatThrownBy(() -> explainer.explain(Sounds.mono(new float[20], RATE), Targets.index(0)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("20 samples is too short");
    assertThatThrownBy(() -> explainer.bands(0)).hasMessageContaining("0 bands");
  }
}
