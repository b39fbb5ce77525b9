package ai.pami.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** Points as any table of the distribution has them. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.7062",
    "2, 4.3027",
    "10, 2.2281",
    "11, 2.2010",
    "15, 2.1314",
    "20, 2.0860",
    "30, 2.0423",
    "60, 2.0003",
    "120, 1.9799",
    "1000000, 1.95997"
  })
  void isTheTablesPoint(int freedom, double point) {
    assertThat(StudentT.at95(freedom)).isCloseTo(point, within(2e-4));
  }
}
