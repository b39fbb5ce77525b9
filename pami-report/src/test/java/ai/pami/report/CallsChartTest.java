package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsChartTest {
  private static EvaluationPage.Row row(String method, double mean, double calls) {
    return new EvaluationPage.Row(method, mean, mean, mean, "", false, 3, 0, calls, 1);
  }

  private static EvaluationPage.Table table(EvaluationPage.Row... rows) {
    return new EvaluationPage.Table("insertion", true, List.of(rows));
  }

  @Test
  void aLineRunsThroughABudgetsMeansOnALogarithmicAxis() {
    CallsChart chart =
        CallsChart.of(
                table(
                    row("a@1000", 0.7, 1000),
                    row("a@10", 0.5, 10),
                    row("a@100", 0.6, 100),
                    row("b", 0.65, 100)))
            .orElseThrow();
    assertThat(chart.lines()).extracting(CallsChart.Line::method).containsExactly("a", "b");
    List<CallsChart.Point> points = chart.lines().get(0).points();
    assertThat(points).extracting(CallsChart.Point::x).isSorted();
    assertThat(points.get(1).x() - points.get(0).x())
        .isCloseTo(points.get(2).x() - points.get(1).x(), within(0.2));
    // Values grow upwards, alike for all methods.
    assertThat(points.get(0).y() - points.get(1).y())
        .isCloseTo(points.get(1).y() - points.get(2).y(), within(0.2));
    assertThat(chart.lines().get(1).points().get(0).y())
        .isCloseTo((points.get(1).y() + points.get(2).y()) / 2, within(0.2));
    assertThat(chart.lines().get(0).first()).isTrue();
    assertThat(points.get(0).text()).isEqualTo("a: 0.500 for 10 calls");
  }

  @Test
  void namesDoNotOverlapAndStayOnTheDrawing() {
    CallsChart chart =
        CallsChart.of(
                table(
                    row("a@10", 0.1, 10),
                    row("a@20", 0.5, 20),
                    row("b@20", 0.5001, 20),
                    row("c@20", 0.4999, 20),
                    row("d@20", 0.1, 20)))
            .orElseThrow();
    List<Double> at = chart.lines().stream().map(CallsChart.Line::labelY).toList();
    for (int i = 1; i < at.size(); i++) {
      assertThat(at.get(i) - at.get(i - 1)).isGreaterThan(16);
    }
    assertThat(at.get(at.size() - 1)).isLessThanOrEqualTo(CallsChart.HEIGHT);
  }

  @Test
  void nothingIsDrawnOfOneBudgetOrOfValuesThatAreUndefined() {
    assertThat(CallsChart.of(table(row("a", 0.5, 10), row("b", 0.4, 20)))).isEmpty();
    assertThat(CallsChart.of(table(row("a@10", Double.NaN, 10), row("a@20", 0.4, 20)))).isEmpty();
  }

  @Test
  void thePageHasItAndAFileOfItsOwn(@TempDir Path folder) throws Exception {
    EvaluationPage.of(
            "two budgets",
            List.of(),
            List.of(table(row("a<b@10", 0.5, 10), row("a<b@20", 0.6, 20))),
            List.of(),
            List.of(),
            Map.of())
        .write(folder);
    Path drawn = folder.resolve("calls-insertion.svg");
    var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(drawn.toFile());
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(page(folder)).contains("Against the number of calls", "a&lt;b");
  }

  private static String page(Path folder) throws IOException {
    return Files.readString(folder.resolve(EvaluationPage.PAGE));
  }
}
