package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static LineChart of(Double... values) {
    return LineChart.of("score", "share", List.of("a"), List.of(List.of(values)));
  }

  private static List<String> ticks(LineChart chart) {
    return chart.ticks().stream().map(LineChart.Tick::text).toList();
  }

  @Test
  void marksAreRoundNumbers() {
    assertThat(ticks(of(0.1, 0.847))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(ticks(of(0.0, 0.03)))
        .containsExactly("0", "0.005", "0.01", "0.015", "0.02", "0.025", "0.03");
    assertThat(ticks(of(-3.0, 12.0))).containsExactly("-5", "0", "5", "10", "15");
    assertThat(ticks(of(0.0, 0.0))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
  }

  @Test
  void linesRunBetweenBottomAndTop() {
    LineChart chart = of(0.0, 0.5, 1.0);
    assertThat(chart.series().get(0).path()).isEqualTo("M0.0 260.0L240.0 130.0L480.0 0.0");
    assertThat(chart.ticks().get(0).y()).isEqualTo(260);
    assertThat(chart.ticks().get(5).y()).isZero();
  }
}
