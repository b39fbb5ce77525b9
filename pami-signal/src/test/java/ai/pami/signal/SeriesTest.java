package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.domain.Domain;
import ai.pami.domain.Regions;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series, cells, windows and backgrounds. */
class SeriesTest {
  @Test
  void valuesMustBeFiniteAndOfOneLength() {
    assertThatThrownBy(() -> Series.of(new float[] {1, Float.NaN}))
        .hasMessage("channel 'channel 1' is NaN at time 1");
    assertThatThrownBy(() -> Series.of(new float[] {1, 2}, new float[] {1}))
        .hasMessageContaining("has 1 values");
    assertThatThrownBy(() -> Series.of(new float[0][])).hasMessageContaining("no values");
    assertThatThrownBy(() -> Series.of(List.of("a"), new float[][] {{1}, {2}}))
        .hasMessageContaining("1 names for 2 channels");
    assertThatThrownBy(() -> Series.of(new float[] {1}).withRate(0)).hasMessageContaining("rate");
  }

  @Test
  void nothingGivenOrTakenChangesIt() {
    float[] values = {1, 2, 3};
    Series series = Series.of(values);
    values[0] = 9;
    series.values()[1] = 9;
    series.channel(0)[2] = 9;
    assertThat(series.channel(0)).containsExactly(1, 2, 3);
    assertThat(series).isEqualTo(Series.of(new float[] {1, 2, 3}));
    assertThat(series).isNotEqualTo(series.withRate(2));
  }

  @ParameterizedTest
  @CsvSource({"1, 50", "1, 4096", "3, 4097", "2, 100000"})
  void cellsAndWindowsCoverEveryValue(int rows, int length) {
    TimeCells cells = TimeCells.of(length);
    assertThat(cells.count()).isBetween(1, 4096);
    assertThat(cells.start(cells.count())).isEqualTo(length);
    for (int t = 0; t < length; t += 7) {
      int cell = cells.cellOf(t);
      assertThat(t).isBetween(cells.start(cell), cells.start(cell + 1) - 1);
    }
    Domain domain = Domain.of(rows, cells.count());
    for (SignalWindows windows :
        List.of(
            SignalWindows.overTime(5),
            SignalWindows.overRows(1),
            SignalWindows.overBoth(2, 9),
            SignalWindows.overTime(SignalWindows.ALL))) {
      Regions regions = windows.partition(domain);
      BitSet covered = new BitSet();
      for (int i = 0; i < regions.count(); i++) {
        for (int s = 0; s < regions.region(i).spanCount(); s++) {
          covered.set(regions.region(i).start(s), regions.region(i).end(s));
        }
      }
      assertThat(covered.cardinality()).as(windows.name()).isEqualTo(domain.size());
    }
  }

  @Test
  void noiseHasTheSeriesOwnLevelAndSpectrum() {
    float[] slow = new float[2000];
    for (int t = 1; t < slow.length; t++) {
      slow[t] = 0.98f * slow[t - 1] + SeriesExplainerTest.noise(1, 2000, 3)[0][t];
    }
    Series series = Series.of(slow);
    float[] noise = SeriesBackgrounds.noise(5).of(series);
    assertThat(noise).isNotEqualTo(slow);
    assertThat(noise).isEqualTo(SeriesBackgrounds.noise(5).of(series));
    assertThat(noise).isNotEqualTo(SeriesBackgrounds.noise(6).of(series));
    assertThat(deviation(noise)).isCloseTo(deviation(slow), Percentage.withPercentage(1));
    assertThat(nextTo(noise)).isGreaterThan(0.9);
    assertThat(nextTo(slow)).isGreaterThan(0.9);
  }

  private static double deviation(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** The correlation of a value with the next, for series whose mean is small. */
  private static double nextTo(float[] values) {
    double both = 0;
    double own = 0;
    for (int t = 1; t < values.length; t++) {
      both += values[t] * values[t - 1];
      own += values[t] * values[t];
    }
    return both / own;
  }

  @Test
  void namesFindBackgroundsAndOrdersOfAxes() {
    Stream.of("zero", "mean", "interpolation", "noise")
        .forEach(name -> assertThat(SeriesBackgrounds.named(name, 1).name()).startsWith(name));
    assertThatThrownBy(() -> SeriesBackgrounds.named("blur", 1))
        .hasMessageContaining("choose zero, mean, interpolation or noise");
    assertThat(AxisOrder.named("times-first")).isEqualTo(AxisOrder.TIMES_FIRST);
    assertThatThrownBy(() -> AxisOrder.named("nct")).hasMessageContaining("channels-first");
    assertThatThrownBy(() -> new SignalWindows(1, 0, 1, 1)).hasMessageContaining("at least 1");
  }
}
