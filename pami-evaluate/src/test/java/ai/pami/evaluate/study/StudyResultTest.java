package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.evaluate.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyResultTest {
  private static StudyRow row(
      String method, String metric, Summary value, Optional<Summary> difference) {
    return new StudyRow(
        method,
        metric,
        metric.equals("pointing"),
        value,
        difference,
        method.equals("pami") ? 5930 : 4000,
        method.equals("pami") ? 1.234 : 10);
  }

  private static final StudyResult RESULT =
      new StudyResult(
          List.of(
              row("pami", "deletion", new Summary(0.0714, 0.05, 0.1, 24, 1), Optional.empty()),
              row(
                  "rise",
                  "deletion",
                  new Summary(0.5, Double.NaN, Double.NaN, 1, 24),
                  Optional.of(new Summary(-0.03, -0.1, 0.04, 1, 24))),
              row("pami", "pointing", new Summary(1, 1, 1, 25, 0), Optional.empty()),
              row(
                  "rise",
                  "pointing",
                  new Summary(Double.NaN, Double.NaN, Double.NaN, 0, 25),
                  Optional.of(new Summary(Double.NaN, Double.NaN, Double.NaN, 0, 25)))),
          List.of(),
          25,
          13,
          List.of(new FailedPicture("a.jpg", "damaged")),
          0);

  @Test
  void aPersonReadsMeansDifferencesAndWhatWasLeftOut() {
    assertThat(RESULT)
        .hasToString(
            """
            means with their 95 % intervals; (+) more is better, (-) less is better:
            method  calls  seconds          deletion (-)          pointing (+)
            ------  -----  -------  --------------------  --------------------
            pami     5930     1.23  0.071 [0.050, 0.100]  1.000 [1.000, 1.000]
            rise     4000    10.00                 0.500             undefined

            less pami, picture by picture:
            method             deletion (-)  pointing (+)
            ------  -----------------------  ------------
            rise    -0.030 [-0.100, +0.040]     undefined

            pictures judged: 25
            pictures left out, as the model gets them wrong: 13
            pictures where deletion is undefined: pami 1, rise 24
            pictures where pointing is undefined: rise 25
            failed: a.jpg: damaged
            """);
  }

  @Test
  void theSameInMarkdown() {
    assertThat(RESULT.markdown())
        .isEqualTo(
            """
            Means with their 95 % intervals; (+) more is better, (-) less is better:

            | method | calls | seconds | deletion (-) | pointing (+) |
            | --- | ---: | ---: | ---: | ---: |
            | pami | 5930 | 1.23 | 0.071 [0.050, 0.100] | 1.000 [1.000, 1.000] |
            | rise | 4000 | 10.00 | 0.500 | undefined |

            Less `pami`, picture by picture:

            | method | deletion (-) | pointing (+) |
            | --- | ---: | ---: |
            | rise | -0.030 [-0.100, +0.040] | undefined |

            - pictures judged: 25
            - pictures left out, as the model gets them wrong: 13
            - pictures where deletion is undefined: pami 1, rise 24
            - pictures where pointing is undefined: rise 25
            - failed: a.jpg: damaged
            """);
  }

  @Test
  void manyMetricsFitTheConsole() {
    List<StudyRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String method : List.of("reference-sliding-window@1000", "shap-partition@1000")) {
        Summary value = new Summary(-0.5, -0.75, 0.25, 9, 0);
        Optional<Summary> difference =
            method.startsWith("shap") ? Optional.of(value) : Optional.empty();
        rows.add(row(method, "some-metric-of-a-name-" + i, value, difference));
      }
    }
    StudyResult many = new StudyResult(rows, List.of(), 9, 0, List.of(), 0);
    assertThat(many.toString().lines()).allMatch(line -> line.length() <= 120);
    assertThat(many.toString()).contains("some-metric-of-a-name-19 (-)", "calls", "seconds");
  }

  /** A run that was cancelled before the first picture was finished. */
  @Test
  void nothingJudgedIsADash() {
    Summary none = new Summary(Double.NaN, Double.NaN, Double.NaN, 0, 0);
    StudyResult empty =
        new StudyResult(
            List.of(row("pami", "deletion", none, Optional.empty())),
            List.of(),
            0,
            0,
            List.of(),
            4);
    assertThat(empty.toString()).containsPattern("pami +5930 +1.23 +-\n").contains("cancelled: 4");
  }
}
