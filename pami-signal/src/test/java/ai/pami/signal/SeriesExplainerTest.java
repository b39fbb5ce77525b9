package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.explanation.ImportanceMap;
import ai.pami.method.Evidence;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series whose important times and channels are known. */
class SeriesExplainerTest {
  /** Standard normal noise, {@code [channels][length]}. */
  static float[][] noise(int channels, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] values = new float[channels][length];
    for (float[] channel : values) {
      for (int t = 0; t < length; t++) {
        channel[t] = (float) random.nextGaussian();
      }
    }
    return values;
  }

  /** A pulse of one period of a sine, four deviations of the noise high. */
  static Series planted(int channels, int length, int channel, int at, int width, long seed) {
    float[][] values = noise(channels, length, seed);
    for (int t = 0; t < width; t++) {
      values[channel][at + t] += (float) (4 * Math.sin(2 * Math.PI * t / width));
    }
    return Series.of(values);
  }

  /** How well the pulse is seen in a channel, wherever it is: a matched filter and a logistic. */
  static Predictor<Series> matchedFilter(int channel, int width) {
    double[] pulse = new double[width];
    double energy = 0;
    for (int t = 0; t < width; t++) {
      pulse[t] = Math.sin(2 * Math.PI * t / width);
      energy += pulse[t] * pulse[t];
    }
    double unit = 4 * energy;
    return inputs ->
        inputs.stream()
            .map(
                series -> {
                  float[] values = series.channel(channel);
                  double best = Double.NEGATIVE_INFINITY;
                  for (int at = 0; at + width <= values.length; at += Math.max(1, width / 50)) {
                    double sum = 0;
                    for (int t = 0; t < width; t++) {
                      sum += pulse[t] * values[at + t];
                    }
                    best = Math.max(best, sum / unit);
                  }
                  return new double[] {1 / (1 + Math.exp(-8 * (best - 0.5)))};
                })
            .toArray(double[][]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 50, 0, 20, 12", "1, 300, 0, 200, 40", "1, 3000, 0, 2500, 60", "1, 100000, 0, 70001, 300",
    "6, 300, 4, 100, 40", "20, 500, 13, 30, 50", "1, 300, 0, 0, 40", "1, 300, 0, 260, 40"
  })
  void thePlantedPulseIsThePeak(int channels, int length, int channel, int at, int width) {
    Series series = planted(channels, length, channel, at, width, 7);
    SeriesExplanation explained =
        SeriesExplainer.of(matchedFilter(channel, width)).explain(series, Targets.index(0));
    int peak = explained.explanation().map(0).peak();
    int columns = explained.cells().count();
    assertThat(peak / columns).as("channel").isEqualTo(channel);
    assertThat(explained.cells().start(peak % columns))
        .as("time")
        .isBetween(at - explained.cells().size(), at + width - 1);
    assertThat(explained.explanation().cost().calls()).isLessThanOrEqualTo(500);
    assertThat(explained.importance(0, channel, at + width / 4))
        .isGreaterThan(
            explained.importance(0, (channel + 1) % channels, (at + length / 2) % length));
  }

  @Test
  void theMeanOfAnAdditiveModelIsFoundExactlyBySingleValues() {
    Series series = Series.of(new float[][] {{1, 5, 2, 8}, {0, 1, 0, 3}});
    Predictor<Series> sum =
        inputs ->
            inputs.stream()
                .map(s -> new double[] {2 * s.value(0, 1) - s.value(1, 3)})
                .toArray(double[][]::new);
    SeriesExplanation explained =
        SeriesExplainer.of(sum)
            .background(SeriesBackgrounds.mean())
            .method(new SignalSettings(List.of(new SignalWindows(1, 1, 1, 1)), Evidence.BOTH))
            .explain(series, Targets.index(0));
    ImportanceMap map = explained.explanation().map(0);
    assertThat(map.value(1)).isCloseTo(2 * (5 - 4), within(1e-9));
    assertThat(map.value(7)).isCloseTo(-(3 - 1), within(1e-9));
    assertThat(map.value(0)).isZero();
    assertThat(explained.importance(0, 1, 3)).isEqualTo(map.value(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void threadsAndBatchesDoNotChangeABit(int channels) {
    Series series = planted(channels, 400, 0, 300, 40, 3);
    SeriesExplainer explainer = SeriesExplainer.of(matchedFilter(0, 40)).budget(200);
    double[] one =
        explainer
            .threads(1)
            .batch(1)
            .explain(series, Targets.index(0))
            .explanation()
            .map(0)
            .values();
    double[] many =
        explainer
            .threads(4)
            .batch(7)
            .explain(series, Targets.index(0))
            .explanation()
            .map(0)
            .values();
    assertThat(many).isEqualTo(one);
  }

  @Test
  void everyBudgetGivesAMapAndIsKept() {
    Series series = planted(2, 200, 1, 50, 20, 5);
    for (long budget : new long[] {3, 10, 57, 100, 1000}) {
      SeriesExplanation explained =
          SeriesExplainer.of(matchedFilter(1, 20)).budget(budget).explain(series, Targets.index(0));
      assertThat(explained.explanation().cost().calls()).isLessThanOrEqualTo(budget);
      assertThat(explained.explanation().map(0).peak()).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void theCheckFindsTheMapOfAPlantedPulseReliable() {
    Series series = planted(1, 300, 0, 200, 40, 7);
    AtomicLong expected = new AtomicLong();
    SeriesExplanation explained =
        SeriesExplainer.of(matchedFilter(0, 40))
            .check(true)
            .progress(progress -> expected.set(progress.expected()))
            .explain(series, Targets.index(0));
    var target = explained.explanation().targets().get(0);
    assertThat(target.quality()).isPresent();
    assertThat(target.quality().get().verdict().toString())
        .as(target.quality().get().toString())
        .isNotEqualTo("unreliable");
    assertThat(expected.get()).isPositive();
    assertThat(explained.explanation().settings())
        .containsEntry("background", "mean")
        .containsEntry("hiding", "interpolation");
  }

  @Test
  void aSeriesTooShortToHidePartsOfIsRefused() {
    assertThatThrownBy(
            () ->
                SeriesExplainer.of(matchedFilter(0, 1))
                    .explain(Series.of(new float[] {1, 2, 3}), Targets.index(0)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("3 values is too short");
  }
}
