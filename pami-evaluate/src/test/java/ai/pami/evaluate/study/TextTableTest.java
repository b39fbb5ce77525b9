package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.pami.evaluate.statistics.Summary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void textsStandLeftAndNumbersRight() {
    TextTable table =
        new TextTable(
            List.of("method", "n"), 1, List.of(List.of("a|b", "12"), List.of("longer one", "7")));
    assertThat(table)
        .hasToString(
            """
            method       n
            ----------  --
            a|b         12
            longer one   7
            """);
    assertThat(table.markdown())
        .isEqualTo(
            """
            | method | n |
            | --- | ---: |
            | a\\|b | 12 |
            | longer one | 7 |
            """);
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable(List.of("a"), 0, List.of(List.of("1", "2"))));
  }

  @Test
  void resultsAreShownWithIntervalsAndDashesForNoNumber() {
    StudyResult result =
        new StudyResult(
            List.of(
                new StudyRow(
                    "pami",
                    "deletion",
                    false,
                    new Summary(0.0714, 0.05, 0.1, 24, 1),
                    Optional.empty(),
                    5930,
                    1.234),
                new StudyRow(
                    "rise",
                    "deletion",
                    false,
                    new Summary(0.5, Double.NaN, Double.NaN, 1, 24),
                    Optional.of(new Summary(-0.03, -0.1, 0.04, 1, 24)),
                    4000,
                    10)),
            List.of(),
            25,
            13,
            List.of(new FailedPicture("a.jpg", "damaged")),
            0);
    assertThat(result)
        .hasToString(
            """
            metric        method           mean [95 %]           less the first   n  undefined  calls      s
            ------------  ------  --------------------  -----------------------  --  ---------  -----  -----
            deletion (-)  pami    0.071 [0.050, 0.100]                           24          1   5930   1.23
            deletion (-)  rise            0.500 [-, -]  -0.030 [-0.100, +0.040]   1         24   4000  10.00

            pictures judged: 25; (+) more is better, (-) less is better
            pictures left out, as the model gets them wrong: 13
            failed: a.jpg: damaged
            """);
  }
}
